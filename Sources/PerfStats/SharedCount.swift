import Synchronization

/// A count that several threads add to.
package final class SharedCount: Sendable {
  private let value = Atomic<Int>(0)

  package init() {}

  /// The count so far; other threads may add meanwhile.
  package var current: Int { value.load(ordering: .relaxed) }

  package func add(_ more: Int) { value.wrappingAdd(more, ordering: .relaxed) }
}
