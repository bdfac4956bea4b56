import PerfFormats
import PerfImporters
import PerfModel
import Testing

@Suite struct DocumentFillerTests {
  /// The document with each slot filled by what `value` gives for it.
  private func filled(
    _ text: String, refresh: Bool = false, _ value: (FillSlot) -> String?
  ) -> String {
    let document = MarkdownDocument(Array(text.utf8), name: "doc.md")
    let plan = FillPlan(document, objectives: ObjectiveDocumentReader.read(document), refresh: refresh)
    let fillings = plan.slots.compactMap { slot in value(slot).map { Filling(slot: slot, text: $0) } }
    return String(decoding: DocumentFiller.fill(document, fillings), as: UTF8.self)
  }

  /// What a slot asks for, in short.
  private func wish(_ slot: FillSlot) -> String {
    switch slot.want {
    case .actual(let objective, let side): "\(side == .before ? "before " : "")\(told(objective))"
    case .status(let objectives): "status of \(objectives.count)"
    case .box(let objective): "box \(told(objective))"
    case .figure(let figure, let side):
      "\(side == .before ? "before " : "")\(figure.metric) \(figure.statistic?.name ?? "?") \(figure.scope)"
    case .fact(let label): "fact \(label)"
    case .entry(let heading, let number): "\(heading) \(number)"
    }
  }

  private func wishes(_ text: String) -> [String] {
    let document = MarkdownDocument(Array(text.utf8), name: "doc.md")
    return FillPlan(document, objectives: ObjectiveDocumentReader.read(document)).slots.map(wish)
  }

  private static let table = """
    | Metric          | Target | Measured | Status  |
    |-----------------|-------:|----------|---------|
    | Requests/second |    800 | ???      | ❓      |
    | p99             |  450ms | TBD      | Pending |
    | Error rate      |  <0.2% |          | -       |
    | p50             |    TBD | 12ms     | ok      |

    """

