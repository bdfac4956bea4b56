import PerfAnalysis
import PerfDiagnostics

/// Lays the content of a comparison into a document.
///
/// Order: what decides first (headline, failed preconditions, failing tests, changed rows), then what does not (rows within noise,
/// rows outside the gate), then what qualifies it (assumptions, data quality), the ledger whose counts add up, and the notes.
struct ComparisonDocument {
  private let content: ComparisonContent
  private let options: ReportOptions
  private var notes = NoteNumbering()
  private var blocks: [Block] = []

  /// - Parameter omission: said at the end, where `detail` leaves something out for want of room.
  static func make(
    _ content: ComparisonContent, _ detail: ReportDetail, _ options: ReportOptions, omission: String? = nil
  ) -> Document {
    var document = ComparisonDocument(content: content, options: options)
    document.addHeadline()
    switch options.quiet ? .headline : detail {
    case .headline: break
    case .worst(let limit): document.addWorst(limit)
    case .everything(let exploratory, let without):
      document.addEverything(exploratory: exploratory, without: without.union(options.onlyChanged ? [.unchanged] : []))
    }
    if !document.notes.isEmpty { document.blocks.append(.notes(document.notes.notes)) }
    if let omission { document.blocks.append(.paragraph([.text(omission)])) }
    return Document(document.blocks)
  }

  private init(content: ComparisonContent, options: ReportOptions) {
    self.content = content
    self.options = options
  }

  private var assessment: Assessment { content.assessment }

  private mutating func addHeadline() {
    blocks.append(.marker(Marker(report: "compare", id: options.id)))
    blocks.append(.headline(content.headline.tone, [.text(content.headline.text)]))
    guard !options.quiet else { return }
    blocks += content.headline.sentences.map(Block.paragraph)
  }

  private mutating func addEverything(exploratory: Int, without: Set<ReportPart>) {
    func kept(_ part: ReportPart, _ blocks: @autoclosure () -> [Block]) -> [Block] {
      without.contains(part) ? [] : blocks()
    }
    if let label = options.label { blocks.append(.paragraph([.strong([.text(label)])])) }
    blocks.append(.list(SideText.lines(assessment)))
    addObstacles()
    addTests(limit: exploratory)
    addObjectives()
    addChangedRows(limit: nil)
    addIndistinct(shown: !without.contains(.unchanged))
    addUnjudged()
    addExploratory(limit: without.contains(.exploratory) ? 0 : exploratory)
    if !without.contains(.oneSided) { addOneSided(limit: exploratory) }
    blocks +=
      without.contains(.evidence)
      ? EvidenceBlocks.top(assessment.evidence)
      : EvidenceBlocks.all(assessment.evidence, assessment.evidenceChecks, content.changed)
    blocks += kept(.profiles, ProfileTables.blocks(assessment.profiles))
    blocks += kept(.queries, QueryTables.blocks(assessment.queries) + QueryPlanTables.blocks(assessment.queryPlans))
    blocks += kept(.requests, RequestFindings.blocks(assessment.samples))
    blocks += kept(.resources, ResourceBlocks.blocks(assessment.resources))
    if !without.contains(.advice) {
      addList("Assumed", assessment.assumptions.map { [.text($0)] })
      addList("What would settle it", content.advice, Sections.longest)
    }
    if let selfTest = assessment.selfTest { blocks += SelfTestText.blocks(selfTest) }
    blocks += UnreadTargets.blocks(assessment.notMeasurable, assessment.notUnderstood)
    blocks += DataQuality.blocks(assessment.diagnostics, isCounted: without.contains(.dataQuality))
    blocks.append(.heading(level: 3, [.text("Ledger")]))
    blocks.append(.paragraph([.text(LedgerText.line(assessment.ledger))]))
    if assessment.objectiveLedger.statements > 0 {
      blocks.append(.paragraph([.text(ObjectiveLedgerText.line(assessment.objectiveLedger))]))
    }
    if let time = options.generatedAt { blocks.append(.paragraph([.text("Generated at \(time)")])) }
  }

  private mutating func addObstacles() {
    let failed = assessment.preconditions.filter { $0.outcome == .fails }
    let unknown = assessment.preconditions.filter { $0.outcome == .unknown }
    // The first obstacle is the headline where the comparison could not be judged.
    let obstacles = assessment.judgement == .unjudged ? Array(assessment.obstacles.dropFirst()) : assessment.obstacles
    addList(
      "What stands in the way",
      obstacles.map { [.text($0)] } + failed.map { [.toned(.warning, [.text("fails: ")]), .text($0.text)] })
    addList("What the files do not tell", unknown.map { [.text($0.text)] })
  }

  private mutating func addTests(limit: Int) {
    let tests = content.tests
    func names(_ names: [String]) -> [[Inline]] { names.map { [.code($0)] } }
    addList("Tests that newly fail", names(tests.newlyFailing))
    addList("Tests that are newly skipped", names(tests.newlySkipped), limit)
    addList("Tests that were fixed", names(tests.fixed))
    addTable("Tests that take longer", tests.slower)
    addTable("Tests that take less time", tests.faster)
    addList("Tests not judged", tests.unjudged.map { reason($0) })
    addList("New tests", names(tests.new), limit)
    addList("Missing tests", names(tests.missing), limit)
  }

