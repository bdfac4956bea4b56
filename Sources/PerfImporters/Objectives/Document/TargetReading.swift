import PerfModel

/// Readings of phrases with what a document's place adds: which side of a bound an alert means, and that a bound on the wrong
/// side of what is good is never taken as it stands.
enum TargetReading {
  /// A phrase, in a list that may state the bad side. The nature of the metric tells which side is stated; where it has none,
  /// an alert list states the bad one.
  static func phrase(_ text: String, _ context: PhraseContext, inAlertList: Bool) -> PhraseReading {
    var plain = context
    plain.isAlert = false
    let asGood = PhraseReader.read(text, in: plain)
    guard inAlertList else { return checked(asGood) }
    var alert = context
    alert.isAlert = true
    let asBad = PhraseReader.read(text, in: alert)
    switch (side(asGood), side(asBad)) {
    case (_, .good): return asBad
    case (.good, _): return asGood
    case (_, .neither): return asBad
    default: return checked(asBad)
    }
  }

  /// A row of a table of metrics: the name may say more than the metric ("Search latency"), so that both are read as one phrase.
  static func row(_ name: String, _ cell: String, _ context: PhraseContext) -> PhraseReading {
    let phrase = PhraseReader.read("\(name): \(cell)", in: context)
    if case .targets = phrase { return checked(phrase) }
    let amount = PhraseReader.readAmount(cell, in: context)
    if case .targets = amount { return checked(amount) }
    return phrase == .notATarget ? amount : phrase
  }

  /// A cell that holds only an amount.
  static func amount(_ text: String, _ context: PhraseContext) -> PhraseReading {
    checked(PhraseReader.readAmount(text, in: context))
  }

  /// On which side of its bounds a reading wants the values to be, seen from what is good for the metric.
  private enum Side {
    case good
    case bad
    case neither
  }

  private static func side(_ reading: PhraseReading) -> Side {
    guard case .targets(let targets) = reading else { return .neither }
    let sides = targets.map(side)
    if sides.contains(.bad) { return .bad }
    return sides.contains(.good) ? .good : .neither
  }

  private static func side(_ target: PhraseTarget) -> Side {
    if case .change = target.bound { return .neither }
    guard let direction = MetricCatalogue.metric(target.metric)?.direction else { return .neither }
    switch (direction, target.comparator) {
    case (.informational, _), (_, .equal): return .neither
    case (.lowerIsBetter, .less), (.lowerIsBetter, .atMost), (.higherIsBetter, .greater), (.higherIsBetter, .atLeast):
      return .good
    default: return .bad
    }
  }

  private static func checked(_ reading: PhraseReading) -> PhraseReading {
    guard side(reading) == .bad else { return reading }
    return .notUnderstood("the bound is on the bad side of what it measures; only an alert list states that")
  }
}
