import Testing

@testable import PerfModel

struct TimelineTests {
  private static func bin(_ at: Double, _ count: Int, users: Double? = nil) -> TimelineBin {
    TimelineBin(at: at, count: count, failed: 1, users: users, mean: 0.25, p50: 0.125, p95: nil, p99: 2)
  }

  @Test func binsAreWhatTheyWere() {
    let bins = [
      Self.bin(0, 3, users: 7), Self.bin(1, 9),
      TimelineBin(at: 4.5, length: 2, count: 1, failed: 0, users: 0, mean: nil, p50: nil, p95: nil, p99: nil),
    ]
    #expect(Timeline(endpoint: "GET /", bins: bins).bins == bins)
    #expect(Timeline(endpoint: nil, bins: []).bins.isEmpty)
  }

  /// Pieces of any length hold the same: the whole run has a bin each second, an endpoint each third.
  @Test(arguments: [0, 1, 7, 8, 31, 300, 1000])
  func timelinesOfARunShareTheirSeconds(_ seconds: Int) {
    @Sendable func bins(_ range: Range<Int>, _ count: Int, step: Int) -> [TimelineBin] {
      let met = range.filter { $0 % step == 0 }
      return met.map { Self.bin(Double($0), count, users: Double($0 / 100)) }
    }
    let store = TimelineStore(seconds: seconds) { [bins($0, 10, step: 1), bins($0, 2, step: 3), []] }
    let third = bins(0..<seconds, 2, step: 3)
    #expect(store.bins(of: 0) == bins(0..<seconds, 10, step: 1))
    #expect(store.bins(of: 1) == third)
    #expect(store.bins(of: 2).isEmpty)
    let timeline = Timeline(endpoint: "GET /", store, number: 1)
    #expect(timeline == Timeline(endpoint: "GET /", bins: third))
    #expect(timeline.hashValue == Timeline(endpoint: "GET /", bins: third).hashValue)
  }
}
