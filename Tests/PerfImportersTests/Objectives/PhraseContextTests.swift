import PerfImporters
import PerfModel
import PerfUnits
import Testing

/// What the place of a phrase adds to it.
struct PhraseContextTests {
  private static let p95Column = PhraseContext.with { $0.statistic = .quantile(0.95) }
  private static let signIn = PhraseContext.with {
    $0.statistic = .quantile(0.95)
    $0.scope = .named("Sign-in")
  }
  private static let hardLimit = PhraseContext.with {
    $0.metric = .requestDuration
    $0.tier = .max
  }
  private static let errorRow = PhraseContext.with {
    $0.metric = .requestErrorRatio
    $0.statistic = .value
  }
  private static let rateRow = PhraseContext.with {
    $0.metric = .requestRate
    $0.statistic = .value
    $0.unit = .perSecond
  }
  private static let memoryRow = PhraseContext.with {
    $0.metric = MetricID(rawValue: "memory.used")
    $0.statistic = .mean
  }
  private static let connectionRow = PhraseContext.with {
    $0.metric = MetricID(rawValue: "db.connections.active")
    $0.statistic = .mean
  }
  private static let milliseconds = PhraseContext.with {
    $0.metric = .requestDuration
    $0.statistic = .quantile(0.99)
    $0.unit = .milliseconds
  }
  private static let mean = PhraseContext.with {
    $0.metric = .requestDuration
    $0.statistic = .mean
  }
  private static let sustainedCheckout = PhraseContext.with {
    $0.scope = .named("Checkout")
    $0.scenario = .sustained
  }
  private static let warningColumn = PhraseContext.with {
    $0.metric = .requestErrorRatio
    $0.tier = .warning
  }
  private static let criticalMean = PhraseContext.with {
    $0.metric = .requestDuration
    $0.statistic = .mean
    $0.tier = .critical
  }
  private static let german = PhraseContext.with {
    $0.usesDecimalComma = true
    $0.metric = .requestDuration
    $0.statistic = .quantile(0.95)
  }

  private static let amountRows: [(String, PhraseTarget, PhraseContext)] = [
    ("40ms", .p95(0.04), p95Column),
    ("90ms", .p95(0.09).named("Sign-in"), signIn),
    ("< 180ms", .p95(0.18, .less).named("Sign-in"), signIn),
    ("**< 180 ms**", .p95(0.18, .less).named("Sign-in"), signIn),
    ("≤ 0.2 s", .p95(0.2).inUnit(.seconds), p95Column),
    ("250ms (p95)", .p95(0.25), p95Column),
    ("p99 < 250ms", .p99(0.25, .less), p95Column),
    ("250ms", .latency(.maximum, 0.25).with(tier: .max), hardLimit),
    ("<0.2%", .errors(0.002, .less), errorRow),
    ("0", .errors(0).inUnit(.one), errorRow),
    ("800", .rate(800), rateRow),
    ("1,500+", .rate(1500), rateRow),
    ("≥ 6000/min", .rate(100, unit: .perMinute), rateRow),
    ("<1.2GB", .level("memory.used", 1.2e9, .less, .gigabytes, .mean), memoryRow),
    ("<18", .level("db.connections.active", 18, .less, .one, .mean), connectionRow),
    ("450", .p99(0.45), milliseconds),
    ("~ 450", .p99(0.45), milliseconds),
    ("0.4s", .p99(0.4).inUnit(.seconds), milliseconds),
    ("100-150 ms average", .latency(.mean, 0.15), mean),
    ("100–150 ms", .latency(.mean, 0.15), mean),
    ("90 req/min", .rate(1.5, unit: .perMinute).named("Checkout").with(scenario: .sustained), sustainedCheckout),
    ("> 2%", .errors(0.02).with(tier: .warning), warningColumn),
    ("2%", .errors(0.02).with(tier: .warning), warningColumn),
    ("< 2%", .errors(0.02, .less).with(tier: .warning), warningColumn),
    ("0,25 s", .p95(0.25).inUnit(.seconds), german),
    ("250,5 ms", .p95(0.2505), german),
  ]

  static let amounts = amountRows.map { PhraseCase(text: $0.0, expected: .targets([$0.1]), context: $0.2) }

  @Test(arguments: amounts)
  func readsCells(_ cell: PhraseCase) {
    #expect(PhraseReader.readAmount(cell.text, in: cell.context) == cell.expected)
  }

