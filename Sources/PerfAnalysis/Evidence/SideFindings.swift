/// What was seen inside the service beside the runs of one side: the levels of its resources, and where the time of its requests goes.
public struct SideFindings: Sendable, Hashable {
  /// Ascending by key; each has an after side, which is this one.
  public let levels: [ResourceChange]
  /// The heaviest three.
  public let bottlenecks: [Bottleneck]

  public init(_ side: EvidenceSide) {
    guard !side.evidence.isEmpty else {
      (levels, bottlenecks) = ([], [])
      return
    }
    // The side held against itself: its levels, each once.
    let resources = ResourceAnalysis(before: side, after: side)
    levels = resources.changes.sorted { ($0.key, $0.basis.rawValue) < ($1.key, $1.basis.rawValue) }
    bottlenecks = Bottleneck.top(side, resources)
  }
}
