import PerfDiagnostics
import PerfFormats
import PerfModel

/// Makes a profile of the fields of `profile.proto`, whatever their order: ids and texts may be used before they are defined.
struct PProfDecoder {
  private var parts = ProfileParts()
  private var locationIDs = PProfIDs()
  private var functionIDs = PProfIDs()
  private var mappingIDs = PProfIDs()
  private var types: [(type: UInt64, unit: UInt64)] = []
  private var periodType: (type: UInt64, unit: UInt64)?
  private var period: Int64 = 0
  private var comments: [UInt64] = []
  private var dropFrames: UInt64 = 0
  private var keepFrames: UInt64 = 0
  private var defaultSampleType: UInt64 = 0
  private var hasSeveral = false
  /// Whether a sample holds another number of values than the one before it.
  private var valueCounts: Set<Int> = []
  private var hasUndefinedFunction = false
  /// The numbers of texts in one list, checked when all texts are known.
  private var largestText: UInt64 = 0

  /// Whether no field has come.
  private(set) var isEmpty = true

  init() { parts.strings = [] }

  /// Adds a field of the profile.
  mutating func add(_ field: ProtobufField, in bytes: RawSpan) throws(ProtobufFlaw) {
    isEmpty = false
    switch field.number {
    case 1: types.append(try valueType(field.bytes(), bytes))
    case 2: try addSample(field.bytes(), bytes)
    case 3: try addMapping(field.bytes(), bytes)
    case 4: try addLocation(field.bytes(), bytes)
    case 5: try addFunction(field.bytes(), bytes)
    case 6: parts.strings.append(ProtobufField.text(try field.bytes(), in: bytes))
    case 7: dropFrames = try field.varint()
    case 8: keepFrames = try field.varint()
    case 9:
      if let time = parts.time, time != 0 { hasSeveral = true }
      parts.time = Int64(bitPattern: try field.varint())
    case 10: parts.duration = Int64(bitPattern: try field.varint())
    case 11: periodType = try valueType(field.bytes(), bytes)
    case 12: period = Int64(bitPattern: try field.varint())
    case 13: try field.eachVarint(in: bytes) { comments.append($0) }
    case 14: defaultSampleType = try field.varint()
    default: break
    }
  }

  /// The profile.
  /// - Throws: `profile-malformed`, `input-empty`.
  consuming func finish(file: String) throws(Diagnostic) -> Profile {
    if let flaw {
      throw Diagnostic(
        .error, .profileMalformed, "the profile is malformed: \(flaw)", at: SourceLocation(file: file, line: 1),
        hint: "was it cut off or edited? record it again")
    }
    if parts.strings.isEmpty { parts.strings = [""] }
    parts.sampleTypes = types.map { ProfileValueType(text($0.type), text($0.unit)) }
    parts.defaultSampleType = text(defaultSampleType)
    parts.period = periodType.map { ProfilePeriod(ProfileValueType(text($0.type), text($0.unit)), period) }
    parts.comments = comments.map { text($0) }
    if parts.time == 0 { parts.time = nil }
    if let duration = parts.duration, duration <= 0 { parts.duration = nil }
    try prune(file)
    return try parts.checked(file: file)
  }

  private func text(_ index: UInt64) -> String { parts.strings[Int(index)] }

  /// What pprof would refuse the profile for (`CheckValid`, `postDecode`); nil for nothing.
  private var flaw: String? {
    if hasSeveral { return "the file holds several profiles, one after the other" }
    if let first = parts.strings.first, first != "" { return "the first text of its table is not empty" }
    for (ids, name) in [(mappingIDs, "mapping"), (functionIDs, "function"), (locationIDs, "location")] {
      if ids.clash == 0 { return "a \(name) has the reserved id 0" }
      if let clash = ids.clash { return "several \(name)s have the id \(clash)" }
    }
    if !locationIDs.areAllDefined { return "a sample goes through a location that is not there" }
    if !functionIDs.areAllDefined || hasUndefinedFunction { return "a line is of a function that is not there" }
    if !mappingIDs.areAllDefined { return "a location is in a mapping that is not there" }
    if types.isEmpty, parts.samples.count > 0 { return "samples without a sample type" }
    if let count = valueCounts.first(where: { $0 != types.count }) {
      return "a sample has \(count) values, and there are \(types.count) sample types"
    }
    let numbers = types.flatMap { [$0.type, $0.unit] } + comments + [dropFrames, keepFrames, defaultSampleType]
    let period = periodType.map { [$0.type, $0.unit] } ?? []
    let largest = (numbers + period).max() ?? 0
    return max(largest, largestText) < UInt64(max(1, parts.strings.count)) ? nil : "a text is not in its table"
  }

  /// Applies `drop_frames` and `keep_frames`.
  private mutating func prune(_ file: String) throws(Diagnostic) {
    let drop = text(dropFrames)
    let keep = text(keepFrames)
    guard !drop.isEmpty else { return }
    let keeping = keep.isEmpty ? nil : NamePattern(keep, isWhole: true)
    guard let pattern = NamePattern(drop, isWhole: true), keep.isEmpty || keeping != nil else {
      throw Diagnostic(
        .error, .profileMalformed, "the frames that the profile wants to have dropped are no regular expression",
        at: SourceLocation(file: file, line: 1), hint: "write it again without: go tool pprof -proto -all_frames FILE")
    }
    parts.prune(pattern, keeping: keeping)
  }

  /// The index of a text that may not have come yet.
  @inline(__always)
  private mutating func textIndex(_ number: UInt64) -> UInt32 {
    largestText = max(largestText, number)
    return UInt32(truncatingIfNeeded: number)
  }
}

/// The messages within a profile.
extension PProfDecoder {
  private func valueType(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) -> (type: UInt64, unit: UInt64) {
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

  private mutating func addSample(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
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

  private mutating func addMapping(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
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

  private mutating func addLocation(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
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

  private mutating func addFunction(_ range: Range<Int>, _ bytes: RawSpan) throws(ProtobufFlaw) {
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
