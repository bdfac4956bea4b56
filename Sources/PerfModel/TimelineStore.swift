import PerfStats

/// The bins of the timelines of a run, in half the memory that `TimelineBin` takes: an hour of a thousand endpoints has three million.
///
/// They are kept as they were made, some seconds of all timelines together. When a bin was, and how many users there were then, is the
/// same for all of a second.
struct TimelineStore: Sendable {
  private let pieces: [Piece]

  /// One timeline.
  init(_ bins: [TimelineBin]) { pieces = [Piece([bins])] }

  /// The timelines of a run, made on all processors.
  /// - Parameters:
  ///   - seconds: how many there are in which requests ended.
  ///   - make: makes the bins of some of the seconds: those of the whole run, which has one in each, then those of each endpoint.
  init(seconds: Int, _ make: @Sendable (_ seconds: Range<Int>) -> [[TimelineBin]]) {
    let length = max(1, min(Self.mostTogether, seconds / Self.fewestPieces))
    pieces = Concurrent.map((seconds + length - 1) / length) { piece in
      Piece(make(piece * length..<min(seconds, (piece + 1) * length)))
    }
  }

  /// Seconds that are made together: their requests stay in the processor's cache.
  private static let mostTogether = 32
  /// Of fewer pieces some processors would wait for others.
  private static let fewestPieces = 8

  /// - Parameter number: the place of the timeline among those that were made.
  func bins(of number: Int) -> [TimelineBin] {
    var bins: [TimelineBin] = []
    bins.reserveCapacity(pieces.reduce(0) { $0 + $1.places(of: number).count })
    for piece in pieces {
      for place in piece.places(of: number) { bins.append(piece.bin(at: place)) }
    }
    return bins
  }

  /// Some seconds of all timelines.
  private struct Piece: Sendable {
    private let instants: [Instant]
    /// Where the bins of each timeline end.
    private var ends: [Int] = []
    /// Of each bin the place of its instant.
    private var instantPlaces: [UInt32] = []
    private var figures: [Figures] = []

    /// - Parameter timelines: the first has a bin whenever another has one.
    init(_ timelines: [[TimelineBin]]) {
      instants = timelines[0].map(Instant.init)
      let count = timelines.reduce(0) { $0 + $1.count }
      ends.reserveCapacity(timelines.count)
      instantPlaces.reserveCapacity(count)
      figures.reserveCapacity(count)
      for bins in timelines {
        var place = 0
        for bin in bins {
          while instants[place].at < bin.at { place += 1 }
          instantPlaces.append(UInt32(truncatingIfNeeded: place))
          figures.append(Figures(bin))
        }
        ends.append(figures.count)
      }
    }

    func places(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    func bin(at place: Int) -> TimelineBin {
      let instant = instants[Int(instantPlaces[place])]
      let figures = figures[place]
      return TimelineBin(
        at: instant.at, length: instant.length, count: figures.count, failed: figures.failed,
        users: instant.users.value, mean: figures.mean.value, p50: figures.p50.value, p95: figures.p95.value,
        p99: figures.p99.value)
    }
  }

  /// When bins were.
  private struct Instant: Sendable {
    let at: Double
    let length: Double
    let users: Figure

    init(_ bin: TimelineBin) {
      at = bin.at
      length = bin.length
      users = Figure(bin.users)
    }
  }

  private struct Figures: Sendable {
    let count: Int
    let failed: Int
    let mean: Figure
    let p50: Figure
    let p95: Figure
    let p99: Figure

    init(_ bin: TimelineBin) {
      count = bin.count
      failed = bin.failed
      mean = Figure(bin.mean)
      p50 = Figure(bin.p50)
      p95 = Figure(bin.p95)
      p99 = Figure(bin.p99)
    }
  }

  /// A number that may be missing, in 8 bytes and not 16; none of a run is NaN, which stands for it.
  private struct Figure: Sendable {
    private let number: Double

    init(_ value: Double?) { number = value ?? .nan }

    var value: Double? { number.isNaN ? nil : number }
  }
}