  /// Failing tests are worse than a missed objective, and that is worse than any row.
  private mutating func addWorst(_ limit: Int) {
    let failing = content.tests.newlyFailing
    defer { blocks += EvidenceBlocks.top(assessment.evidence) }
    addList("Tests that newly fail", failing.map { [.code($0)] }, limit)
    let afterTests = max(0, limit - failing.count)
    addBrokenObjectives(limit: afterTests)
    addChangedRows(limit: max(0, afterTests - content.objectives.brokenCount))
  }

  private mutating func addBrokenObjectives(limit: Int) {
    var room = limit
    for movement in ObjectiveChanges.broken {
      addObjectives(movement, limit: room)
      room = max(0, room - content.objectives[movement].count)
    }
  }

  private mutating func addObjectives() {
    addBrokenObjectives(limit: Sections.longest)
    addObjectives(.newlyMet, limit: Sections.longest)
    addObjectives(.open, limit: Sections.longest)
    let kept = content.objectives[.met] + content.objectives[.stillMet]
    guard !kept.isEmpty else { return }
    let title: [Inline] = [
      .text(
        "✓ \(Words.count(kept.count, "objective")) met that \(kept.count == 1 ? "was" : "were") not breached before")
    ]
    guard !options.onlyChanged else { return blocks.append(.paragraph(title)) }
    let shown = kept.prefix(Sections.longest)
    blocks.append(.details(summary: title, [.table(ObjectiveChangeTable.table(shown, &notes))]))
    blocks += Sections.hidden(kept.count - shown.count, "objective")
  }

  private mutating func addObjectives(_ movement: ObjectiveComparison.Movement, limit: Int) {
    let rows = content.objectives[movement]
    let shown = rows.prefix(limit)
    blocks += Sections.table(
      "Objectives: " + ObjectiveChanges.title(movement), ObjectiveChangeTable.table(shown, &notes))
    if !shown.isEmpty { blocks += Sections.hidden(rows.count - shown.count, "objective") }
  }

  private mutating func addChangedRows(limit: Int?) {
    let rows = limit.map { Array(content.changed.prefix($0)) } ?? content.changed
    addTable("Changed rows, worst first", rows)
    let hidden = content.changed.count - rows.count
    if hidden > 0 { blocks.append(.paragraph([.text("and \(Words.count(hidden, "changed row")) more")])) }
  }

  private mutating func addIndistinct(shown: Bool) {
    let rows = content.indistinct
    guard !rows.isEmpty else { return }
    let title: [Inline] = [.text(NoiseText.title(rows))]
    if shown {
      blocks.append(.details(summary: title, [.table(RowTable.table(rows, .gated, &notes))]))
    } else {
      blocks.append(.paragraph(title))
    }
  }

  private mutating func addUnjudged() {
    addList("Gated rows that could not be judged", content.unjudged.map { reason($0) })
  }

  private mutating func addExploratory(limit: Int) {
    let rows = content.exploratoryChanged
    let total = rows.count + content.exploratoryRest
    guard total > 0 else { return }
    let summary = "Exploratory (not gated): \(rows.count) of \(Words.count(total, "row")) changed beyond noise"
    guard !rows.isEmpty, limit > 0 else { return blocks.append(.paragraph([.text(summary)])) }
    var inner: [Block] = [.table(RowTable.table(Array(rows.prefix(limit)), .exploratory, &notes))]
    let hidden = rows.count - limit
    if hidden > 0 { inner.append(.paragraph([.text("and \(hidden) more, see "), .code("--format json")])) }
    blocks.append(.details(summary: [.text(summary)], inner))
  }

  private mutating func addOneSided(limit: Int) {
    addList("Only before", content.missing.map(SeriesName.series), limit)
    addList("Only after", content.new.map(SeriesName.series), limit)
    addList(
      "Renamed?",
      assessment.renamed.map {
        SeriesName.series($0.before) + [.text(": did it become ")] + SeriesName.inlines($0.after) + [.text("?")]
      }, limit)
  }

  private mutating func addTable(_ title: String, _ rows: [ComparisonRow]) {
    blocks += Sections.table(title, RowTable.table(rows, .gated, &notes))
  }

  private mutating func addList(_ title: String, _ items: [[Inline]], _ limit: Int = .max) {
    blocks += Sections.list(title, items, limit)
  }

  private mutating func reason(_ row: ComparisonRow) -> [Inline] {
    let reason = row.comparison.reason.map { ": " + $0 } ?? ""
    let remarks = row.comparison.warnings.map { Inline.note(notes.number(of: $0.text)) }
    return row.name + [.text(" \(row.measure) "), row.verdict, .text(reason)] + remarks
  }
}
