import PerfImporters
import PerfModel
import Testing

/// Random soups of what phrases are made of: never a trap, never slow.
struct PhraseFuzzTests {
  private static let pieces = [
    "p95", "P99.9", "p(95)", "95th", "percentile", "latency", "error rate", "throughput", "users", "CPU", "memory", "<",
    ">", "<=", "≥", "=",
    "~", "200", "1,500", "1 500", "0.2", "99.9", "1e308", "99999999999999999999", "ms", "s", "%", "req/s", "/min",
    "rps", "GB", "M", "k", "x", "+",
    "-", "—", ":", ",", ";", "(", ")", "[", "]", "[^1]", "/login", "GET", "/", "{id}", "for", "5 minutes", "under",
    "over", "between", "and", "or",
    "to", "from", "by", "at", "peak", "load", "target", "baseline", "reduction", "increase", "no", "zero", "not",
    "alert", "warning", "per", "instance",
    "per second", "was", "é", "用户", "🔥", "\u{0301}", "\u{200D}", "'", "\"", "`", "**", "_", ".", "..", "$", "\0", "\n",
    "İ", "ß", "5xx", "xx", "th",
    "max", "min", "double", "success", "of requests", "all", "endpoints",
  ]

  @Test func randomSoupsAreRead() {
    var random = SplitMix(state: 0x5EED)
    let clock = ContinuousClock()
    var slowest = Duration.zero
    var counts = (targets: 0, other: 0)
    for round in 0..<5_000 {
      let length = Int(random.next() % (round % 10 == 0 ? 400 : 14))
      var text = ""
      for _ in 0..<length {
        text += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
        if random.next() % 4 != 0 { text += " " }
      }
      var context = PhraseContext()
      context.isAlert = random.next() % 3 == 0
      context.usesDecimalComma = random.next() % 5 == 0
      if random.next() % 2 == 0 { context.metric = MetricCatalogue.all[Int(random.next() % 3)].id }
      if random.next() % 2 == 0 { context.statistic = .median }
      let isCell = random.next() % 2 == 0
      var reading = PhraseReading.notATarget
      let took = clock.measure {
        reading = isCell ? PhraseReader.readAmount(text, in: context) : PhraseReader.read(text, in: context)
        _ = SubjectReader.read(text)
        _ = SubjectReader.scenario(text)
        _ = SubjectReader.tier(text)
      }
      slowest = max(slowest, took)
      if case .targets(let targets) = reading {
        counts.targets += 1
        for case .value(let bound) in targets.map(\.bound) { #expect(bound.isFinite && bound >= 0) }
      } else {
        counts.other += 1
      }
    }
    // Unoptimised, on a busy machine; the phrase alone takes microseconds.
    #expect(slowest < .seconds(2))
    #expect(counts.targets >= 10 && counts.other > 1000, "\(counts)")
  }

  /// Every cut of a good line is read without a trap, and never gives another bound than the digits that are left.
  @Test func cutLinesAreRead() {
    let line = "GET /api/feed p95 latency < 1,500 ms at peak load (800 req/s) for 5 minutes, error rate ≤ 0.2%"
    for end in line.indices {
      _ = PhraseReader.read(String(line[..<end]), in: PhraseContext())
      _ = PhraseReader.readAmount(String(line[end...]), in: PhraseContext())
    }
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
