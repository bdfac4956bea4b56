public import PerfDiagnostics

/// What each function of a profile used itself (flat) and with all it called (cumulative), in exact integers for each sample type.
///
/// As pprof counts (`graph.newGraph`): flat goes to the leaf, cumulative once to each distinct function of a stack, so that a
/// recursion counts once.
public struct ProfileTotals: Sendable, Hashable {
  public let sampleTypes: [ProfileValueType]
  public let granularity: ProfileGranularity
  /// The sum of all samples, for each type.
  public let totals: [Int64]
  /// The part of it in stacks that wait for work (`WaitingFrames`).
  public let waiting: [Int64]
  /// In the order in which the profile's tables name them; functions that no sample goes through are left out.
  public let entries: [Entry]

  /// One function, file or package.
  public struct Entry: Sendable, Hashable {
    public let name: String
    /// The function's file; nil where it is unknown.
    public let file: String?
    public let flat: [Int64]
    public let cumulative: [Int64]
    /// The part of `cumulative` that comes from stacks that wait (`WaitingFrames`).
    public let waiting: [Int64]

    public init(name: String, file: String?, flat: [Int64], cumulative: [Int64], waiting: [Int64]) {
      self.name = name
      self.file = file
      self.flat = flat
      self.cumulative = cumulative
      self.waiting = waiting
    }
  }

  /// Sums that were made elsewhere.
  public init(
    sampleTypes: [ProfileValueType], granularity: ProfileGranularity, totals: [Int64], waiting: [Int64],
    entries: [Entry]
  ) {
    self.sampleTypes = sampleTypes
    self.granularity = granularity
    self.totals = totals
    self.waiting = waiting
    self.entries = entries
  }

  /// - Throws: `profile-overflow` where a sum is beyond 64 bits.
  public init(
    _ profile: Profile, by granularity: ProfileGranularity = .function, file: String
  ) throws(Diagnostic) {
    self.granularity = granularity
    sampleTypes = profile.sampleTypes
    let nodes = FrameNodes(profile, by: granularity)
    var tally = StackTally(nodes: nodes.names.count, types: profile.sampleTypes.count)
    tally.add(profile, nodes, WaitingFrames.marks(profile))
    if granularity == .function { tally.replaceCumulative(profile.parts.givenCumulative, nodes.functions) }
    guard !tally.hasOverflown else {
      throw Diagnostic(
        .error, .profileOverflow, "the values of the profile add up to more than 64 bits hold",
        at: SourceLocation(file: file, line: 1), hint: "is it a profile of real numbers?")
    }
    totals = tally.totals
    waiting = tally.waitingTotals
    let types = profile.sampleTypes.count
    entries = nodes.names.indices.compactMap { node in
      guard tally.stamps[node] != 0 else { return nil }
      let range = node * types..<(node + 1) * types
      let file = profile.string(nodes.files[node])
      return Entry(
        name: nodes.names[node], file: file.isEmpty || granularity != .function ? nil : file,
        flat: Array(tally.flat[range]), cumulative: Array(tally.cumulative[range]),
        waiting: Array(tally.waiting[range]))
    }
  }
}

/// The sums of a profile while they are made.
private struct StackTally {
  private let types: Int
  var totals: [Int64]
  var flat: [Int64]
  var cumulative: [Int64]
  var waiting: [Int64]
  /// The last sample that went through each node, counted from 1: no node is added to twice for one sample.
  var stamps: [UInt32]
  var waitingTotals: [Int64]
  var hasOverflown = false

  init(nodes: Int, types: Int) {
    self.types = types
    totals = Array(repeating: 0, count: types)
    flat = Array(repeating: 0, count: nodes * types)
    cumulative = flat
    waiting = flat
    waitingTotals = totals
    stamps = Array(repeating: 0, count: nodes)
  }

  mutating func add(_ profile: Profile, _ nodes: FrameNodes, _ waits: WaitingFrames.Marks) {
    let samples = profile.samples
    let stack = samples.stack.span
    let values = samples.values.span
    for sample in 0..<samples.count {
      let range = samples.range(sample)
      let first = sample * types
      for type in 0..<types { Self.add(values[first + type], to: &totals[type], &hasOverflown) }
      let isWaiting = waits.hold(stack, range)
      if isWaiting {
        for type in 0..<types { Self.add(values[first + type], to: &waitingTotals[type], &hasOverflown) }
      }
      let stamp = UInt32(truncatingIfNeeded: sample + 1)
      var isLeaf = true
      for frame in range {
        let location = Int(stack[frame])
        for place in nodes.starts[location]..<nodes.starts[location + 1] {
          let node = Int(nodes.nodes[place])
          let base = node * types
          if isLeaf {
            for type in 0..<types { Self.add(values[first + type], to: &flat[base + type], &hasOverflown) }
            isLeaf = false
          }
          guard stamps[node] != stamp else { continue }
          stamps[node] = stamp
          for type in 0..<types { Self.add(values[first + type], to: &cumulative[base + type], &hasOverflown) }
          guard isWaiting else { continue }
          for type in 0..<types { Self.add(values[first + type], to: &waiting[base + type], &hasOverflown) }
        }
      }
    }
  }

  /// Puts cumulative values that the source states in place of those of its stacks, which are single functions.
  mutating func replaceCumulative(_ given: [UInt32: [Int64]], _ nodes: [UInt32]) {
    guard !given.isEmpty else { return }
    for index in cumulative.indices { cumulative[index] = 0 }
    for (function, values) in given {
      for (type, value) in values.enumerated() {
        Self.add(value, to: &cumulative[Int(nodes[Int(function)]) * types + type], &hasOverflown)
      }
    }
  }

  @inline(__always)
  private static func add(_ value: Int64, to sum: inout Int64, _ hasOverflown: inout Bool) {
    let (result, overflow) = sum.addingReportingOverflow(value)
    sum = result
    if overflow { hasOverflown = true }
  }
}
