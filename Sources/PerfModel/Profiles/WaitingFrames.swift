/// Tells stacks that wait for something to do from those that do it.
///
/// A block or goroutine profile of a pool of idle workers grows with the pool and with the time, not with the load: their waiting is
/// no regression. What waits under a request is not idle, its user waits too; and waiting for a lock or for a connection of a pool is
/// contention, whoever does it (`WaitingNames`).
public enum WaitingFrames {
  /// How many frames from the leaf are looked at for a wait: what waits is called at the end of a stack.
  private static let depth = 4

  /// What is known of every location.
  static func marks(_ profile: Profile) -> Marks {
    // On the processor nobody waits; what is called so there is the work of going to sleep.
    guard !profile.sampleTypes.contains(where: { $0.type == "cpu" }) else { return Marks() }
    let functions = profile.functions.map { function in
      WaitingNames.kind(profile.string(function.name), file: profile.string(function.file))
    }
    guard functions.contains(where: { $0 == .waits || $0 == .waitsAsLeaf }) else { return Marks() }
    var marks = Marks()
    marks.kinds = (0..<profile.locations.count).map { location in
      let kinds = profile.locations.range(location).map { functions[Int(profile.locations.functions[$0])] }
      return [.contends, .observes, .serves, .waits].first(where: kinds.contains) ?? kinds.first ?? .works
    }
    return marks
  }

  /// What a frame says of its stack.
  enum Kind {
    case works
    /// Waits, if it is among the last frames.
    case waits
    /// Waits, if nothing is called from it.
    case waitsAsLeaf
    /// Waits for a lock or a pool, if it is among the last frames.
    case contends
    /// Answers a request, or asks somebody for it: who waits from here on keeps a user waiting.
    case serves
    /// The profiler's own request, whose waiting is the time that it was asked to look.
    case observes
  }

  struct Marks {
    fileprivate var kinds: [Kind] = []

    /// Whether a stack waits for something to do.
    @inline(__always)
    func hold(_ stack: Span<UInt32>, _ range: Range<Int>) -> Bool {
      guard !kinds.isEmpty, let leaf = range.first else { return false }
      var waits = kinds[Int(stack[leaf])] == .waitsAsLeaf
      for frame in range.prefix(WaitingFrames.depth) {
        switch kinds[Int(stack[frame])] {
        case .contends: return false
        case .waits: waits = true
        case .works, .waitsAsLeaf, .serves, .observes: continue
        }
      }
      return waits && !isOfRequest(stack, range)
    }

    private func isOfRequest(_ stack: Span<UInt32>, _ range: Range<Int>) -> Bool {
      var serves = false
      for frame in range {
        switch kinds[Int(stack[frame])] {
        case .observes: return false
        case .serves: serves = true
        case .works, .waits, .waitsAsLeaf, .contends: continue
        }
      }
      return serves
    }
  }
}
