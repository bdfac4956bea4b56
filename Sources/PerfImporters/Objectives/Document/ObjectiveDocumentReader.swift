public import PerfFormats
import PerfModel

/// Reads the targets of a Markdown document as it stands.
public enum ObjectiveDocumentReader {
  /// Never fails: what looks like a target and cannot be read is a statement of its own.
  public static func read(_ document: MarkdownDocument) -> ObjectiveDocument {
    var walk = DocumentWalk(file: document.name)
    var place = DocumentPlace(usesDecimalComma: DecimalComma.isUsed(in: document.bytes))
    walk.read(document.blocks, at: &place)
    for omission in document.omissions {
      let spot = StatementSheet.Spot(text: "", line: omission.line, column: 1)
      walk.sheet.add(.notUnderstood(omission.reason), at: spot)
    }
    return walk.sheet.document()
  }
}

/// Walks through the blocks of a document and hands the passages to the shapes.
struct DocumentWalk {
  var sheet: StatementSheet

  init(file: String?) { sheet = StatementSheet(file: file) }

  mutating func read(_ blocks: [MarkdownBlock], at place: inout DocumentPlace) {
    for (index, block) in blocks.enumerated() {
      switch block {
      case .heading(let level, let line):
        let text = Wording.plain(line.text)
        refuse(heading: text, line, at: place)
        place.enter(heading: text, level: level)
      case .paragraph(let lines):
        let next = index + 1 < blocks.count ? blocks[index + 1] : nil
        read(paragraph: lines, opens: next.map(Self.canBeAnnounced) ?? false, at: &place)
        continue
      case .list(let items): read(items, at: place)
      case .table(let table): offer(.table(TargetTable(table)), at: place)
      case .code(let code): offer(.code(code), at: place)
      case .html(let lines): HTMLPassage.read(lines, at: place, into: &sheet)
      case .quote(let inner):
        var below = place
        read(inner, at: &below)
      case .footnote(let inner): read(footnote: inner, at: place)
      }
      if case .heading = block { continue }
      place.leaveLeadIn()
    }
  }

  @discardableResult
  private mutating func offer(_ passage: Passage, at place: DocumentPlace) -> Bool {
    for shape in ObjectiveShapes.all where shape.read(passage, at: place, into: &sheet) { return true }
    return false
  }

  /// A heading says what stands below it. One that states a bound may sum that up or be a target of its own: nobody can tell.
  private mutating func refuse(heading text: String, _ line: MarkdownLine, at place: DocumentPlace) {
    guard Wording.hasRelation(text), Wording.hasDigit(text),
      case .targets = PhraseReader.read(text, in: place.context())
    else { return }
    sheet.add(
      .notUnderstood("it is a heading: write it as a line below"),
      at: StatementSheet.Spot(text: text, line: line.line, column: line.column))
  }

  /// A footnote stands apart from what it is about, so that nobody can tell whose target it states.
  private mutating func read(footnote blocks: [MarkdownBlock], at place: DocumentPlace) {
    var aside = DocumentWalk(file: sheet.file)
    var nowhere = DocumentPlace(usesDecimalComma: place.usesDecimalComma)
    aside.read(blocks, at: &nowhere)
    sheet.add(aside.sheet, refusing: "it stands in a footnote: write it where it says what it is about")
  }

  /// What a lead-in line can announce.
  private static func canBeAnnounced(_ block: MarkdownBlock) -> Bool {
    switch block {
    case .list, .table, .code, .quote: true
    default: false
    }
  }

  /// Lines that are targets are read; the last one may announce what follows.
  private mutating func read(paragraph lines: [MarkdownLine], opens: Bool, at place: inout DocumentPlace) {
    var texts = WrappedLines.joined(lines)
    guard let last = texts.popLast() else { return }
    for line in texts { offer(.line(line.target(.prose)), at: place) }
    if Wording.isLeadIn(last.text) || (last.isStrong && !Wording.hasRelation(last.text)) {
      place.enter(leadIn: last.text)
    } else if !offer(.line(last.target(.prose)), at: place), opens {
      place.enter(leadIn: last.text)
    } else {
      place.leaveLeadIn()
    }
  }

  private mutating func read(_ items: [MarkdownItem], at place: DocumentPlace) {
    var place = place
    let texts = items.map(Self.ownText)
    let own = texts.map { $0.map(\.text).joined(separator: " ") }
    if let scenario = ScenarioBlock.load(of: own, at: place) { place.blockScenario = scenario }
    for (item, lines) in zip(items, texts) {
      let hasNested = item.blocks.count > 1
      for line in lines {
        // An item that announces nested items is no target itself.
        guard !(hasNested && Wording.isLeadIn(line.text)) else { continue }
        offer(.line(line.target(item.checkbox == nil ? .bullet : .task)), at: place)
      }
      guard hasNested || lines.isEmpty else { continue }
      var below = lines.last.map { place.below(item: $0.text) } ?? place
      read(lines.isEmpty ? item.blocks : Array(item.blocks.dropFirst()), at: &below)
    }
  }

  /// The text of an item before its nested blocks.
  private static func ownText(_ item: MarkdownItem) -> [WrappedLines.Line] {
    guard case .paragraph(let lines)? = item.blocks.first else { return [] }
    return WrappedLines.joined(lines)
  }
}

/// Puts lines together that are one sentence, wrapped for the width of a page.
enum WrappedLines {
  /// One statement, at the place of its first line.
  struct Line {
    var text: String
    let line: Int
    let column: Int
    let isStrong: Bool

    func target(_ kind: TargetLine.Kind) -> TargetLine {
      TargetLine(kind: kind, text: text, line: line, column: column)
    }
  }

  /// A line that begins with a label, or follows a full stop or a lead-in, is a statement of its own.
  static func joined(_ lines: [MarkdownLine]) -> [Line] {
    var statements: [Line] = []
    for line in lines {
      let text = Wording.plain(line.text)
      guard !text.isEmpty else { continue }
      if let last = statements.last, !begins(text, after: last.text), !line.isStrong {
        statements[statements.count - 1].text += " " + text
      } else {
        statements.append(Line(text: text, line: line.line, column: line.column, isStrong: line.isStrong))
      }
    }
    return statements
  }

  private static func begins(_ text: String, after last: String) -> Bool {
    guard let end = last.last, !".;:：。".contains(end) else { return true }
    return Wording.labelled(text) != nil || last.utf8.count > 2_000
  }
}
