import PerfAnalysis

/// The margins that can be set, by the name they have in `perfreport.yml` and after `--margin`.
enum MarginSetting: String, CaseIterable {
  case center
  case upper
  case tail
  case rate
  case ratio
  case durationFloor

  /// Sets the margin from text; false where the text is of another kind.
  func set(_ text: String, in margins: inout Margins) -> Bool {
    let amount: Double? =
      switch self {
      case .center, .upper, .tail, .rate: Amount.share(text)
      case .ratio: Amount.points(text)
      case .durationFloor: Amount.seconds(text)
      }
    guard let amount else { return false }
    switch self {
    case .center: margins.center = amount
    case .upper: margins.upper = amount
    case .tail: margins.tail = amount
    case .rate: margins.rate = amount
    case .ratio: margins.ratio = amount
    case .durationFloor: margins.durationFloor = amount
    }
    return true
  }

  /// What the text has to be.
  var expectation: String {
    switch self {
    case .center, .upper, .tail, .rate: "a share such as 5%"
    case .ratio: "percentage points such as 0.1pp"
    case .durationFloor: "a time such as 1ms"
    }
  }

  /// How it is written in `perfreport.yml`.
  var example: String {
    switch self {
    case .center, .upper, .tail, .rate: "\(rawValue): 5%"
    case .ratio: "ratio: 0.1pp"
    case .durationFloor: "durationFloor: 1ms"
    }
  }
}
