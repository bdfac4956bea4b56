/// A recorded file of a format.
public struct Fixture: Sendable {
  /// How violations call it.
  public let name: String
  public let bytes: [UInt8]
  public let shape: FixtureShape
  /// Rules that do not hold for this file, for a reason that belongs where the fixture is declared.
  public let exempt: Set<ConformanceRule>

  /// - Parameter shape: taken from the content if it is not given.
  public init(name: String, bytes: [UInt8], shape: FixtureShape? = nil, exempt: Set<ConformanceRule> = []) {
    self.name = name
    self.bytes = bytes
    self.shape = shape ?? FixtureShape(guessedFrom: bytes)
    self.exempt = exempt
  }

  /// Whether line ends and byte order marks mean anything: not in compressed or binary files.
  var isText: Bool { !bytes.contains(0) && !isCompressed }

  /// Whether errors are about the packing, where there are no lines.
  var isCompressed: Bool { bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) }
}

/// What can be known of a file that was cut off.
public enum FixtureShape: Sendable, Hashable {
  /// JSON, XML and the like, which are whole or broken: a cut is an error.
  case document
  /// A text with a known end: after a cut it is an error, or the run says that something is missing.
  case report
  /// Records one after the other: a cut between two lines is another good file; any other has to be noticed.
  case records

  /// A document if the content begins as XML or JSON, but records if its first line is a JSON value of its own; else a report.
  init(guessedFrom bytes: [UInt8]) {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let text = bytes.drop { blanks.contains($0) || [0xEF, 0xBB, 0xBF].contains($0) }
    let line = text.prefix { $0 != UInt8(ascii: "\n") }
    let isSingleLine = text.dropFirst(line.count).allSatisfy(blanks.contains)
    switch text.first {
    case UInt8(ascii: "<"), UInt8(ascii: "["): self = .document
    case UInt8(ascii: "{"):
      let isWhole = line.last { !blanks.contains($0) } == UInt8(ascii: "}")
      self = isWhole && !isSingleLine ? .records : .document
    default: self = .report
    }
  }
}
