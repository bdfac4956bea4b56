import PerfModel

/// How many threads ran at a time, as each sample tells it at its end: one level a tenth of a second is kept, the last, besides the
/// lowest and the highest of all.
///
/// Which samples a worker sees does not matter: the levels are those that a single worker would have kept.
struct JTLUsers: Sendable {
  private var levels: [Int64: Level] = [:]
  private var current: Level?
  /// When the tenth of a second of `current` begins.
  private var begin: Int64 = 0
  private var lowest: Level?
  private var highest: Level?

  private struct Level: Sendable {
    /// Milliseconds since the epoch.
    let at: Int64
    let users: Int64

    static func later(_ a: Level, _ b: Level) -> Level { (a.at, a.users) < (b.at, b.users) ? b : a }
  }

  private static let milliseconds: Int64 = 100

  @inline(__always)
  mutating func add(_ users: Int64, at time: Int64) {
    let level = Level(at: time, users: users)
    stretch(level)
    if let current, time >= begin, time - begin < Self.milliseconds {
      self.current = Level.later(current, level)
    } else {
      start(level)
    }
  }

  @inline(never)
  private mutating func start(_ level: Level) {
    finish()
    current = level
    begin = level.at / Self.milliseconds * Self.milliseconds
  }

  mutating func finish() {
    if let current { keep(current) }
    current = nil
  }

  /// Adds what another worker has seen; both have finished.
  mutating func merge(_ other: JTLUsers) {
    levels.merge(other.levels, uniquingKeysWith: Level.later)
    for level in [other.lowest, other.highest] { if let level { stretch(level) } }
  }

  /// Tells the recorder, in no order.
  func tell(_ recorder: inout RunRecorder) {
    for level in Array(levels.values) + [lowest, highest].compactMap(\.self) {
      recorder.addUsers(Double(level.users), at: level.at * 1_000_000)
    }
  }

  private mutating func keep(_ level: Level) {
    let tenth = level.at / Self.milliseconds
    levels[tenth] = levels[tenth].map { Level.later($0, level) } ?? level
  }

  /// Of equal levels the earliest counts.
  @inline(__always)
  private mutating func stretch(_ level: Level) {
    guard let lowest, let highest else {
      self.lowest = level
      self.highest = level
      return
    }
    // Most often nothing changes: as many users as before, later.
    if level.users <= lowest.users, level.users < lowest.users || level.at < lowest.at { self.lowest = level }
    if level.users >= highest.users, level.users > highest.users || level.at < highest.at { self.highest = level }
  }
}
