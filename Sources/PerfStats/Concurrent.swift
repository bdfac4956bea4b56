import Dispatch
import Synchronization

/// Work that falls into parts which need nothing of each other.
public enum Concurrent {
  /// The results for 0..<count, in order, worked out on all processors.
  public static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard count > 1 else { return (0..<count).map(body) }
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { part in
      let result = body(part)
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
