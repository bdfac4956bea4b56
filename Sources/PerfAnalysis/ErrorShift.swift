import PerfModel

/// Where the share of failures changed, latency over all responses mixes two changes: failures are often faster. The successful
/// requests speak instead where the tool separates them.
enum ErrorShift {
  /// The label under which k6 separates requests with an expected response.
  static let successLabels: Labels = ["expected_response": "true"]

  static func apply(to rows: inout [Row]) {
    let shifted = Set(
      rows.lazy.filter {
        $0.key.metric == .requestErrorRatio && $0.key.labels.isEmpty && isVisible($0.verdict)
      }.map(\.key.endpoint))
    guard !shifted.isEmpty else { return }
    let successful = Set(
      rows.lazy.filter {
        $0.key.metric == .requestDuration && $0.key.labels == successLabels && $0.verdict != .notComparable
      }.map(\.key.endpoint))
    for index in rows.indices
    where rows[index].key.metric == .requestDuration && shifted.contains(rows[index].key.endpoint) {
      let hasSuccessful = successful.contains(rows[index].key.endpoint)
      if rows[index].key.labels == successLabels {
        let isComparable = rows[index].verdict != .notComparable
        rows[index].isGated = isComparable && GatedFamily.quantiles.contains(rows[index].statistic)
      } else if rows[index].key.labels.isEmpty {
        if hasSuccessful { rows[index].isGated = false }
        rows[index].warnings.append(
          .init(
            id: "conditional-latency",
            text: "the error ratio changed: this latency includes failed requests"
              + (hasSuccessful ? "; the successful ones are gated instead" : "")))
      }
    }
  }

  private static func isVisible(_ verdict: Verdict) -> Bool {
    switch verdict {
    case .regressed, .likelyWorse, .worseWithinMargin, .improved, .likelyImproved: true
    case .equivalent, .inconclusive, .notComparable, .noData, .new, .missing: false
    }
  }
}
