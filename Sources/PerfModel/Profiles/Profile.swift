/// What a profiler recorded: stacks with exact integer values, in the order of the file.
///
/// Everything is an index into a table, as in pprof's own format, because a profile of a busy server has ten million frames.
/// A profile exists only if `ProfileParts.checked` found every index in its table.
public struct Profile: Sendable, Hashable {
  let parts: ProfileParts

  init(checked parts: ProfileParts) { self.parts = parts }

  /// What the values of a sample are, in their order.
  public var sampleTypes: [ProfileValueType] { parts.sampleTypes }

  /// The type that is shown where nobody asks for another, an index into `sampleTypes`: what the profile names, else the last
  /// (pprof, `SampleIndexByName`). 0 in a profile without types.
  public var defaultSampleType: Int {
    let named = parts.sampleTypes.firstIndex { $0.type == parts.defaultSampleType }
    return named ?? max(0, parts.sampleTypes.count - 1)
  }

  public var functions: [ProfileFunction] { parts.functions }
  public var mappings: [ProfileMapping] { parts.mappings }
  public var locations: ProfileLocations { parts.locations }
  public var samples: StackSamples { parts.samples }
  /// What was counted between two samples, and how many of it: 10,000,000 ns of cpu. Nil where the source does not tell.
  public var period: ProfilePeriod? { parts.period }
  /// Nanoseconds that the profile covers, nil where the source does not tell.
  public var duration: Int64? { parts.duration }
  /// Nanoseconds since 1970-01-01 UTC, nil where the source does not tell.
  public var time: Int64? { parts.time }
  public var comments: [String] { parts.comments }
  /// Whether cumulative values are the source's own, because it holds functions in place of stacks; those of a package are then no more
  /// than what its functions used themselves.
  public var hasGivenCumulative: Bool { !parts.givenCumulative.isEmpty }

  /// The text of an index.
  public func string(_ index: UInt32) -> String { parts.strings[Int(index)] }

  /// How many texts there are; indices are below it.
  public var stringCount: Int { parts.strings.count }

  /// Which of the values counts the profiler's own looks at the program, so that its noise is that of counting: `samples` of a CPU
  /// or wall-clock profile. Nil where no value does, as in heap, block, mutex and goroutine profiles.
  public var sampleCountType: Int? { sampleTypes.firstIndex { $0.type == "samples" && $0.unit == "count" } }

  /// The index of a type by its name, `cpu`, or by name and unit, `cpu/nanoseconds`.
  public func sampleType(named name: String) -> Int? {
    sampleTypes.firstIndex { $0.type == name } ?? sampleTypes.firstIndex { $0.text == name }
  }
}

/// What a value of a sample measures: `cpu` in `nanoseconds`.
public struct ProfileValueType: Sendable, Hashable {
  public let type: String
  public let unit: String

  public init(_ type: String, _ unit: String) {
    self.type = type
    self.unit = unit
  }

  /// `cpu/nanoseconds`
  public var text: String { unit.isEmpty ? type : type + "/" + unit }
}

/// How far apart samples are.
public struct ProfilePeriod: Sendable, Hashable {
  public let type: ProfileValueType
  public let value: Int64

  public init(_ type: ProfileValueType, _ value: Int64) {
    self.type = type
    self.value = value
  }
}

/// A function; its texts are indices, 0 is the empty text.
public struct ProfileFunction: Sendable, Hashable {
  public var name: UInt32
  /// The name before demangling.
  public var systemName: UInt32
  public var file: UInt32
  public var startLine: Int64

  public init(name: UInt32, systemName: UInt32 = 0, file: UInt32 = 0, startLine: Int64 = 0) {
    self.name = name
    self.systemName = systemName
    self.file = file
    self.startLine = startLine
  }
}

/// A file mapped into the process; its texts are indices.
public struct ProfileMapping: Sendable, Hashable {
  public var start: UInt64
  public var limit: UInt64
  public var offset: UInt64
  public var file: UInt32
  public var buildID: UInt32

  public init(start: UInt64 = 0, limit: UInt64 = 0, offset: UInt64 = 0, file: UInt32 = 0, buildID: UInt32 = 0) {
    self.start = start
    self.limit = limit
    self.offset = offset
    self.file = file
    self.buildID = buildID
  }
}

/// The places in the code that stacks go through. A location has a line for each function that was inlined there, the innermost
/// first, and none where nobody knows the function.
public struct ProfileLocations: Sendable, Hashable {
  /// Indices into the mappings, nil for none.
  public var mappings: [UInt32?] = []
  public var addresses: [UInt64] = []
  /// Where the lines of each location begin in `functions` and `lines`.
  public var starts: [UInt32] = []
  /// How many there are.
  public var counts: [UInt32] = []
  /// Indices into the functions.
  public var functions: [UInt32] = []
  /// Line numbers, 0 for unknown.
  public var lines: [Int64] = []

  public init() {}

  public var count: Int { addresses.count }

  /// Where the lines of a location are in `functions` and `lines`.
  public func range(_ location: Int) -> Range<Int> {
    let start = Int(starts[location])
    return start..<start + Int(counts[location])
  }
}

/// The samples: a stack of locations, the leaf first, a value for each sample type, and labels.
public struct StackSamples: Sendable, Hashable {
  /// Where the stack of each sample ends in `stack`.
  public var ends: [Int] = []
  /// Indices into the locations.
  public var stack: [UInt32] = []
  /// As many for each sample as there are sample types.
  public var values: [Int64] = []
  /// Where the labels of each sample end in `labels`; empty where no sample has any.
  public var labelEnds: [Int] = []
  public var labels: [SampleLabel] = []

  public init() {}

  public var count: Int { ends.count }

  /// Where the stack of a sample is in `stack`.
  public func range(_ sample: Int) -> Range<Int> { (sample == 0 ? 0 : ends[sample - 1])..<ends[sample] }

  /// The labels of a sample.
  public func labels(_ sample: Int) -> ArraySlice<SampleLabel> {
    guard !labelEnds.isEmpty else { return [] }
    return labels[(sample == 0 ? 0 : labelEnds[sample - 1])..<labelEnds[sample]]
  }
}

/// A text or a number that a profiler attached to a sample; its texts are indices.
public struct SampleLabel: Sendable, Hashable {
  public var key: UInt32
  /// 0 where the label is a number.
  public var text: UInt32
  public var number: Int64
  public var unit: UInt32

  public init(key: UInt32, text: UInt32 = 0, number: Int64 = 0, unit: UInt32 = 0) {
    self.key = key
    self.text = text
    self.number = number
    self.unit = unit
  }
}
