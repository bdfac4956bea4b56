import PerfAnalysis
import PerfDiagnostics
import PerfModel
import PerfUnits

/// What moved inside the service together with its endpoints: evidence, in the order of its weight, and never called the cause.
enum EvidenceBlocks {
  /// More endpoints than this no reader of a comparison looks through.
  private static let mostEndpoints = 10

  /// - Parameters:
  ///   - checks: what keeps the sides from being compared; it comes first, even where nothing moved.
  ///   - rows: those of the endpoints, to say what moved.
  static func all(_ items: [EvidenceItem], _ checks: [Diagnostic], _ rows: [ComparisonRow]) -> [Block] {
    guard !items.isEmpty || !checks.isEmpty else { return [] }
    var blocks: [Block] = [.heading(level: 3, [.text(items.isEmpty ? "Evidence" : "What moved with it")])]
    if !checks.isEmpty {
      blocks.append(.paragraph([.text("First, what keeps the evidence of both sides from being compared as it is:")]))
      blocks.append(.list(checks.map { [.text($0.message + ($0.hint.map { "; " + $0 } ?? "") + ".")] }))
    }
    guard !items.isEmpty else { return blocks }
    blocks += [
      .paragraph([
        .text(
          "Evidence from profiles, queries and resources beside the runs, for each successful request. It moved together with the endpoint; that is no proof that it is the cause."
        )
      ])
    ]
    let groups = groups(items)
    for group in groups.prefix(mostEndpoints) {
      blocks.append(.paragraph(heading(group.endpoint, rows)))
      blocks.append(.list(group.items.map { line($0) }))
    }
    return blocks + Sections.hidden(groups.count - mostEndpoints, "endpoint")
  }

  /// `GET /api/dashboard: p50 50.6 ms → 1.42 ms, p95 113 ms → 2.52 ms`
  private static func heading(_ endpoint: String?, _ rows: [ComparisonRow]) -> [Inline] {
    guard let endpoint else { return [.text("The whole service")] }
    let moved = rows.map(\.comparison).filter {
      $0.key == SeriesKey(.requestDuration, endpoint: endpoint)
    }.sorted { $0.statistic < $1.statistic }
    let texts = moved.compactMap { row -> String? in
      guard let before = row.before, let after = row.after else { return nil }
      func text(_ value: Double) -> String { DisplayScale(for: [value], dimension: .time).text(value) }
      return "\(row.statistic.name) \(text(before)) → \(text(after))"
    }
    return [.code(endpoint)] + (texts.isEmpty ? [] : [.text(": " + texts.joined(separator: ", "))])
  }

  /// The three that weigh most, for a report with little room.
  static func top(_ items: [EvidenceItem]) -> [Block] {
    let best = heaviest(items)
    guard !best.isEmpty else { return [] }
    return [
      .paragraph([.text("What moved with it, the heaviest first:")]),
      .list(best.map(named)),
    ]
  }

  /// The three that weigh most, without those that add up others.
  static func heaviest(_ items: [EvidenceItem]) -> ArraySlice<EvidenceItem> {
    items.filter { $0.grade != .weak && !$0.kind.isSum }.prefix(3)
  }

  /// With its endpoint in front.
  static func named(_ item: EvidenceItem) -> [Inline] {
    (item.endpoint.map { [.code($0), .text(": ")] } ?? []) + line(item)
  }

  /// `GET /api/dashboard: query SELECT … takes 45.1 ms of a request's 63.1 ms (71 %)`
  static func line(_ bottleneck: Bottleneck) -> [Inline] {
    let endpoint: [Inline] = bottleneck.endpoint.map { [.code($0), .text(": ")] } ?? []
    let subject: [Inline] =
      bottleneck.kind == .query ? [.text("query "), QueryName.inline(bottleneck.subject)] : [.text(bottleneck.subject)]
    return endpoint + subject + [.text(" " + bottleneck.text + ".")]
  }

  /// `strong: query SELECT … 45.1 ms → 0`
  static func line(_ item: EvidenceItem) -> [Inline] {
    var line: [Inline] = [.strong([.text(item.grade.rawValue)]), .text(": ")]
    switch item.kind {
    case .query, .function: line += [.text(item.kind.rawValue + " "), QueryName.inline(item.subject), .text(" ")]
    case .cpuPerRequest, .pool, .resource: line.append(.text(item.subject + ": "))
    case .callsPerRequest: break
    }
    return line + [.text(item.text)]
  }

  private static func groups(_ items: [EvidenceItem]) -> [(endpoint: String?, items: [EvidenceItem])] {
    var groups: [(endpoint: String?, items: [EvidenceItem])] = []
    for item in items {
      if let last = groups.last, last.endpoint == item.endpoint {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((item.endpoint, [item]))
      }
    }
    return groups
  }
}
