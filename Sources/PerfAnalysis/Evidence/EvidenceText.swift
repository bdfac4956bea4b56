import PerfUnits

/// Numbers in sentences about evidence.
enum EvidenceText {
  /// A statement inside a sentence.
  static func shortened(_ text: String, to length: Int) -> String {
    text.count > length ? String(text.prefix(length - 1)) + "…" : text
  }

  /// Times on one scale.
  static func times(_ seconds: [Double]) -> [String] {
    let scale = DisplayScale(for: seconds, dimension: .time)
    return seconds.map { $0 == 0 ? "0" : scale.text($0) }
  }

  /// `12`, `2.67`: calls for each request.
  static func count(_ value: Double) -> String {
    abs(value - value.rounded()) < 0.005 && abs(value) < 1e15
      ? NumberText.grouped(Int(value.rounded())) : NumberText.significant(value, digits: 3)
  }

  /// `, 73 % of what its mean changed by (63.1 ms → 1.65 ms)`; empty where nobody can tell.
  static func share(_ share: Double?, of change: EndpointChange) -> String {
    guard let share, let before = change.before.mean, let after = change.after.mean else { return "" }
    let means = times([before, after])
    let measured = "what its mean changed by (\(means[0]) → \(means[1]))"
    guard share > 0 else { return ", against \(measured)" }
    return ", \(percent(share)) of \(measured)"
  }

  /// `73 %`, `0.9 %`.
  static func percent(_ share: Double) -> String {
    NumberText.significant(share * 100, digits: share < 0.995 ? 2 : 3) + " %"
  }
}
