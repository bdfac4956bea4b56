public import PerfFormats

/// Hears how far the loading of inputs has come.
public struct LoadingObserver: Sendable {
  /// A file is begun: how it is called and how many bytes it has, nil where nobody knows. Gives what hears of its bytes.
  public let begin: @Sendable (_ name: String, _ bytes: Int?) -> ProgressSink
  /// A file is done with, well or not.
  public let end: @Sendable () -> Void

  public init(
    begin: @escaping @Sendable (_ name: String, _ bytes: Int?) -> ProgressSink, end: @escaping @Sendable () -> Void
  ) {
    self.begin = begin
    self.end = end
  }
}
