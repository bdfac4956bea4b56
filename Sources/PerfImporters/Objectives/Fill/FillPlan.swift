public import PerfFormats
import PerfModel

/// Every place of a document where a measured value belongs and none stands yet.
public struct FillPlan: Sendable {
  /// In the order of the document.
  public let slots: [FillSlot]

  /// - Parameters:
  ///   - objectives: what `ObjectiveDocumentReader` found in the same document.
  ///   - refresh: whether values that an earlier fill wrote, and nobody has changed since, count as places to fill.
  public init(_ document: MarkdownDocument, objectives: ObjectiveDocument, refresh: Bool = false) {
    let mark = FillMark(in: document.bytes)
    var finder = FillSlotFinder(document, objectives, written: refresh ? mark : nil)
    var place = DocumentPlace(usesDecimalComma: false)
    finder.search(document.blocks, at: &place)
    slots = finder.slots.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// Walks through a document and gathers the places to fill.
struct FillSlotFinder {
  let document: MarkdownDocument
  private(set) var slots: [FillSlot] = []
  private let byLine: [Int: [Objective]]
  private let written: FillMark?
  /// How often an id was given: two places of one name are told apart by their order.
  private var uses: [String: Int] = [:]

  init(_ document: MarkdownDocument, _ objectives: ObjectiveDocument, written: FillMark?) {
    self.document = document
    self.written = written
    byLine = Dictionary(grouping: objectives.objectives) { $0.source.line ?? 0 }
  }

  func objectives(onLine line: Int) -> [Objective] { byLine[line] ?? [] }

  /// Adds a place if a placeholder stands there, or a value that perfreport wrote.
  /// - Returns: whether it did.
  @discardableResult
  mutating func add(_ want: FillSlot.Want, named name: String, at spot: Spot) -> Bool {
    let number = uses[name, default: 0]
    uses[name] = number + 1
    let id = SlotID.text(number == 0 ? name : "\(name) \(number + 1)")
    guard spot.isPlaceholder || (written?[id]).map({ $0 == spot.text }) ?? false else { return false }
    slots.append(
      FillSlot(
        want: want, written: spot.text, line: spot.line, column: spot.column, range: spot.range, cell: spot.cell,
        isAligned: spot.isAligned, id: id
      ))
    return true
  }

  /// A place in the bytes.
  struct Spot {
    let text: String
    let isPlaceholder: Bool
    let line: Int
    let column: Int
    let range: Range<Int>
    let cell: Range<Int>?
    var isAligned = false
  }

  mutating func search(_ blocks: [MarkdownBlock], at place: inout DocumentPlace) {
    for block in blocks {
      switch block {
      case .heading(let level, let line): place.enter(heading: Wording.plain(line.text), level: level)
      case .paragraph(let lines):
        for line in lines { search(line, at: place) }
        if let last = lines.last, Wording.isLeadIn(last.text) || last.isStrong {
          place.enter(leadIn: Wording.plain(last.text))
        }
      case .list(let items): search(items, at: place)
      case .table(let table): search(table, at: place)
      case .quote(let inner), .footnote(let inner):
        var below = place
        search(inner, at: &below)
      case .code, .html: break
      }
    }
  }

  private mutating func search(_ items: [MarkdownItem], at place: DocumentPlace) {
    for (index, item) in items.enumerated() {
      var below = place
      guard case .paragraph(let lines)? = item.blocks.first else {
        searchEmpty(item, number: index + 1, at: place)
        search(item.blocks, at: &below)
        continue
      }
      if let box = item.checkbox { search(box, item, at: place) }
      for line in lines { search(line, at: place, entry: index + 1) }
      guard item.blocks.count > 1 else { continue }
      if let text = lines.last.map({ Wording.plain($0.text) }) { below = place.below(item: text) }
      search(Array(item.blocks.dropFirst()), at: &below)
    }
  }

  private mutating func search(_ box: MarkdownCheckbox, _ item: MarkdownItem, at place: DocumentPlace) {
    guard !box.isChecked, let objective = objectives(onLine: item.line).first else { return }
    let spot = Spot(
      text: " ", isPlaceholder: true, line: item.line, column: objective.source.column ?? 1, range: box.range, cell: nil
    )
    add(.box(objective), named: "box/" + objective.text, at: spot)
  }
}
