import PerfModel

/// The head of a line of a server's log (`log_destination = stderr`): what stands before it is `log_line_prefix`, which is anybody's choice,
/// as long as it begins with a time (`%m` or `%t`).
struct PostgresLogLine {
  /// Nil where the zone is an abbreviation other than UTC, which does not tell the offset.
  let time: Timestamp?
  /// `LOG`, `ERROR`, `STATEMENT`.
  let severity: Substring
  let message: Substring

  private static let severities: Set<Substring> = [
    "LOG", "ERROR", "FATAL", "PANIC", "WARNING", "NOTICE", "INFO", "STATEMENT", "DETAIL", "HINT", "CONTEXT", "DEBUG",
    "QUERY",
  ]

  /// Nil where the line goes on with the entry before it.
  init?(_ line: Substring) {
    let bytes = line.utf8.prefix(19)
    guard bytes.count == 19, Self.isTime(Array(bytes)) else { return nil }
    // `LOG:  `: a word, a colon, two spaces. Of several the first: a statement may hold the others.
    var rest = line.dropFirst(19)
    var found: (Substring, Substring)?
    while let colon = rest.firstRange(of: ":  ") {
      let word = rest[..<colon.lowerBound]
      let name = word.lastIndex(of: " ").map { word[word.index(after: $0)...] } ?? word
      if Self.severities.contains(name) {
        found = (name, rest[colon.upperBound...])
        break
      }
      rest = rest[colon.upperBound...]
    }
    guard let (severity, message) = found else { return nil }
    self.severity = severity
    self.message = message
    let zone = line.dropFirst(19).drop { $0 == "." || $0.isNumber }.prefix(4)
    let isUniversal = [" UTC", " GMT"].contains(zone)
    let fraction = line.dropFirst(19).prefix { $0 == "." || $0.isNumber }
    time = isUniversal ? Timestamp(rfc3339: String(line.prefix(19)) + fraction) : nil
  }

  /// `2026-11-21 03:29:59`
  private static func isTime(_ bytes: [UInt8]) -> Bool {
    let pattern = Array("0000-00-00 00:00:00".utf8)
    return zip(bytes, pattern).allSatisfy { byte, sign in
      sign == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == sign
    }
  }
}

extension Substring {
  /// Where a text stands first.
  fileprivate func firstRange(of wanted: StaticString) -> Range<Index>? {
    let sign = String(describing: wanted)
    guard let first = sign.first else { return nil }
    var place = startIndex
    while let next = self[place...].firstIndex(of: first) {
      if self[next...].hasPrefix(sign) { return next..<index(next, offsetBy: sign.count) }
      place = index(after: next)
    }
    return nil
  }
}
