import PerfModel

/// The head of a line of a server's log (`log_destination = stderr`): what stands before it is `log_line_prefix`, which is anybody's choice,
/// as long as it begins with a time (`%m` or `%t`).
struct PostgresLogLine {
  /// Nil where the zone is an abbreviation other than UTC, which does not tell the offset.
  let time: Timestamp?
  /// `LOG`, `ERROR`, `STATEMENT`.
  let severity: Substring
  let message: Substring

  static let severities: Set<Substring> = [
    "LOG", "ERROR", "FATAL", "PANIC", "WARNING", "NOTICE", "INFO", "STATEMENT", "DETAIL", "HINT", "CONTEXT", "DEBUG",
    "QUERY",
  ]

  /// Nil where the line goes on with the entry before it.
  init?(_ line: Substring) {
    guard Self.isTime(line) else { return nil }
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
    time = Self.time(line)
  }

  /// Whether a text begins as `2026-11-21 03:29:59`.
  static func isTime(_ text: Substring) -> Bool {
    let bytes = text.utf8.prefix(19)
    return bytes.count == 19
      && zip(bytes, "0000-00-00 00:00:00".utf8).allSatisfy { byte, sign in
        sign == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == sign
      }
  }

  /// The time that a text begins with, nil where its zone is an abbreviation other than UTC.
  static func time(_ text: Substring) -> Timestamp? {
    let rest = text.dropFirst(19)
    let fraction = rest.prefix { $0 == "." || $0.isNumber }
    guard [" UTC", " GMT"].contains(rest.dropFirst(fraction.count).prefix(4)) else { return nil }
    return Timestamp(rfc3339: String(text.prefix(19)) + fraction)
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
