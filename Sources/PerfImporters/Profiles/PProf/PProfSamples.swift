import PerfFormats
import PerfModel

/// What was measured: sample types and samples.
extension PProfDecoder {
  func valueType(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) -> (type: UInt64, unit: UInt64) {
    var cursor = ProtobufCursor(range)
    var result: (type: UInt64, unit: UInt64) = (0, 0)
    while let field = try cursor.next(in: bytes) {
      switch field.number {
      case 1: result.type = try field.varint()
      case 2: result.unit = try field.varint()
      default: break
      }
    }
    return result
  }

  mutating func addSample(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
    var cursor = ProtobufCursor(range)
    let values = parts.samples.values.count
    let labels = parts.samples.labels.count
    while let field = try cursor.next(in: bytes) {
      switch field.number {
      case 1:
        try field.eachVarint(in: bytes) { id in
          parts.samples.stack.append(UInt32(truncatingIfNeeded: locationIDs.index(of: id)))
        }
      case 2: try field.eachVarint(in: bytes) { parts.samples.values.append(Int64(bitPattern: $0)) }
      case 3: try addLabel(field.bytes(), bytes)
      default: break
      }
    }
    let count = parts.samples.values.count - values
    if parts.samples.ends.isEmpty || count != valueCounts.first { valueCounts.insert(count) }
    parts.samples.ends.append(parts.samples.stack.count)
    if parts.samples.labels.count > labels, labels == 0 {
      parts.samples.labelEnds = Array(repeating: 0, count: parts.samples.count - 1)
    }
    if !parts.samples.labels.isEmpty { parts.samples.labelEnds.append(parts.samples.labels.count) }
  }

  private mutating func addLabel(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
    var cursor = ProtobufCursor(range)
    var label = SampleLabel(key: 0)
    while let field = try cursor.next(in: bytes) {
      switch field.number {
      case 1: label.key = textIndex(try field.varint())
      case 2: label.text = textIndex(try field.varint())
      case 3: label.number = Int64(bitPattern: try field.varint())
      case 4: label.unit = textIndex(try field.varint())
      default: break
      }
    }
    parts.samples.labels.append(label)
  }
}