  @Test func placeholdersOfMeasuredColumnsAreFound() {
    #expect(
      wishes(Self.table) == [
        "request.rate value >= 800", "status of 1", "request.duration p99 <= 0.45", "status of 1",
        "request.error_ratio value < 0.002", "status of 1",
      ])
  }

  @Test func cellsAreFilledAndColumnsStayAligned() {
    let values = ["request.rate value >= 800": "812/s", "request.duration p99 <= 0.45": "0.431 s"]
    let text = filled(Self.table) { values[wish($0)] }
    #expect(
      text.hasPrefix(
        """
        | Metric          | Target | Measured | Status  |
        |-----------------|-------:|----------|---------|
        | Requests/second |    800 | 812/s    | ❓      |
        | p99             |  450ms | 0.431 s  | Pending |
        | Error rate      |  <0.2% |          | -       |
        | p50             |    TBD | 12ms     | ok      |

        <!-- perfreport fill

        """))
    #expect(text.hasSuffix("\n-->\n"))
  }

  /// A table that nobody has aligned keeps the blanks that it has, however long the placeholders were.
  @Test func cellsOfTablesThatAreNotAlignedTakeNoPadding() {
    let text = """
      | Metric | Target | Actual | Status |
      |---|---|---|---|
      | p95 | 1s | [To be filled] | Pending |
      | p99 | 2s ||  -  |
      | p50 | 1s |    | ❓ |

      """
    let result = filled(text) { slot in if case .status = slot.want { "✅" } else { "0.9 s" } }
    #expect(
      result.hasPrefix(
        """
        | Metric | Target | Actual | Status |
        |---|---|---|---|
        | p95 | 1s | 0.9 s | ✅ |
        | p99 | 2s | 0.9 s |  ✅  |
        | p50 | 1s | 0.9 s | ✅ |

        """))
  }

  /// An overgrown cell does not spoil the others of its column; emoji take two cells, or one where the author's editor counted so.
  @Test func alignedCellsStayAligned() {
    let text = """
      | Metric | Target |   Actual | Status  |
      |--------|--------|---------:|---------|
      | p95    | 1s     |      ??? | Pending |
      | p99    | 2s     |      ??? | ❓      |
      | p50    | 1s     |      ??? | ❓       |

      """
    let result = filled(text) { slot in
      if case .status = slot.want { "✅" } else { slot.line == 4 ? "more than fits" : "0.9 s" }
    }
    #expect(
      result.hasPrefix(
        """
        | Metric | Target |   Actual | Status  |
        |--------|--------|---------:|---------|
        | p95    | 1s     |    0.9 s | ✅      |
        | p99    | 2s     | more than fits | ✅      |
        | p50    | 1s     |    0.9 s | ✅       |

        """))
  }

  @Test func fillingTwiceGivesTheSameBytes() {
    let value: (FillSlot) -> String? = { if case .actual = $0.want { "81|2 --> 5" } else { nil } }
    let once = filled(Self.table, value)
    #expect(once.contains(#"| 81\|2 --> 5 |"#))
    #expect(filled(once, value) == once)
    #expect(filled(once, refresh: true, value) == once)
  }

  @Test func refreshRenewsOnlyWhatAFillWrote() {
    let once = filled(Self.table) { if case .actual = $0.want { "1" } else { nil } }
    let edited = "New line on top\n\n" + once.replacing("|  450ms | 1       ", with: "|  450ms | by hand ")
    #expect(edited.contains("by hand"))
    // Without --refresh only what is still a placeholder is filled.
    #expect(
      filled(edited) { _ in "2" }.markless
        == edited.replacing("| ❓      |", with: "| 2       |").replacing("| Pending |", with: "| 2       |")
        .replacing("| -       |", with: "| 2       |").markless)
    let renewed = filled(edited, refresh: true) { if case .actual = $0.want { "3" } else { nil } }
    #expect(renewed.markless == edited.replacing("| 1        |", with: "| 3        |").markless)
  }

  @Test func withoutValuesNothingChanges() {
    #expect(filled(Self.table) { _ in nil } == Self.table)
  }

  @Test func lineEndsAndTheMissingLastOneAreKept() {
    let text = "| Metric | Target | Actual |\r\n|---|---|---|\r\n| p95 | 1s | ??? |"
    let result = filled(text) { _ in "0.9 s" }
    #expect(result.hasPrefix("| Metric | Target | Actual |\r\n|---|---|---|\r\n| p95 | 1s | 0.9 s |\r\n\r\n<!--"))
    #expect(!result.replacing("\r\n", with: "").contains("\n"))
  }

  @Test func boxesFactsResultsAndEntriesAreFound() {
    let text = """
      **Test date:** TBD
      - CPU:

      - [ ] p99 < 400ms
      - [x] p95 < 400ms
      - [ ] Write docs

      ## Results

      - p95: ???
      - p50: 12ms

      | Endpoint | p95 | Baseline p95 |
      |---|---|---|
      | GET /a | ??? | N/A |

      ## Bottlenecks identified

      1. [To be filled]
      2. Slow disk
      """
    #expect(
      wishes(text) == [
        "fact test date", "fact cpu", "box request.duration p99 < 0.4", "request.duration p95 unstated",
        "request.duration p95 named(\"GET /a\")", "before request.duration p95 named(\"GET /a\")",
        "bottlenecks identified 1",
      ])
    let result = filled(text) { slot in if case .box = slot.want { "x" } else { "V" } }
    #expect(result.contains("**Test date:** V\n- CPU: V\n"))
    #expect(result.contains("- [x] p99 < 400ms"))
    #expect(result.contains("| GET /a | V | V |"))
    #expect(result.contains("1. V\n2. Slow disk\n"))
  }

  @Test(
    "Filling changes nothing but placeholders, and the second time nothing",
    arguments: [
      "01-endpoint-statistics.md", "02-endpoint-target.md", "03-metric-target.md", "04-load-levels.md", "05-bullets.md",
      "06-checklist.md", "08-alerts.md", "11-ranges.md", "14-odd.md",
    ])
  func fixtures(file: String) throws {
    let bytes = try FixtureFiles.bytes("objectives/" + file)
    let document = MarkdownDocument(bytes, name: file)
    let plan = FillPlan(document, objectives: ObjectiveDocumentReader.read(document))
    let fillings = plan.slots.map { Filling(slot: $0, text: "V") }
    let filled = DocumentFiller.fill(document, fillings)
    // Outside of the slots and the blanks around them nothing has changed.
    var (kept, position) = ([UInt8](), 0)
    for slot in plan.slots {
      kept += bytes[position..<slot.range.lowerBound] + [UInt8(ascii: "V")]
      position = slot.range.upperBound
    }
    kept += bytes[position...]
    let body = MarkdownMark.body(filled)
    #expect(body.filter { $0 != UInt8(ascii: " ") } == kept.filter { $0 != UInt8(ascii: " ") })
    let again = MarkdownDocument(filled, name: file)
    let second = FillPlan(again, objectives: ObjectiveDocumentReader.read(again))
    #expect(second.slots.isEmpty)
    #expect(DocumentFiller.fill(again, second.slots.map { Filling(slot: $0, text: "W") }) == filled)
  }
}

private enum MarkdownMark {
  /// The bytes before the comment of the fill and the empty line above it.
  static func body(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("<!-- perfreport fill") else { return bytes }
    return Array(text.markless.utf8)
  }
}

extension String {
  fileprivate var markStart: String.Index { firstRange(of: "<!-- perfreport fill")?.lowerBound ?? endIndex }
  /// Without the comment and the empty line above it.
  fileprivate var markless: String {
    var text = self[..<markStart]
    if text.endIndex < endIndex, text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