  /// A cell whose amount could mean two things, or nothing here.
  private static let doubtfulRows: [(String, PhraseContext)] = [
    ("200", p95Column), ("40ms / 90ms", p95Column), ("1.500 ms", german), ("1,500 ms", german), ("5%", mean),
    ("50 ms", errorRow), ("0.5", errorRow), ("200 ms", PhraseContext()), ("< 512M", memoryRow), ("80%", memoryRow),
    ("200-500ms", criticalMean),
    ("40ms cached", p95Column), ("> 200ms", p95Column), ("2x", mean),
  ]

  @Test(arguments: doubtfulRows)
  func refusesCells(_ cell: String, _ context: PhraseContext) {
    guard case .notUnderstood = PhraseReader.readAmount(cell, in: context) else {
      Issue.record("\(cell): \(PhraseReader.readAmount(cell, in: context))")
      return
    }
  }

  @Test(arguments: ["", " ", "???", "TBD", "—", "n/a", "❓", "Pending", "yes", "see below", "✅", "n/a (batch)"])
  func leavesCellsWithoutAmounts(_ cell: String) {
    #expect(PhraseReader.readAmount(cell, in: Self.p95Column) == .notATarget)
  }

  private static let normal = LoadScenario(name: "normal", rate: 400)

  private static let alert = PhraseContext.with { $0.isAlert = true }
  private static let criticalAlert = PhraseContext.with {
    $0.isAlert = true
    $0.tier = .critical
  }
  private static let p95Heading = PhraseContext.with {
    $0.metric = .requestDuration
    $0.statistic = .quantile(0.95)
  }
  private static let underNormalLoad = PhraseContext.with { $0.scenario = normal }
  private static let ratio = PhraseContext.with {
    $0.metric = .requestErrorRatio
    $0.unit = .one
  }

  private static let phraseRows: [(String, PhraseTarget, PhraseContext)] = [
    ("- CPU: < 45%", .level("cpu.utilization", 0.45, .less, .percent).with(scenario: normal), underNormalLoad),
    ("- Memory: 900MB", .level("memory.used", 900e6, .atMost, .megabytes).with(scenario: normal), underNormalLoad),
    ("p99 latency > 1800ms for 5 minutes", .p99(1.8).with(tier: .critical, window: 300), criticalAlert),
    ("Error rate > 4%", .errors(0.04).with(tier: .critical), criticalAlert),
    ("throughput < 100 rps", .rate(100), alert),
    ("availability below 99.9%", .errors(0.001), alert),
    ("p95 latency > 2x target for 5 minutes", .p95(0).with(window: 300, unit: .one, bound: .timesTarget(2)), alert),
    ("Sign-in: 40ms", .p95(0.04).named("Sign-in"), p95Heading),
    ("Sign-in: < 40ms", .p95(0.04, .less).named("Sign-in"), p95Column),
    ("GET /feed: 120 ms", .p95(0.12).named("GET /feed"), p95Heading),
    ("p95 < 200ms", .p95(0.2, .less).everywhere, PhraseContext.with { $0.scope = .everyEndpoint }),
    ("Error rate < 1%", .errors(0.01, .less), p95Heading),
    ("Sustained: 900 requests/second", .rate(900).with(scenario: .sustained), mean),
    ("p(95)<250", .p95(0.25, .less), milliseconds),
    ("rate<0.01", .errors(0.01, .less).inUnit(.one), ratio),
    ("p95 < 1,5 s", .p95(1.5, .less).inUnit(.seconds), german),
  ]

  static let phrases = phraseRows.map { PhraseCase(text: $0.0, expected: .targets([$0.1]), context: $0.2) }

  @Test(arguments: phrases)
  func readsPhrasesInTheirPlace(_ phrase: PhraseCase) {
    #expect(PhraseReader.read(phrase.text, in: phrase.context) == phrase.expected)
  }

  @Test func aStatedWordBeatsThePlace() {
    let context = PhraseContext.with {
      $0.metric = .requestDuration
      $0.statistic = .quantile(0.95)
      $0.scope = .everyEndpoint
      $0.scenario = .normal
    }
    #expect(
      PhraseReader.read("GET /x p99 < 90ms at peak load", in: context)
        == .targets([.p99(0.09, .less).named("GET /x").with(scenario: .peak)]))
  }
}
