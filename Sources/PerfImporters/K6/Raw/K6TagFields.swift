import PerfModel

/// Where the tags of a point stand in a block, before anything is made of them.
///
/// Most points repeat the tags of others, so that strings are made only for what is new.
struct K6TagFields {
  /// A value and how it is written.
  struct Field {
    var start = 0
    var count = 0
    /// Whether escapes have to be undone.
    var isEscaped = false
  }

  var name = Field()
  var method = Field()
  var url = Field()
  var status = Field()
  var error = Field()
  var scenario = Field()
  var group = Field()
  var expectedResponse = Field()
  var check = Field()

  /// How fields are written in a format.
  protocol Syntax: Sendable {
    /// The fields of the tags at an offset, of which there are `count` bytes; nil where they are not as the tool writes them.
    func fields(in bytes: RawSpan, at offset: Int, count: Int) -> K6TagFields?
    /// The text of an escaped value; nil where it takes the general parser.
    func unescaped(_ bytes: RawSpan, _ field: Field) -> [UInt8]?
  }

  /// The tags as strings; nil where a value takes the general parser.
  func tags(in bytes: RawSpan, _ syntax: some Syntax) -> K6Tags? {
    var isKnown = true
    func text(_ field: Field) -> String? {
      guard field.count > 0 else { return nil }
      guard field.isEscaped else {
        return bytes.extracting(field.start..<field.start + field.count).withUnsafeBytes {
          String(decoding: $0, as: UTF8.self)
        }
      }
      guard let plain = syntax.unescaped(bytes, field) else {
        isKnown = false
        return nil
      }
      return String(decoding: plain, as: UTF8.self)
    }
    let tags = K6Tags(
      name: text(name), method: text(method), url: text(url), status: text(status), error: text(error),
      scenario: text(scenario), group: text(group), expectedResponse: text(expectedResponse), check: text(check))
    return isKnown ? tags : nil
  }

  /// Writes what a request is counted under into `key`, so that equal requests have equal bytes; false where a value has escapes
  /// that matter. The escapes of a URL's query do not: it is dropped.
  func writeRequestKey(of bytes: RawSpan, to key: inout [UInt8]) -> Bool {
    key.removeAll(keepingCapacity: true)
    for field in [status, error, scenario, group, expectedResponse] {
      guard !field.isEscaped else { return false }
      key.append(contentsOf: [UInt8(truncatingIfNeeded: field.count), UInt8(truncatingIfNeeded: field.count >> 8)])
      bytes.extracting(field.start..<field.start + field.count).withUnsafeBytes { key.append(contentsOf: $0) }
    }
    let target = name.count > 0 ? name : url
    let start = key.count
    K6Endpoint.append(
      name: bytes.extracting(target.start..<target.start + target.count),
      method: bytes.extracting(method.start..<method.start + method.count), to: &key)
    return !(target.isEscaped || method.isEscaped) || !key[start...].contains(UInt8(ascii: "\\"))
  }
}

extension K6TagFields {
  /// Keeps a value under its key; keys that say nothing of requests and checks are passed over.
  @inline(__always)
  mutating func take(_ bytes: RawSpan, _ key: Field, _ value: Field) {
    func holds(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { text in
        key.count == text.count && text.indices.allSatisfy { bytes.byte(at: key.start + $0) == text[$0] }
      }
    }
    switch key.count {
    case 3: if holds("url") { url = value }
    case 4: if holds("name") { name = value }
    case 5:
      if holds("group") {
        group = value
      } else if holds("check") {
        check = value
      } else if holds("error") {
        error = value
      }
    case 6: if holds("method") { method = value } else if holds("status") { status = value }
    case 8: if holds("scenario") { scenario = value }
    case 17: if holds("expected_response") { expectedResponse = value }
    default: break
    }
  }
}
