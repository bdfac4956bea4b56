import PerfUnits

/// A number with what stands around it, before anybody knows what it is for.
struct Amount {
  /// The lower end of a range, or the number.
  var low: Double
  /// The upper end of a range, or the number.
  var high: Double
  var unit: Unit?
  /// "requests" of `rps` and `req/s`.
  var counted: UnitWord.Counted?
  /// "2x".
  var isMultiple = false
  /// "120+".
  var isOpenAbove = false
  /// "~200ms".
  var isApproximate = false
  /// "400 users".
  var countsUsers = false
  /// Thousands divided by spaces, where the second group could also be a status code: "5 500 errors".
  var mayBeTwoNumbers = false

  var isRange: Bool { low != high }
  var dimension: Dimension? { isMultiple ? nil : unit?.dimension }
  var isPercent: Bool { unit == .percent }
  /// A load: so many users, or so many requests per second.
  var isLoad: Bool { countsUsers || dimension == .frequency }
}
