import PerfModel

/// What words of a phrase say.
enum Meaning {
  case metric(MetricWord)
  /// A figure that only counts as a metric beside a statistic: "p95 duration", but "Duration: 10 min" is a setting.
  case weakMetric(MetricWord)
  /// Something that no run of a load test records, and why.
  case unmeasurable(String)
  case statistic(Statistic)
  /// "max", "min": a statistic before a name, a comparison before an amount.
  case extreme(Extreme)
  case comparator(Objective.Comparator)
  /// "over", "under", "within": a comparison, or the start of a window or a load.
  case comparingPreposition(Objective.Comparator)
  /// "or less" behind an amount; nil for "or better".
  case orSide(Objective.Comparator?)
  case between
  case scenario(String)
  /// "load", "traffic": says that the words before it name one.
  case load
  case tier(Objective.Tier)
  case alert
  case change(Change)
  /// "target", "baseline" behind a multiple.
  case reference(Reference)
  /// "twice", "half": an amount in a word.
  case multiple(Double)
  /// "double", "halve": also a goal by itself.
  case scaling(Double)
  /// "zero", "no".
  case none
  case not
  case everyEndpoint
  /// "API", "endpoint", "requests": what every metric here is about.
  case generic
  /// "indexed", "SQL": a figure of the database.
  case query
  /// "active", "idle", "waiting" of connections.
  case state(ConnectionState)
  /// "per instance": the run stands for one.
  case perInstance
  /// "per user": a quotient that is not measured.
  case perOther
  /// "monthly": longer than any run.
  case longTerm
  case preposition(Preposition)
  case and
  case or
  case filler
  /// "support", "handle": what follows has to be reached.
  case supports
  /// A remark that takes nothing back: "required".
  case note
  /// "excluding", "unless": what follows changes the meaning.
  case condition
  /// "was", "last": the phrase tells what happened.
  case narrative
  /// "timeout", "ramp-up": a setting of the test or the system.
  case setting
  case success
}

/// What a name measures; some wait for the amount to tell which metric it is.
enum MetricWord: Hashable {
  case metric(MetricID)
  /// A share with %, a count without.
  case errors
  /// 1 − error ratio.
  case availability
  /// Active, unless idle or waiting is said.
  case connections
  /// "connections" alone, which a pool or the heading has to explain.
  case plainConnections
  /// The mean, unless the maximum is said.
  case query
}

extension MetricWord {
  /// Names for a place ("Availability" in front of a table's row) that only the amount in the row turns into a metric of the
  /// catalogue. They go from `Subject` to `PhraseContext` and are never a target's metric.
  private static let places: [(word: MetricWord, id: MetricID)] = [
    (.availability, MetricID(rawValue: "phrase.availability")),
    (.errors, MetricID(rawValue: "phrase.errors")),
    (.query, MetricID(rawValue: "phrase.query")),
  ]

  /// The name for a place, nil where the word is a metric of the catalogue or none without more words.
  var placeID: MetricID? { Self.places.first { $0.word == self }?.id }

  init(placeID: MetricID) {
    self = Self.places.first { $0.id == placeID }?.word ?? .metric(placeID)
  }
}

enum Extreme {
  case maximum
  case minimum
}

enum Change {
  case decrease
  case increase
  case improve
  case worsen
  /// "faster", which is better by an unclear measure unless it is a multiple.
  case faster
}

enum Reference {
  case target
  case baseline
}

enum ConnectionState {
  case active
  case idle
  case waiting
}

enum Preposition {
  case of
  case toward
  case by
  case from
  case at
  case with
  case during
  case inside
  case on
  case forWhat
}
