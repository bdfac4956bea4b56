/// The route of a URL: what requests have in common that differ in ids and queries only.
///
/// `http://shop:8080/users/17/orders?page=2` is `/users/:id/orders`. A part of the path is an id when it is a number, a UUID, eight
/// or more hexadecimal digits with a decimal one among them, or k6's `${}`.
enum RouteName {
  /// Whether text is a URL with a host, of which only the path names a route.
  static func isURL(_ text: RawSpan) -> Bool {
    starts(text, with: "http://") || starts(text, with: "https://")
  }

  /// Appends the route of a URL.
  static func append(routeOf url: RawSpan, to route: inout [UInt8]) {
    var offset = pathStart(of: url)
    guard offset < url.byteCount, url.byte(at: offset) == slash else { return route.append(slash) }
    while offset < url.byteCount, url.byte(at: offset) == slash {
      route.append(slash)
      let start = offset + 1
      offset = start
      var digits = 0
      var hexadecimal = 0
      var dashes = 0
      while offset < url.byteCount {
        let byte = url.byte(at: offset)
        if byte == slash || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
        if byte ^ 0x30 <= 9 { digits += 1 }
        if (byte | 0x20) >= UInt8(ascii: "a"), (byte | 0x20) <= UInt8(ascii: "f") { hexadecimal += 1 }
        if byte == UInt8(ascii: "-") { dashes += 1 }
        offset += 1
      }
      let count = offset - start
      let isHexadecimal = digits + hexadecimal == count && count >= 8 && digits > 0
      // 8-4-4-4-12.
      let isUUID = count == 36 && dashes == 4 && digits + hexadecimal == 32
      if count > 0, digits == count || isHexadecimal || isUUID || isBlank(url, start..<offset) {
        for byte in ":id".utf8 { route.append(byte) }
      } else {
        for place in start..<offset { route.append(url.byte(at: place)) }
      }
    }
  }

  /// Behind the host.
  private static func pathStart(of url: RawSpan) -> Int {
    var slashes = 0
    for offset in 0..<url.byteCount {
      let byte = url.byte(at: offset)
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { return offset }
      if byte == slash {
        slashes += 1
        if slashes == 3 { return offset }
      }
    }
    return url.byteCount
  }

  /// What `http.url` puts in the place of a value.
  private static func isBlank(_ url: RawSpan, _ range: Range<Int>) -> Bool {
    range.count == 3 && url.byte(at: range.lowerBound) == UInt8(ascii: "$")
      && url.byte(at: range.lowerBound + 1) == UInt8(ascii: "{")
      && url.byte(at: range.lowerBound + 2) == UInt8(ascii: "}")
  }

  private static func starts(_ text: RawSpan, with prefix: StaticString) -> Bool {
    guard text.byteCount >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { prefix in prefix.indices.allSatisfy { text.byte(at: $0) == prefix[$0] } }
  }

  private static let slash = UInt8(ascii: "/")
}
