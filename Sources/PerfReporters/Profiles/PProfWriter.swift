public import PerfModel

/// A profile as `profile.proto`, not packed, for other tools.
public enum PProfWriter {
  public static func bytes(_ profile: Profile) -> [UInt8] {
    var message = ProtobufWriter()
    var texts = TextTable((0..<profile.stringCount).map { profile.string(UInt32($0)) })
    for type in profile.sampleTypes { message.message(1) { valueType(type, &texts, &$0) } }
    let types = profile.sampleTypes.count
    for sample in 0..<profile.samples.count {
      message.message(2) { writer in
        writer.packed(1, profile.samples.stack[profile.samples.range(sample)].lazy.map { UInt64($0) + 1 })
        let values = profile.samples.values[sample * types..<(sample + 1) * types]
        writer.packed(2, values.lazy.map { UInt64(bitPattern: $0) })
        for label in profile.samples.labels(sample) { writer.message(3) { self.label(label, &$0) } }
      }
    }
    for (index, mapping) in profile.mappings.enumerated() {
      message.message(3) { writer in
        writer.varint(1, UInt64(index) + 1)
        writer.varint(2, mapping.start)
        writer.varint(3, mapping.limit)
        writer.varint(4, mapping.offset)
        writer.varint(5, UInt64(mapping.file))
        writer.varint(6, UInt64(mapping.buildID))
      }
    }
    for location in 0..<profile.locations.count { message.message(4) { self.location(location, profile, &$0) } }
    for (index, function) in profile.functions.enumerated() {
      message.message(5) { writer in
        writer.varint(1, UInt64(index) + 1)
        writer.varint(2, UInt64(function.name))
        writer.varint(3, UInt64(function.systemName))
        writer.varint(4, UInt64(function.file))
        writer.varint(5, UInt64(bitPattern: function.startLine))
      }
    }
    if let time = profile.time { message.varint(9, UInt64(bitPattern: time)) }
    if let duration = profile.duration { message.varint(10, UInt64(bitPattern: duration)) }
    if let period = profile.period {
      message.message(11) { valueType(period.type, &texts, &$0) }
      message.varint(12, UInt64(bitPattern: period.value))
    }
    for comment in profile.comments { message.varint(13, texts.index(of: comment), evenZero: true) }
    if !profile.sampleTypes.isEmpty {
      message.varint(14, texts.index(of: profile.sampleTypes[profile.defaultSampleType].type))
    }
    for text in texts.all { message.text(6, text) }
    return message.bytes
  }

  private static func valueType(_ type: ProfileValueType, _ texts: inout TextTable, _ writer: inout ProtobufWriter) {
    writer.varint(1, texts.index(of: type.type))
    writer.varint(2, texts.index(of: type.unit))
  }

  private static func label(_ label: SampleLabel, _ writer: inout ProtobufWriter) {
    writer.varint(1, UInt64(label.key))
    writer.varint(2, UInt64(label.text))
    writer.varint(3, UInt64(bitPattern: label.number))
    writer.varint(4, UInt64(label.unit))
  }

  private static func location(_ location: Int, _ profile: Profile, _ writer: inout ProtobufWriter) {
    writer.varint(1, UInt64(location) + 1)
    writer.varint(2, profile.locations.mappings[location].map { UInt64($0) + 1 } ?? 0)
    writer.varint(3, profile.locations.addresses[location])
    for line in profile.locations.range(location) {
      writer.message(4) {
        $0.varint(1, UInt64(profile.locations.functions[line]) + 1)
        $0.varint(2, UInt64(bitPattern: profile.locations.lines[line]))
      }
    }
  }
}

/// The texts of a profile, and those that it has elsewhere than in its table.
private struct TextTable {
  private(set) var all: [String]
  private var places: [String: UInt64]

  init(_ texts: [String]) {
    all = texts
    places = Dictionary(
      texts.enumerated().map { ($1, UInt64($0)) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func index(of text: String) -> UInt64 {
    if let known = places[text] { return known }
    all.append(text)
    places[text] = UInt64(all.count - 1)
    return UInt64(all.count - 1)
  }
}

/// Writes the wire format of Protocol Buffers.
private struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  /// A number; 0 is what a missing field means.
  mutating func varint(_ field: UInt64, _ value: UInt64, evenZero: Bool = false) {
    guard value != 0 || evenZero else { return }
    append(field << 3)
    append(value)
  }

  mutating func packed(_ field: UInt64, _ values: some Sequence<UInt64>) {
    var inner = ProtobufWriter()
    for value in values { inner.append(value) }
    if !inner.bytes.isEmpty { add(field, inner.bytes) }
  }

  mutating func text(_ field: UInt64, _ text: String) { add(field, Array(text.utf8)) }

  mutating func message(_ field: UInt64, _ body: (inout ProtobufWriter) -> Void) {
    var inner = ProtobufWriter()
    body(&inner)
    add(field, inner.bytes)
  }

  private mutating func add(_ field: UInt64, _ content: [UInt8]) {
    append(field << 3 | 2)
    append(UInt64(content.count))
    bytes += content
  }

  private mutating func append(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
