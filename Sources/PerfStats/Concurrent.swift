import Dispatch
import Synchronization

/// Work that falls into parts which need nothing of each other.
public enum Concurrent {
  /// The results for 0..<count, in order, worked out on all processors.
  public static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard count > 1 else { return (0..<count).map(body) }
    return map(count, beside: {}, body).0
  }

  /// The results for 0..<count, in order, and another that one processor works out meanwhile. It is begun first, since it should be long.
  package static func map<Result: Sendable, Other: Sendable>(
    _ count: Int, beside other: @Sendable () -> Other, _ body: @Sendable (Int) -> Result
  ) -> ([Result], Other) {
    // Tens of thousands of short parts: to deal out and collect each alone would cost as much as they do.
    let pieces = min(count, 64)
    let results = Mutex<([[Result]], Other?)>(([[Result]](repeating: [], count: pieces), nil))
    DispatchQueue.concurrentPerform(iterations: pieces + 1) { job in
      if job == 0 {
        let other = other()
        results.withLock { $0.1 = other }
      } else {
        let piece = job - 1
        let part = (count * piece / pieces..<count * (piece + 1) / pieces).map(body)
        results.withLock { $0.0[piece] = part }
      }
    }
    let (parts, found) = results.withLock { $0 }
    guard let found else { preconditionFailure("it has been worked out") }
    return (parts.flatMap(\.self), found)
  }

  /// Changes each element where it is, on all processors.
  package static func forEach<Element: Sendable>(_ elements: inout [Element], _ body: @Sendable (inout Element) -> Void)
  {
    var nothing: [Void] = Array(repeating: (), count: elements.count)
    forEach(&elements, &nothing) { element, _ in body(&element) }
  }

  /// Changes the elements of two arrays in pairs, on all processors.
  package static func forEach<Element: Sendable, Partner: Sendable>(
    _ elements: inout [Element], _ partners: inout [Partner], _ body: @Sendable (inout Element, inout Partner) -> Void
  ) {
    precondition(elements.count == partners.count, "each element has a partner")
    elements.withUnsafeMutableBufferPointer { elements in
      partners.withUnsafeMutableBufferPointer { partners in
        // Each pair is one thread's, which the compiler cannot see.
        nonisolated(unsafe) let (elements, partners) = (elements, partners)
        let pieces = min(elements.count, 64)
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
          for place in elements.count * piece / pieces..<elements.count * (piece + 1) / pieces {
            body(&elements[place], &partners[place])
          }
        }
      }
    }
  }
}
