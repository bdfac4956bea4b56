import PerfCapacity
import PerfStats
import PerfUnits
import TestCorpus
import Testing

/// The sixteen level tables of the corpus: each has the verdicts that the method has to reach.
@Suite struct VerdictFixtureTests {
  static let fixtures = Oracle.file("verdict_fixtures.json", in: "capacity")["fixtures"].array ?? []
  /// The published data sets are read from the corpus beside the repository, the others from its copy.
  private static let names = fixtures.filter { $0["file"].isNull || TestCorpus.isPresent }.compactMap {
    $0["name"].string
  }

  /// The names of the fixtures that the planner spells otherwise: CAPACITY's own table does.
  private static let spelling: [String: FindingCode] = [
    "GOODPUT": .errors, "DROPPED_ITERATIONS": .dropped, "TOO_SHORT_STEPS": .tooShort, "REFUSE_NO_DATA": .noData,
  ]

  static func fixture(_ name: String) throws -> Oracle { try #require(fixtures.first { $0["name"].string == name }) }

  /// The levels of a fixture; those of a published data set have no latency.
  static func levels(_ fixture: Oracle) throws -> [Level] {
    if let file = fixture["file"].string {
      let table = columns("capacity/" + file)
      let loads = try #require(table["N"]).compactMap(Double.init)
      return zip(loads, try #require(table["X"]).compactMap(Double.init)).map { level(users: $0, $1) }
    }
    let offered = fixture["offered"].numbers
    let dropped = fixture["dropped"].numbers
    return try (fixture["levels"].array ?? []).enumerated().map { place, row in
      var made = level(
        users: offered == nil ? try row["N"].real() : nil, offered: offered?[place], row["X"].number,
        ms: row["R_mean_ms"].number, p95: row["p95_ms"].number, errors: row["err_rate"].number,
        requests: row["n_requests"].number.map { Int($0) }, dropped: dropped.map { Int($0[place]) })
      made.maximum = fixture["max_ms"].number.flatMap { Seconds($0 / 1e3) }
      return made
    }
  }

  static func settings(_ fixture: Oracle) -> CapacitySettings {
    // A published set of throughputs over threads in a loop has no pauses.
    let think = fixture["file"].isNull ? fixture["think_s"].number : 0
    return CapacitySettings(scriptedThinkTime: think.flatMap { Seconds($0) })
  }

  static func assess(_ name: String) throws -> CurveAssessment {
    let fixture = try fixture(name)
    return CurveAssessment(try levels(fixture), settings: settings(fixture))
  }

  @Test(arguments: names)
  func expectedVerdicts(name: String) throws {
    let assessment = try Self.assess(name)
    let found = Set(assessment.findings.map(\.code))
    for code in try #require(Self.fixture(name)["expect"].array).compactMap(\.string) where code != "BOTTLENECK_POOL" {
      let own = Self.spelling[code] ?? FindingCode(rawValue: code.lowercased().replacing("_", with: "-"))
      #expect(found.contains(own), "\(name): \(code) among \(found.map(\.rawValue).sorted())")
    }
    for finding in assessment.findings {
      #expect(finding.sentence.hasSuffix(".") && !finding.sentence.contains("?"), "\(finding.sentence)")
      for word in ["inf", "nan"] { #expect(!finding.sentence.split(separator: " ").contains { $0 == word }) }
    }
  }

  /// What a reader is told for each code that a fixture expects.
  private static let sentences: [(fixture: String, code: FindingCode, sentence: String)] = [
    (
      "single_run_k6_100vu_sleep1", .tooFewLevels,
      "One load level was tested; a maximum needs three rising levels or more, two of them past the bend."
    ),
    ("single_run_k6_100vu_sleep1", .lowerBoundOnly, "The maximum was not reached."),
    ("five_levels_linear", .noSaturationObserved, "The highest load tested still scales (slope 1.00 [0.88, 1.12])."),
    ("plateau_think_time", .saturated, "More load no longer brings more (slope 0.00 [-0.20, 0.21])."),
    ("plateau_think_time", .maximumFromPlateau, "The maximum is the mean of the plateau."),
    ("retrograde", .retrograde, "Beyond its best the system does less the more is asked of it."),
    ("retrograde", .maximumFromLaw, "The maximum is the peak of the fitted law, between measured levels."),
    (
      "issue14176_pool_bound", .saturatedBelowLowestLevel,
      "Already the first step brought less than half of what it asked: the bend lies below the lowest level."
    ),
    ("issue14176_pool_bound", .tooShort, "3 steps are short, the shortest 8 s; 60 s are needed each."),
    // N/X − R − Z: 400/171.9 − 0.045 − 1.
    (
      "generator_saturated_hidden_delay", .generatorSuspect,
      "The load generator, not the service, limited this run: 1.28 s of each round are unexplained at 400 users."
    ),
    (
      "generator_saturated_hidden_delay", .maximumRefused,
      "No maximum of the service is stated: what was measured is not one system's limit."
    ),
    // 310 of which 0.2 % failed.
    (
      "open_model_dropped", .dropped,
      "run at 400 req/s offered: 309 req/s came back, 54,000 requests were never sent. The offered load was not reached."
    ),
    ("open_model_dropped", .capacityInterval, "The maximum lies between two offered loads."),
    (
      "errors_make_it_fast", .errors,
      "62 % of the 2,400 req/s at 200 users failed: only successes count here."
    ),
    // 4.21 s at 1,000 answers a second, less the 10 that waited.
    (
      "zero_think_closed_percentiles", .coordinatedOmission,
      "Quantiles are what 10 users in a loop without pauses saw; during the stall of 4.21 s some 4,200 requests were never sent."
    ),
    ("cisco", .saturated, "More load no longer brings more (slope 0.09 [-0.06, 0.24])."),
    ("specsdm91", .maximumFromLaw, "The maximum is the peak of the fitted law, between measured levels."),
    (
      "raytracer", .kappaAtZero,
      "The fitted scalability law has no peak. It would approach 378 req/s, which is extrapolated."
    ),
    (
      "efficiency_gt_1", .efficiencyAboveOne,
      "The first level is slower per user than later ones: a cold cache, or autoscaling."
    ),
    (
      "efficiency_gt_1", .checkMeasurements,
      "No scalability law is fitted: measure the lowest level again after a warm-up."
    ),
    (
      "non_monotone_noise", .noisy,
      "Goodput falls and rises again from level to level: the plateau is taken as a whole."
    ),
    (
      "duplicate_levels_two_runs", .tooFewLevels,
      "2 load levels were tested; a maximum needs three rising levels or more, two of them past the bend."
    ),
    ("zero_duration_or_empty", .noData, "No level of steady load was found: no run has usable requests."),
  ]

  @Test(arguments: names)
  func sentencesOfTheVerdicts(name: String) throws {
    let assessment = try Self.assess(name)
    let expected = Self.sentences.filter { $0.fixture == name }
    #expect(!expected.isEmpty, "each fixture has a sentence to read")
    for item in expected { #expect(assessment.sentence(item.code) == item.sentence) }
  }

  /// 30 connections of the pool in use and waited for, 21 of the database's 200: the pool, and not the database.
  @Test func bottleneckOfThePoolBoundFixture() throws {
    let fixture = try Self.fixture("issue14176_pool_bound")
    let levels = try Self.levels(fixture)
    let (used, most) = (try fixture["db_connections_used"].real(), try fixture["db_max_connections"].real())
    let resources = [
      ResourceEvidence(
        name: "pool", kind: .pool, samples: (1..<3).map { .init(level: $0, utilization: 1, waiting: 20) }),
      ResourceEvidence(
        name: "database connections", kind: .pool, isShared: true,
        samples: (0..<3).map { .init(level: $0, utilization: used / most, waiting: 0) }),
    ]
    var settings = Self.settings(fixture)
    let size = Int(try fixture["pool_total"].real()) / 3
    settings.pools = [PoolSetting(name: "pool", holdTime: seconds(1.2), instances: 3, size: size)]
    let plan = CapacityPlanner(settings: settings, resources: resources).plan(levels)
    let line = try #require(plan["bottleneck"])
    #expect(line.codes == [.bottleneckPool] && plan.bottleneck.cause?.name == "pool")
    // X = 30/1.2.
    #expect(
      line.detail
        == "pool, weak (E2). 30 connections held for 1.2 s each are good for 25 calls a second. Not saturated: database connections 10.5 %."
    )
    #expect(plan["scaling-strategy"]?.formula == "configuration")
  }

  /// What the reference implementation found beside: plateau, interval, elasticity.
  @Test(
    .enabled(if: TestCorpus.isPresent),
    arguments: ["plateau_think_time", "issue14176_pool_bound", "errors_make_it_fast", "cisco"])
  func plateausOfTheReference(name: String) throws {
    let maximum = try Self.assess(name).maximum
    let info = try Self.fixture(name)["reference_info"]
    #expect(maximum.method == .plateau)
    #expect(agree(maximum.rate?.value, info["X_max"].number, relative: 1e-9))
    #expect(agree(maximum.low?.value, info["X_max_ci"].numbers?.first, relative: 1e-9))
    #expect(agree(maximum.high?.value, info["X_max_ci"].numbers?.last, relative: 1e-9))
  }

  @Test(arguments: names)
  func elasticitiesOfTheReference(name: String) throws {
    let assessment = try Self.assess(name)
    let info = try Self.fixture(name)["reference_info"]
    if let expected = info["elasticity"].numbers {
      for (own, reference) in zip(assessment.curve.elasticities, expected) {
        #expect(agree(own, reference, absolute: 6e-5))
      }
      #expect(assessment.curve.elasticities.count == expected.count)
    }
    guard let top = info["top_elasticity"].numbers else { return }
    #expect(agree(assessment.saturation.elasticity, top[0], absolute: 6e-5))
    #expect(agree(assessment.saturation.elasticityLow, top[1], absolute: 2e-4))
    #expect(agree(assessment.saturation.elasticityHigh, top[2], absolute: 2e-4))
  }

  /// κ and α of the law behind the fixture: N* = 70, X* = 1046.03.
  @Test func retrogradePeakBetweenMeasuredLevels() throws {
    let maximum = try Self.assess("retrograde").maximum
    #expect(maximum.method == .law)
    let truth = try Self.fixture("retrograde")["true_xmax"].real()
    #expect(agree(maximum.rate?.value, truth, relative: 1e-3))
    #expect(try #require(maximum.low?.value) < truth && #require(maximum.high?.value) > truth)
    let peak = try #require(maximum.peakLoad)
    #expect(peak > 60 && peak < 80)
  }

  @Test(.enabled(if: TestCorpus.isPresent))
  func publishedPeakIsBracketed() throws {
    let maximum = try Self.assess("specsdm91").maximum
    #expect(maximum.method == .law)
    #expect(agree(maximum.peakLoad, 96.51956, relative: 1e-6), "R usl, summary of specsdm91")
    #expect(agree(maximum.rate?.value, 1884, relative: 1e-3))
  }

  /// Its fitted peak at 35.6 lies beyond the largest N of 32.
  @Test(.enabled(if: TestCorpus.isPresent))
  func fittedPeakBeyondTheDataIsNeverTheMaximum() throws {
    let assessment = try Self.assess("cisco")
    #expect(agree(assessment.law?.fit.law.peakConcurrency, 35.5737882, relative: 1e-6))
    #expect(assessment.law?.isBracketed == false)
    #expect(assessment.maximum.peakLoad == nil)
    #expect(try #require(assessment.maximum.high?.value) < 12_342, "below the fitted peak")
  }

  @Test(.enabled(if: TestCorpus.isPresent))
  func unsaturatedCurvesGiveLowerBounds() throws {
    for (name, bound) in [("single_run_k6_100vu_sleep1", 96.2), ("five_levels_linear", 153.5), ("raytracer", 310)] {
      let maximum = try Self.assess(name).maximum
      #expect(maximum.method == .atLeastMeasured && maximum.rate?.value == bound && maximum.high == nil)
    }
    // Two runs of each of two loads: the mean of 690 and 655.
    #expect(try Self.assess("duplicate_levels_two_runs").maximum.rate?.value == 672.5)
    #expect(try Self.assess("raytracer").maximum.peakLoad == nil)
  }

  @Test func droppedRequestsEncloseTheMaximum() throws {
    let maximum = try Self.assess("open_model_dropped").maximum
    #expect(maximum.method == .capacityInterval)
    #expect(maximum.low?.value == 200 && agree(maximum.high?.value, 309.38, relative: 1e-9))
  }

  /// 640, 610, 690 and 600: ln's mean and t₃·SD/2.
  @Test func noisyPlateauIsTakenAsAWhole() throws {
    let maximum = try Self.assess("non_monotone_noise").maximum
    #expect(maximum.points == [1, 2, 3, 4])
    #expect(agree(maximum.rate?.value, 634.1, absolute: 0.1))
    #expect(try #require(maximum.high?.value) - #require(maximum.low?.value) > 100)
  }

  @Test func replicatesGiveTheNoise() throws {
    let curve = try Self.assess("duplicate_levels_two_runs").curve
    #expect(curve.noise == .betweenRuns && curve.points.count == 2)
    #expect(agree(curve.points.first?.logError, 0.036358265373654705, relative: 1e-9))
  }

  @Test func nothingAtAll() {
    let assessment = CurveAssessment([], settings: CapacitySettings())
    #expect(assessment.findings.map(\.code) == [.noData])
    #expect(assessment.maximum.method == .none && assessment.maximum.rate == nil)
  }

  /// Saturated by its slope, but the best goodput is the last: 3 % apart, more than √2·s of levels this sure.
  @Test func noMaximumWithoutALevelBeyondIt() {
    let levels = [(10.0, 100.0), (20, 195), (40, 300), (100, 400), (150, 410)].map {
      level(users: $0, $1, ms: 100, requests: 100_000, seconds: 300, logError: 0.002)
    }
    let assessment = CurveAssessment(levels, settings: CapacitySettings())
    #expect(assessment.saturation.verdict == .saturated)
    #expect(assessment.maximum.method == .atLeastMeasured && assessment.maximum.rate?.value == 410)
  }
}
