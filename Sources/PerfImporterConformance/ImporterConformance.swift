public import PerfDiagnostics
import PerfFormats
public import PerfImporters
public import PerfModel

/// What every importer has to keep to, as a check that any test library can call:
///
/// ```swift
/// #expect(ImporterConformance.check(MyImporter.self, fixtures: fixtures, foreign: others).isEmpty)
/// ```
///
/// A trap ends the process and needs no rule. Reading is bounded, so a check of a fixture of some kilobytes takes well under a
/// second in a debug build.
public enum ImporterConformance {
  /// Checks an importer against recorded files of its own format.
  /// - Parameters:
  ///   - fixtures: files of the format, as recorded.
  ///   - foreign: files of other formats, which it must not claim.
  /// - Returns: what it breaks, in the order of fixtures and rules; empty when it conforms.
  public static func check(
    _ importer: any Importer.Type, fixtures: [Fixture], foreign: [Fixture] = []
  ) -> [Violation] {
    let subject = Subject(importer: importer)
    var violations = subject.checkWithoutFixtures()
    for fixture in fixtures {
      let found = [
        subject.checkSniffing(fixture), subject.checkWhole(fixture), subject.checkRepresentations(fixture),
        subject.checkTruncation(fixture), subject.checkDamage(fixture),
      ]
      violations += found.flatMap(\.self).filter { !fixture.exempt.contains($0.rule) }
    }
    violations += foreign.flatMap(subject.checkForeign)
    return violations
  }

  /// Reads bytes as the loader does and returns the runs in them.
  /// - Parameter chunkBytes: how many bytes the importer gets at once at most.
  /// - Throws: what the importer throws.
  public static func read(
    _ importer: any Importer.Type, _ bytes: [UInt8], name: String, chunkBytes: Int = .max
  ) throws(Diagnostic) -> [Run] {
    var source = try ByteSource.bytes(bytes, name: name, chunkBytes: chunkBytes)
    var builder = RunBuilder(label: "run", tool: importer.format.tool, format: importer.format.id)
    var reader = importer.init(options: ImportOptions())
    try reader.read(&source, into: &builder)
    if let truncation = source.truncation { builder.record(truncation) }
    return builder.finish()
  }
}

/// What an importer has to keep to.
public enum ConformanceRule: String, Sendable, Hashable, CaseIterable {
  /// Claims its own files.
  case claimsItsOwn
  /// Claims no empty input, no noise and no file of another format.
  case claimsNothingElse
  /// Reads its own files without an error.
  case readsItsOwn
  /// Throws on empty input.
  case refusesEmpty
  /// Throws on noise, or says in the run that it is none.
  case refusesNoise
  /// Two reads of the same bytes give the same runs.
  case isDeterministic
  /// The size of the chunks in which bytes arrive changes nothing.
  case ignoresChunks
  /// LF and CR LF give the same series and profiles.
  case ignoresLineEnds
  /// A UTF-8 byte order mark changes nothing.
  case ignoresByteOrderMark
  /// A file that was cut off is refused or its run says so; see `FixtureShape`.
  case admitsTruncation
  /// A thrown diagnostic is an error with file, line and hint.
  case locatesErrors
  /// The series of a run are sorted, unique, finite, in base units, and consistent in themselves.
  case keepsInvariants
}

/// One rule broken on one fixture.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
  public let rule: ConformanceRule
  /// The name of the fixture, nil for what needs none.
  public let fixture: String?
  public let detail: String

  public var description: String { "\(fixture ?? "-"): \(rule.rawValue): \(detail)" }
}
