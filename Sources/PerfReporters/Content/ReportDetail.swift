/// How much of a report is laid out; the steps by which it shrinks to a size.
enum ReportDetail: Hashable {
  /// Everything but some parts, and but the exploratory rows beyond a count.
  case everything(exploratory: Int, without: Set<ReportPart> = [])
  /// The headline and the worst so many newly failing tests, objectives and changed rows.
  case worst(Int)
  /// The headline and its sentences.
  case headline
}

/// What a report can do without, the least important first.
enum ReportPart: CaseIterable {
  /// Rows that are not distinguishable, objectives that are met; their count stays.
  case unchanged
  /// Rows outside the gate; their count stays.
  case exploratory
  case requests
  case resources
  case queries
  case profiles
  /// Series of one side only.
  case oneSided
  /// All evidence but the heaviest three.
  case evidence
  /// What was assumed, and what would settle what is open.
  case advice
  /// What was noticed in the files; its count stays.
  case dataQuality

  /// In a list of what was left out.
  var name: String {
    switch self {
    case .unchanged: "unchanged rows"
    case .exploratory: "exploratory rows"
    case .requests: "what the requests show"
    case .resources: "resources"
    case .queries: "queries"
    case .profiles: "profiles"
    case .oneSided: "series of one side"
    case .evidence: "all evidence but the heaviest"
    case .advice: "assumptions and advice"
    case .dataQuality: "notes on data quality"
    }
  }
}
