/// Holds on to values for the rest of the process. Where nothing follows but its end, to give back 100,000 series one by one is only time
/// that somebody waits.
enum KeptUntilExit {
  static func keep(_ values: some Sendable) { _ = Unmanaged.passRetained(Box(values)) }

  private final class Box: Sendable {
    private let values: any Sendable

    init(_ values: some Sendable) { self.values = values }
  }
}
