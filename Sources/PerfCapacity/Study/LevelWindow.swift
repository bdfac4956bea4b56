import PerfModel

/// When a level ran, on the clocks that evidence may have.
struct LevelWindow {
  /// Nanoseconds since 1970, nil where the run does not tell.
  let wall: Range<Int64>?
  /// Nanoseconds since the run's first request.
  let run: Range<Int64>?

  /// The window of a level whose run is not at hand.
  static let unknown = LevelWindow(wall: nil, run: nil)

  private init(wall: Range<Int64>?, run: Range<Int64>?) {
    self.wall = wall
    self.run = run
  }

  /// The window of a level of a run; of a level without times that of the whole run.
  init(_ level: Level, of run: Run) {
    let from = level.source.from ?? 0
    guard let to = level.source.to ?? run.duration, from >= 0, to > from, to < 1e9 else {
      self = .unknown
      return
    }
    let start =
      run.origin ?? run.startedAt.map { NanosecondTime.time(0, plus: Double($0.millisecondsSinceEpoch) / 1e3) }
    self.run = NanosecondTime.time(0, plus: from)..<NanosecondTime.time(0, plus: to)
    // The origin of a run without a date is a clock of its own.
    wall =
      run.startedAt == nil
      ? nil : start.map { NanosecondTime.time($0, plus: from)..<NanosecondTime.time($0, plus: to) }
  }

  func range(_ clock: ResourceSeries.Clock) -> Range<Int64>? {
    switch clock {
    case .wall: wall
    case .run: run
    case .order: nil
    }
  }
}
