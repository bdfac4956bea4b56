import PProfProto
import PerfImporterConformance
import PerfImporters
import PerfModel
import SwiftProtobuf
import Testing

/// Profiles that no recorded file is like, written by swift-protobuf.
struct SecondOpinionWritingTests {
  /// Two samples through two locations, one of them with a function that was inlined; ids that are no numbers of rows, negative
  /// and largest values, labels of both kinds.
  private static let message: Message = {
    var message = Message()
    message.stringTable = [
      "", "samples", "count", "cpu", "nanoseconds", "main.größe", "inlined", "/a.go", "build", "tag", "key",
    ]
    message.sampleType = [.with { ($0.type, $0.unit) = (1, 2) }, .with { ($0.type, $0.unit) = (3, 4) }]
    message.defaultSampleType = 1
    message.mapping = [
      .with { ($0.id, $0.memoryStart, $0.memoryLimit, $0.filename, $0.buildID) = (9, 1, 1 << 63, 7, 8) }
    ]
    message.function = [
      .with { ($0.id, $0.name, $0.systemName, $0.filename, $0.startLine) = (.max, 5, 5, 7, 12) },
      .with { ($0.id, $0.name) = (70_000, 6) },
    ]
    message.location = [
      .with { location in
        (location.id, location.mappingID, location.address) = (1 << 40, 9, .max)
        location.line = [.with { $0.functionID = 70_000 }, .with { ($0.functionID, $0.line) = (.max, 15) }]
      },
      .with { ($0.id, $0.address) = (2, 16) },
    ]
    message.sample = [
      .with { ($0.locationID, $0.value) = ([2, 1 << 40], [.min, .max]) },
      .with { sample in
        (sample.locationID, sample.value) = ([1 << 40], [-1, 0])
        sample.label = [.with { ($0.key, $0.str) = (10, 9) }, .with { ($0.key, $0.num, $0.numUnit) = (10, -5, 4) }]
      },
    ]
    message.periodType = .with { ($0.type, $0.unit) = (3, 4) }
    (message.period, message.timeNanos, message.durationNanos) = (10_000_000, 1_780_000_000_000_000_000, 15)
    message.comment = [9, 10]
    return message
  }()

  /// The message in pieces that together are the message, whatever their order.
  private static var pieces: [Message] {
    [
      .with { ($0.sampleType, $0.periodType, $0.period) = (message.sampleType, message.periodType, message.period) },
      .with { $0.sample = message.sample }, .with { $0.mapping = message.mapping },
      .with { $0.location = message.location }, .with { $0.function = message.function },
      .with { $0.stringTable = message.stringTable },
      .with { ($0.comment, $0.defaultSampleType) = (message.comment, message.defaultSampleType) },
      .with { ($0.timeNanos, $0.durationNanos) = (message.timeNanos, message.durationNanos) },
    ]
  }

  /// Whether or not the first bytes look like a profile.
  private func read(_ bytes: [UInt8]) throws -> PlainProfile {
    let run = try ImporterConformance.read(PProfImporter.self, bytes, name: "made.pb").first
    return PlainProfile(try #require(run?.profiles.first))
  }

  private func expectAgreement(on bytes: [UInt8]) throws {
    SecondOpinionTests.expectEqual(try read(bytes), PlainProfile(try Message(serializedBytes: bytes)))
  }

  @Test func readsWhatItWrites() throws {
    let bytes: [UInt8] = try Self.message.serializedBytes()
    try expectAgreement(on: bytes)
    #expect(try read(bytes).samples[0].values == [.min, .max])
  }

  @Test("fields in any order")
  func anyOrder() throws {
    let forward = try Self.pieces.flatMap { try $0.serializedBytes() as [UInt8] }
    let backward = try Self.pieces.reversed().flatMap { try $0.serializedBytes() as [UInt8] }
    for bytes in [forward, backward] {
      #expect(try Message(serializedBytes: bytes) == Self.message)
      try expectAgreement(on: bytes)
    }
  }

  @Test("numbers one by one, as old writers have them, and fields that nobody knows")
  func unpackedNumbers() throws {
    let rest: [UInt8] = try Self.message.serializedBytes()
    // A sample through location 2 twice with the values 7 and 8; its field 15, and the profile's field 100, are unknown.
    let sample: [UInt8] = [0x08, 2, 0x08, 2, 0x10, 7, 0x10, 8, 0x7A, 1, 0xFF]
    let bytes = rest + [0x12, UInt8(sample.count)] + sample + [0xA0, 0x06, 1]
    try expectAgreement(on: bytes)
    #expect(try read(bytes).samples.last?.values == [7, 8])
  }

  @Test("every byte replaced: what the project's own reader takes, the generated code reads the same")
  func damaged() throws {
    let bytes: [UInt8] = try Self.message.serializedBytes()
    var agreed = 0
    for index in bytes.indices {
      for value in [bytes[index] ^ 1, bytes[index] &+ 8, 0, 0xFF] where value != bytes[index] {
        var damaged = bytes
        damaged[index] = value
        guard let own = try? read(damaged) else { continue }
        do {
          let message = try Message(serializedBytes: damaged)
          guard message.dropFrames == 0 else { continue }
          #expect(own == PlainProfile(message), "byte \(index) is \(value)")
          agreed += 1
        } catch BinaryDecodingError.invalidUTF8 {
          continue
        } catch BinaryDecodingError.malformedProtobuf {
          // Of a number's tenth byte one bit has room: pprof passes over the others, and the generated code refuses them.
          let isTenth = index >= 9 && bytes[index - 9..<index].allSatisfy { $0 >= 0x80 }
          #expect(isTenth && value > 1, "byte \(index) is \(value)")
        }
      }
    }
    #expect(agreed > 100)
  }
}
