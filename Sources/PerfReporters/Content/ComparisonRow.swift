import PerfAnalysis
import PerfModel

/// A finished row with its words, which are made when they are asked for: of ten thousand endpoints most rows are only counted.
struct ComparisonRow: Hashable {
  let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  var subject: String { SeriesName.subject(comparison.key) }
  var name: [Inline] { SeriesName.inlines(comparison.key) }
  var measure: String { SeriesName.measure(comparison.metric.id, comparison.statistic) }
  var figures: RowFigures { RowFigures(comparison) }

  /// `✗ regressed (not replicated)`, `~ cannot tell (would see ±12 %)`.
  var verdictText: String { verdictWord + (verdictRemark?.whole ?? "") }

  /// The verdict in its tone; a narrow screen has less of what stands in parentheses.
  var verdict: Inline {
    .toned(
      tone,
      [.text(verdictWord)] + (verdictRemark.map { [.aside([.text($0.whole)], short: [.text($0.short)])] } ?? []))
  }

  private var verdictWord: String { Words.symbol(comparison.verdict) + " " + Words.verdict(comparison.verdict) }

  /// One run a side shows no run-to-run variance, so its word is capped; a row that lies within noise is never called "no regression".
  private var verdictRemark: (whole: String, short: String)? {
    switch comparison.verdict {
    case .regressed, .improved:
      let runs = min(comparison.runs.before, comparison.runs.after)
      return comparison.isReplicated ? nil : (" (not replicated)", " (\(Words.count(runs, "run")))")
    case .inconclusive:
      let visible = figures.smallestVisible
      return visible.isEmpty ? nil : (" (would see \(visible))", "")
    case .new where comparison.before != nil: return (" (was zero)", "")
    default: return nil
    }
  }

  var tone: Tone { Words.tone(comparison.verdict) }

  /// What happened to the row, by which reports sort it into sections.
  var kind: Kind {
    switch comparison.verdict {
    case .regressed, .likelyWorse, .worseWithinMargin: .worse
    case .likelyImproved, .improved: .better
    case .equivalent, .inconclusive: .indistinct
    case .notComparable, .noData: .unjudged
    // A row that was zero before is a change, though none that has a percentage.
    case .new: comparison.before == nil ? .oneSided : .worse
    case .missing: .oneSided
    }
  }

  enum Kind: Hashable {
    case worse
    case better
    case indistinct
    case unjudged
    case oneSided
  }

  /// The order of changed rows: worst first, each group by how many margins it moved; ties stay in the order of the catalogue.
  static func worstFirst(_ rows: [ComparisonRow]) -> [ComparisonRow] {
    rows.enumerated().sorted { a, b in
      let ranks = (a.element.rank, b.element.rank)
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      let sizes = (a.element.marginsMoved, b.element.marginsMoved)
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : a.offset < b.offset
    }.map(\.element)
  }

  private var rank: Int {
    switch comparison.verdict {
    case .regressed: 0
    case .likelyWorse: 1
    case .new: 2
    case .worseWithinMargin: 3
    case .improved: 4
    case .likelyImproved: 5
    default: 6
    }
  }

  private var marginsMoved: Double {
    let moved = abs((comparison.scale == .absolute ? comparison.difference : comparison.change) ?? 0)
    guard let margin = comparison.margin, margin > 0 else { return moved }
    return moved / margin
  }
}
