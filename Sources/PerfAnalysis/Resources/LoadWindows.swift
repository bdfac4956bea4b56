import PerfModel

/// When the load of a side ran, on the clocks that evidence may have.
struct LoadWindows {
  /// Nanoseconds since 1970, one for each run that is dated.
  let wall: [Range<Int64>]
  /// Nanoseconds from the first request of the one run, nil where there are several.
  let run: Range<Int64>?

  init(_ runs: [Run]) {
    wall = runs.compactMap { run in
      guard run.startedAt != nil, let start = Self.origin(run), let span = Self.span(run) else { return nil }
      return NanosecondTime.time(start, plus: span.lowerBound)..<NanosecondTime.time(start, plus: span.upperBound)
    }
    run =
      runs.count == 1
      ? Self.span(runs[0]).map {
        NanosecondTime.time(0, plus: $0.lowerBound)..<NanosecondTime.time(0, plus: $0.upperBound)
      } : nil
  }

  /// The windows on a clock; none where nobody knows.
  func ranges(_ clock: ResourceSeries.Clock) -> [Range<Int64>] {
    switch clock {
    case .wall: wall
    case .run: run.map { [$0] } ?? []
    case .order: []
    }
  }

  private static func origin(_ run: Run) -> Int64? {
    run.origin ?? run.startedAt.map { NanosecondTime.time(0, plus: Double($0.millisecondsSinceEpoch) / 1e3) }
  }

  private static func span(_ run: Run) -> ClosedRange<Double>? {
    if let window = run.loadWindow, window.upperBound > window.lowerBound { return window }
    guard let duration = run.duration, duration > 0 else { return nil }
    return 0...duration
  }
}
