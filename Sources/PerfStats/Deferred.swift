import Synchronization

/// A value that is made when it is asked for first, whichever thread asks.
package final class Deferred<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  package init() {}

  /// The value; `make` is called by the first who asks, while others wait.
  package func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
