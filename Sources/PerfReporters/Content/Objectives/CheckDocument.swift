import PerfAnalysis
import PerfModel
import PerfDiagnostics
import PerfUnits

/// Lays the content of a check into a document.
///
/// Order: the headline, what stands in the way, the objectives with the broken ones first, the lines that are not objectives, then what
/// qualifies it all (advice, data quality), the ledger whose counts add up, and the notes.
struct CheckDocument {
  private let content: CheckContent
  private let options: ReportOptions
  private var notes = NoteNumbering()
  private var blocks: [Block] = []

  /// - Parameter omission: said at the end, where `detail` leaves something out for want of room.
  static func make(
    _ content: CheckContent, _ detail: ReportDetail, _ options: ReportOptions, omission: String? = nil
  ) -> Document {
    var document = CheckDocument(content: content, options: options)
    document.addHeadline()
    switch options.quiet ? .headline : detail {
    case .headline: break
    case .worst(let limit): document.addOpen(limit: limit)
    case .everything(_, let without):
      document.addEverything(without: without.union(options.onlyChanged ? [.unchanged] : []))
    }
    if !document.notes.isEmpty { document.blocks.append(.notes(document.notes.notes)) }
    if let omission { document.blocks.append(.paragraph([.text(omission)])) }
    return Document(document.blocks)
  }

  private init(content: CheckContent, options: ReportOptions) {
    self.content = content
    self.options = options
  }

  private var assessment: CheckAssessment { content.assessment }

  private mutating func addHeadline() {
    blocks.append(.marker(Marker(report: "check", id: options.id)))
    blocks.append(.headline(content.headline.tone, [.text(content.headline.text)]))
    guard !options.quiet else { return }
    blocks += content.headline.sentences.map(Block.paragraph)
  }

  private mutating func addEverything(without: Set<ReportPart>) {
    if let label = options.label { blocks.append(.paragraph([.strong([.text(label)])])) }
    blocks.append(.list([SideText.line("measured", assessment.side)]))
    // The first obstacle is the headline where the check could not be judged.
    let obstacles = assessment.judgement == .unjudged ? Array(assessment.obstacles.dropFirst()) : assessment.obstacles
    blocks += Sections.list("What stands in the way", obstacles.map { [.text($0)] })
    addOpen(limit: Sections.longest)
    addMet(shown: !without.contains(.unchanged))
    addDeclared()
    blocks += UnreadTargets.blocks(assessment.notMeasurable, assessment.notUnderstood)
    if !without.contains(.advice) {
      blocks += Sections.list("What would settle it", content.advice, Sections.longest)
    }
    blocks += DataQuality.blocks(assessment.diagnostics, isCounted: without.contains(.dataQuality))
    blocks.append(.heading(level: 3, [.text("Ledger")]))
    blocks.append(.paragraph([.text(ObjectiveLedgerText.line(assessment.ledger))]))
    if let time = options.generatedAt { blocks.append(.paragraph([.text("Generated at \(time)")])) }
  }

  private mutating func addOpen(limit: Int) {
    let rows = content.open.prefix(limit)
    blocks += Sections.table("Objectives that are not met", ObjectiveTable.table(Array(rows), &notes))
    blocks += Sections.hidden(content.open.count - rows.count, "objective")
  }

  private mutating func addMet(shown: Bool) {
    let rows = content.met.prefix(Sections.longest)
    guard !rows.isEmpty else { return }
    let title: [Inline] = [.text("✓ \(Words.count(content.met.count, "objective")) met")]
    guard shown else { return blocks.append(.paragraph(title)) }
    blocks.append(.details(summary: title, [.table(ObjectiveTable.table(Array(rows), &notes))]))
    blocks += Sections.hidden(content.met.count - rows.count, "objective")
  }

  /// What the tool enforces itself is worth a line, and a row where it is not met.
  private mutating func addDeclared() {
    guard !content.declared.isEmpty else { return }
    let counts = ObjectiveStatus.allCases.compactMap { status in
      let count = content.declared.count { $0.status == status }
      return count == 0 ? nil : "\(NumberText.grouped(count)) \(Words.status(status))"
    }
    let title: [Inline] = [
      .text("The runs' own thresholds, which do not decide here: " + counts.joined(separator: ", "))
    ]
    let rows = content.declared.filter { $0.status != .met }
    guard !rows.isEmpty else { return blocks.append(.paragraph(title)) }
    let shown = Array(rows.prefix(Sections.longest))
    blocks.append(.details(summary: title, [.table(ObjectiveTable.table(shown, &notes))]))
    blocks += Sections.hidden(rows.count - shown.count, "threshold")
  }
}

/// Where every line that looks like a target went, in one sentence whose counts add up.
enum ObjectiveLedgerText {
  static func line(_ ledger: ObjectiveLedger) -> String {
    let parts = [
      "\(ledger.met) met", "\(ledger.breached) breached", "\(ledger.tooCloseToCall) too close to call",
      "\(ledger.unknown) unknown", "\(ledger.notMeasurable) not measurable", "\(ledger.notUnderstood) not understood",
    ]
    return "\(Words.count(ledger.statements, "target")) found = " + parts.joined(separator: " + ") + "."
  }
}
