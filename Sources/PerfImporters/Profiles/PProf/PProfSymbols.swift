import PerfFormats
import PerfModel

/// Where it was measured: mappings, locations and functions.
extension PProfDecoder {
  mutating func addMapping(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
    var cursor = ProtobufCursor(range)
    var id: UInt64 = 0
    var mapping = ProfileMapping()
    while let field = try cursor.next(in: bytes) {
      switch field.number {
      case 1: id = try field.varint()
      case 2: mapping.start = try field.varint()
      case 3: mapping.limit = try field.varint()
      case 4: mapping.offset = try field.varint()
      case 5: mapping.file = textIndex(try field.varint())
      case 6: mapping.buildID = textIndex(try field.varint())
      default: break
      }
    }
    let index = mappingIDs.define(id)
    while parts.mappings.count < mappingIDs.count { parts.mappings.append(ProfileMapping()) }
    parts.mappings[index] = mapping
  }

  mutating func addLocation(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
    var cursor = ProtobufCursor(range)
    var id: UInt64 = 0
    var mapping: UInt32?
    var address: UInt64 = 0
    let start = parts.locations.functions.count
    while let field = try cursor.next(in: bytes) {
      switch field.number {
      case 1: id = try field.varint()
      case 2:
        let number = try field.varint()
        mapping = number == 0 ? nil : UInt32(truncatingIfNeeded: mappingIDs.index(of: number))
      case 3: address = try field.varint()
      case 4: try addLine(field.bytes(), bytes)
      default: break
      }
    }
    let index = locationIDs.define(id)
    let missing = locationIDs.count - parts.locations.count
    if missing > 0 { parts.locations.makeRoom(missing) }
    parts.locations.mappings[index] = mapping
    parts.locations.addresses[index] = address
    parts.locations.starts[index] = UInt32(truncatingIfNeeded: start)
    parts.locations.counts[index] = UInt32(truncatingIfNeeded: parts.locations.functions.count - start)
  }

  private mutating func addLine(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
    var cursor = ProtobufCursor(range)
    var function: UInt64 = 0
    var line: Int64 = 0
    while let field = try cursor.next(in: bytes) {
      switch field.number {
      case 1: function = try field.varint()
      case 2: line = Int64(bitPattern: try field.varint())
      default: break
      }
    }
    guard function != 0 else {
      hasUndefinedFunction = true
      return
    }
    parts.locations.functions.append(UInt32(truncatingIfNeeded: functionIDs.index(of: function)))
    parts.locations.lines.append(line)
  }

  mutating func addFunction(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
    var cursor = ProtobufCursor(range)
    var id: UInt64 = 0
    var function = ProfileFunction(name: 0)
    while let field = try cursor.next(in: bytes) {
      switch field.number {
      case 1: id = try field.varint()
      case 2: function.name = textIndex(try field.varint())
      case 3: function.systemName = textIndex(try field.varint())
      case 4: function.file = textIndex(try field.varint())
      case 5: function.startLine = Int64(bitPattern: try field.varint())
      default: break
      }
    }
    let index = functionIDs.define(id)
    while parts.functions.count < functionIDs.count { parts.functions.append(ProfileFunction(name: 0)) }
    parts.functions[index] = function
  }
}

extension ProfileLocations {
  /// Rows for locations that have been used and not yet been defined.
  fileprivate mutating func makeRoom(_ count: Int) {
    mappings += Array(repeating: nil, count: count)
    addresses += Array(repeating: 0, count: count)
    starts += Array(repeating: 0, count: count)
    counts += Array(repeating: 0, count: count)
  }
}
