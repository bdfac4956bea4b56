import PerfDiagnostics
import PerfFormats
import PerfModel

/// Makes a profile of the fields of `profile.proto`, whatever their order: ids and texts may be used before they are defined.
struct PProfDecoder {
  var parts = ProfileParts()
  var locationIDs = PProfIDs()
  var functionIDs = PProfIDs()
  var mappingIDs = PProfIDs()
  var types: [(type: UInt64, unit: UInt64)] = []
  var periodType: (type: UInt64, unit: UInt64)?
  private var period: Int64 = 0
  var comments: [UInt64] = []
  var dropFrames: UInt64 = 0
  var keepFrames: UInt64 = 0
  var defaultSampleType: UInt64 = 0
  var hasSeveral = false
  /// How many values samples hold: one number in a sound profile.
  var valueCounts: Set<Int> = []
  var hasUndefinedFunction = false
  /// The numbers of texts in one list, checked when all texts are known.
  var largestText: UInt64 = 0

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
  mutating func textIndex(_ number: UInt64) -> UInt32 {
    largestText = max(largestText, number)
    return UInt32(truncatingIfNeeded: number)
  }
}
