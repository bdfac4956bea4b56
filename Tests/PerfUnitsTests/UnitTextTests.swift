import PerfUnits
import Testing

struct UnitTextTests {
  @Test(arguments: [
    ("ns", Unit.nanoseconds), ("us", .microseconds), ("µs", .microseconds), ("μs", .microseconds),
    ("ms", .milliseconds),
    ("MS", .milliseconds), ("milliseconds", .milliseconds), ("s", .seconds), ("sec", .seconds), ("Seconds", .seconds),
    ("m", .minutes), ("min", .minutes), ("minutes", .minutes), ("h", .hours), ("hours", .hours), ("%", .percent),
    ("percent", .percent), ("B", .bytes), ("bytes", .bytes), ("KB", .kilobytes), ("kB", .kilobytes), ("MB", .megabytes),
    ("mb", .megabytes), ("GB", .gigabytes), ("KiB", .kibibytes), ("MiB", .mebibytes), ("GiB", .gibibytes),
    ("Mi", .mebibytes),
    ("rps", .perSecond), ("RPS", .perSecond), ("qps", .perSecond), ("tps", .perSecond), ("RPM", .perMinute),
    ("/s", .perSecond),
    ("/min", .perMinute), ("/hour", .perHour), ("req/s", .perSecond), ("reqs/sec", .perSecond),
    ("requests/second", .perSecond), ("requests per minute", .perMinute), ("requests / min", .perMinute),
    ("calls per hour", .perHour),
  ])
  func reads(_ text: String, _ unit: Unit) {
    #expect(UnitText.read(text) == unit)
  }

  /// Mb can be bits, M a million or some kind of megabyte, and what is counted has no unit without its period.
  @Test(arguments: [
    "Mb", "kb", "Gb", "M", "G", "K", "requests", "orders/min", "ms/op", "s/s", "req/day", "req/s/s", "", "/", "x",
    "per",
  ])
  func refuses(_ text: String) {
    #expect(UnitText.read(text) == nil)
  }

  @Test func ninetyAMinuteIsOneAndAHalfASecond() throws {
    #expect(try #require(UnitText.read("req/min")).toBase(90) == 1.5)
    #expect(try #require(UnitText.read("req/hour")).toBase(7200) == 2)
  }

  @Test func dataRatesKeepTheirFactor() throws {
    let unit = try #require(UnitText.read("MB/s"))
    #expect(unit.dimension == .dataRate)
    #expect(unit.toBase(5) == 5_000_000)
    #expect(unit.symbol == "MBy/s")
    #expect(try #require(UnitText.read("KiB per second")).toBase(2) == 2048)
  }

  @Test func decimalAndBinaryDiffer() {
    #expect(Unit.megabytes.toBase(900) == 900_000_000)
    #expect(Unit.mebibytes.toBase(512) == 536_870_912)
    #expect(Unit.gigabytes.toBase(1.2) == 1_200_000_000)
  }
}
