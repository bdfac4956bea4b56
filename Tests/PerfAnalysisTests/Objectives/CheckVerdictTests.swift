@testable import PerfAnalysis
import PerfDiagnostics
import PerfModel
import Testing

/// A run whose maximum is 100 ms: a maximum has no interval, so that bounds beside it are clear.
private let calm = run { $0.latency(nil, count: 100, [.maximum: 100]) }

private func ceiling(
  _ bound: Double, _ tier: Objective.Tier = .target, origin: ObjectiveSource.Origin = .document
) -> Objective {
  objective(.requestDuration, .maximum, .atMost, bound, tier: tier, origin: origin)
}

private let unknown = objective(.requestDuration, .quantile(0.99), .less, 1)
/// No failure in 600 requests against 1 %: too close to call, on the good side.
private let close = run { $0.errors(0, of: 600) }
private let fewErrors = objective(.requestErrorRatio, .value, .less, 0.01)
/// 3 of 600 against 0.4 %: too close to call, on the bad side.
private let closeAndBad = run { $0.errors(3, of: 600) }
private let fewerErrors = objective(.requestErrorRatio, .value, .less, 0.004)

struct CheckVerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: Run
    let objectives: [Objective]
    let verdict: CheckVerdict
    let status: Status
    let judgement: Judgement
    let strict: Judgement

    init(
      _ name: String, _ run: Run, _ objectives: [Objective], _ verdict: CheckVerdict, _ status: Status,
      _ judgement: Judgement, strict: Judgement
    ) {
      testDescription = name
      self.run = run
      self.objectives = objectives
      self.verdict = verdict
      self.status = status
      self.judgement = judgement
      self.strict = strict
    }
  }

  static let cases = [
    Case("all met", calm, [ceiling(0.2), ceiling(0.3, .max)], .met, .green, .good, strict: .good),
    Case("a target missed", calm, [ceiling(0.05), ceiling(0.3, .max)], .breached, .yellow, .bad, strict: .bad),
    Case("a warning missed", calm, [ceiling(0.05, .warning)], .breached, .yellow, .bad, strict: .bad),
    Case("a critical bound missed", calm, [ceiling(0.05, .critical)], .breached, .red, .bad, strict: .bad),
    Case("a hard limit missed", calm, [ceiling(0.05), ceiling(0.09, .max)], .breached, .red, .bad, strict: .bad),
    Case("one unknown", calm, [ceiling(0.2), unknown], .met, .yellow, .good, strict: .unjudged),
    Case("one breached and one unknown", calm, [ceiling(0.05), unknown], .breached, .yellow, .bad, strict: .bad),
    Case("all unknown", calm, [unknown], .unknown, .yellow, .unjudged, strict: .unjudged),
    Case("none stated", calm, [], .unknown, .yellow, .unjudged, strict: .unjudged),
    Case("too close, good side", close, [fewErrors], .met, .yellow, .good, strict: .unjudged),
    Case("too close, bad side", closeAndBad, [fewerErrors], .breached, .yellow, .bad, strict: .unjudged),
  ]

  @Test(arguments: cases) func endsAsItShould(_ `case`: Case) {
    let assessment = check([`case`.run], `case`.objectives)
    #expect(assessment.verdict == `case`.verdict)
    #expect(assessment.status == `case`.status)
    #expect(assessment.judgement == `case`.judgement)
    #expect(assessment.obstacles.isEmpty == (assessment.judgement != .unjudged))
    let strict = check([`case`.run], `case`.objectives) { $0.isStrict = true }
    #expect(strict.judgement == `case`.strict)
    #expect(strict.obstacles.isEmpty == (strict.judgement != .unjudged))
  }

  @Test func everyStatementIsCounted() {
    let source = ObjectiveSource(origin: .document, file: "SLO.md", line: 1)
    let unread = UnreadTarget(source: source, text: "no crashes", reason: "no run tells")
    let board = ObjectiveBoard([
      .objective(ceiling(0.2)), .objective(ceiling(0.05)), .objective(unknown), .notMeasurable(unread),
      .notUnderstood(unread), .notUnderstood(unread),
    ])
    let ledger = check([calm], board).ledger
    #expect(ledger.statements == 6)
    #expect([ledger.met, ledger.breached, ledger.tooCloseToCall, ledger.unknown] == [1, 1, 0, 1])
    #expect([ledger.notMeasurable, ledger.notUnderstood] == [1, 2])
    #expect(ledger.evaluated == 2)
  }

  @Test func aLineThatIsNotUnderstoodIsNoPassUnderStrict() {
    let unread = UnreadTarget(source: ObjectiveSource(origin: .document), text: "p95 ~ fast", reason: "no number")
    #expect(check([calm], ObjectiveBoard([.notUnderstood(unread)])).judgement == .unjudged)
    let both = ObjectiveBoard([.objective(ceiling(0.2)), .notUnderstood(unread)])
    #expect(check([calm], both).judgement == .good)
    #expect(check([calm], both) { $0.isStrict = true }.judgement == .unjudged)
    // No run will ever tell whether nothing crashed: strictness cannot ask for it.
    let unmeasurable = ObjectiveBoard([.objective(ceiling(0.2)), .notMeasurable(unread)])
    #expect(check([calm], unmeasurable) { $0.isStrict = true }.judgement == .good)
  }

  @Test func errorsThatNobodyAllowedAreNotGreen() {
    let failing = run { builder in
      builder.latency(nil, count: 1000, [.maximum: 100])
      builder.errors(2, of: 1000)
    }
    let silent = check([failing], [ceiling(0.2)])
    #expect(silent.status == .yellow)
    #expect(silent.judgement == .good)
    #expect(silent.diagnostics.map(\.id.rawValue) == ["unbounded-errors"])
    #expect(silent.diagnostics[0].message.contains("0.2 %") || silent.diagnostics[0].message.contains("0.200 %"))
    let allowed = objective(.requestErrorRatio, .value, .less, 0.1)
    #expect(check([failing], [ceiling(0.2), allowed]).status == .green)
  }

  // MARK: What decides

  private let declared = ceiling(0.05, origin: .tool)

  private func board(_ statements: [ObjectiveStatement]?, isMet: Bool? = false) -> ObjectiveBoard {
    ObjectiveBoard(
      statements, thresholds: [RunThresholds(run: calm, thresholds: [.init(objective: declared, isMet: isMet)])])
  }

  @Test func theRunsOwnThresholdsDecideWhereNothingIsNamed() {
    let assessment = check([calm], board(nil))
    #expect(assessment.verdict == .breached)
    #expect(assessment.results.map(\.objective) == [declared])
    #expect(assessment.declared.isEmpty)
  }

  @Test func theyAreShownWhereSomethingIsNamed() {
    let assessment = check([calm], board([.objective(ceiling(0.2))]))
    #expect(assessment.verdict == .met)
    #expect(assessment.declared.map(\.status) == [.breached])
    #expect(assessment.declared.allSatisfy { !$0.decides })
    #expect(assessment.ledger.statements == 1)
    #expect(check([calm], board([])).judgement == .unjudged, "a document without a target is no pass")
  }

  @Test func thresholdsOfSeveralRunsAreOne() {
    let thresholds = RunThresholds(run: calm, thresholds: [.init(objective: declared, isMet: nil)])
    #expect(ObjectiveBoard(nil, thresholds: [thresholds, thresholds, thresholds]).objectives.count == 1)
  }

  @Test func aCodeBlockYieldsToItsDocument() {
    let comment = ceiling(0.05, origin: .codeBlock)
    let assessment = check([calm], [ceiling(0.2), comment])
    #expect(assessment.results.map(\.status) == [.met, .breached])
    #expect(assessment.results.map(\.decides) == [true, false])
    #expect(assessment.verdict == .met)
    #expect(check([calm], [comment]).verdict == .breached)
    let another = objective(.requestDuration, .maximum, .atMost, 0.2, tier: .critical)
    #expect(check([calm], [another, comment]).verdict == .breached, "another tier is another statement")
  }

  @Test func aToolThatSaysOtherwiseIsReported() {
    let disagreement = check([calm], board(nil, isMet: true)).diagnostics
    #expect(disagreement.map(\.id.rawValue) == ["objective-disagreement"])
    #expect(disagreement[0].message == "k6 says that 'written so' is met, but the file shows 100 ms")
    #expect(check([calm], board(nil, isMet: false)).diagnostics.isEmpty)
  }

  @Test func aPassWithoutDataIsReported() {
    let empty = run { $0.latency(nil, count: 0, [:]) }
    let thresholds = RunThresholds(run: empty, thresholds: [.init(objective: declared, isMet: true)])
    let assessment = check([empty], ObjectiveBoard(nil, thresholds: [thresholds]))
    #expect(assessment.verdict == .unknown)
    #expect(assessment.diagnostics.map(\.id.rawValue) == ["objective-without-data"])
  }
}
