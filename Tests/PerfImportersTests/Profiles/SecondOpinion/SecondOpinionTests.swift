import PProfProto
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel
import SwiftProtobuf
import TestCorpus
import Testing

typealias Message = Perftools_Profiles_Profile

/// Every profile in pprof's format, read by the project's own reader and by the code that swift-protobuf makes of `profile.proto`:
/// both read the same.
struct SecondOpinionTests {
  private static let folders = [
    TestCorpus.repository + "/samples/profiles/", FixtureFiles.root + "pprof/", TestCorpus.path("profiles/"),
  ]
  /// Recorded files, each of which is a sound profile.
  static let recorded = folders.flatMap { folder in
    TestCorpus.files(below: folder).filter { $0.hasSuffix(".pb.gz") || $0.hasSuffix(".pb") }.map { folder + $0 }
  }

  @Test func filesAreFound() {
    #expect(Self.recorded.count >= (TestCorpus.isPresent ? 70 : 4))
  }

  @Test(arguments: recorded)
  func agreeOnRecordedProfiles(path: String) throws {
    let bytes = try Self.unpacked(path)
    try Self.expectAgreement(on: bytes, profile(bytes, name: path))
  }

  static let published = TestCorpus.files(below: TestCorpus.path("public/profiles"))
    .map { TestCorpus.path("public/profiles/" + $0) }
    .filter { path in
      guard let bytes = TestCorpus.bytes(ofPath: path), var source = try? ByteSource.bytes(bytes, name: path),
        let prefix = try? source.prefix()
      else { return false }
      return PProfImporter.sniff(prefix[...]) == .certain
    }

  /// Test data of other tools holds what no profiler writes: what is refused here, pprof refuses too (`PublicPProfTests`).
  @Test(.enabled(if: TestCorpus.isPresent), arguments: published)
  func agreeOnPublishedProfiles(path: String) throws {
    let bytes = try Self.unpacked(path)
    guard let profile = try? profile(bytes, name: path) else { return }
    try Self.expectAgreement(on: bytes, profile)
  }

  /// The content of a file that may be gzipped.
  private static func unpacked(_ path: String) throws -> [UInt8] {
    var source = try ByteSource.bytes(try #require(TestCorpus.bytes(ofPath: path)), name: path)
    return try source.readAll()
  }

  private static func expectAgreement(on bytes: [UInt8], _ profile: Profile) throws {
    var message: Message
    do {
      message = try Message(serializedBytes: bytes)
    } catch BinaryDecodingError.invalidUTF8 {
      // A name of a function may be any bytes; the generated code takes none that are not UTF-8.
      return
    }
    guard message.dropFrames != 0 else {
      expectEqual(PlainProfile(profile), PlainProfile(message))
      return
    }
    // What a profile wants to have dropped is dropped while it is read.
    message.dropFrames = 0
    let whole = try PerfImportersTests.profile(message.serializedBytes(), name: "without drop_frames")
    expectEqual(PlainProfile(whole), PlainProfile(message))
  }

  /// Part by part, because a whole profile is no message that anybody reads.
  static func expectEqual(_ own: PlainProfile, _ second: PlainProfile) {
    #expect(own.sampleTypes == second.sampleTypes && own.defaultSampleType == second.defaultSampleType)
    #expect(own.period == second.period && own.duration == second.duration && own.time == second.time)
    #expect(own.comments == second.comments)
    #expect(own.mappings == second.mappings)
    #expect(own.functions == second.functions)
    let (locations, visited) = (own.locations == second.locations, own.visited == second.visited)
    #expect(locations && visited, "the locations differ")
    let differing = zip(own.samples, second.samples).first { $0 != $1 }
    #expect(differing == nil && own.samples.count == second.samples.count)
  }
}
