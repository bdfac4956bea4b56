/// A comment of a statement that carries tags: `/* route='GET /api/dashboard',action='show' */`, as the sqlcommenter libraries write them.
enum StatementComment {
  /// What names the route, the first that is there.
  private static let names = ["route", "endpoint", "http_route"]

  /// The route that the inside of a comment names.
  static func route(_ comment: String) -> String? {
    for name in names {
      guard let value = value(of: name, in: Array(comment.utf8)), !value.isEmpty else { continue }
      return value
    }
    return nil
  }

  /// A statement without the comment that it begins with.
  static func dropped(from statement: String) -> String {
    let bytes = Array(statement.utf8)
    var place = 2
    while place + 1 < bytes.count {
      if bytes[place] == UInt8(ascii: "*"), bytes[place + 1] == UInt8(ascii: "/") {
        return String(decoding: bytes[(place + 2)...], as: UTF8.self)
      }
      place += 1
    }
    return statement
  }

  /// `name='value'`, where the name is a word of its own; `%2F` in the value is `/`, a backslash protects a quotation mark.
  private static func value(of name: String, in bytes: [UInt8]) -> String? {
    let wanted = Array((name + "='").utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where bytes[start...].starts(with: wanted) {
      if start > 0, StatementScanner.isWord(bytes[start - 1]) { continue }
      var value: [UInt8] = []
      var place = start + wanted.count
      while place < bytes.count, bytes[place] != UInt8(ascii: "'") {
        if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count {
          place += 1
        } else if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
          let byte = UInt8(String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
        {
          value.append(byte)
          place += 3
          continue
        }
        value.append(bytes[place])
        place += 1
      }
      return place < bytes.count ? String(decoding: value, as: UTF8.self) : nil
    }
    return nil
  }
}
