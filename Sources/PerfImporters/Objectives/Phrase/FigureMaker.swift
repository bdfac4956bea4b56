import PerfModel
import PerfUnits

/// What a clause is about: the metric and the statistic, from its words, from its place or from the amount's unit.
struct Figure {
  let metric: MetricID
  let statistic: Statistic
  /// The words speak of the good share, the metric of the bad one.
  let isTurned: Bool
  /// "max" or "min" that compares instead of naming a statistic.
  let comparator: Objective.Comparator?

  /// How the written value stands to a bound where nothing is said.
  var nature: Objective.Comparator? {
    let nature = MetricNature.comparator(of: metric)
    return isTurned ? nature?.mirrored : nature
  }
}

struct FigureMaker {
  let clause: Clause
  let context: PhraseContext

  /// - Parameters:
  ///   - dimension: the bound's, nil for a bare number or a relative one.
  ///   - percentile: of "95% of requests".
  func make(
    dimension: Dimension?, isPercent: Bool = false, percentile: Statistic? = nil
  ) throws(Refusal) -> Figure {
    var stated = clause.statistics
    if let percentile { stated.append(percentile) }
    if stated.count > 1 { throw .notUnderstood("two statistics: which one is bounded?") }
    let word = try word(dimension: dimension, isPercent: isPercent, stated: stated.first)
    let metric = try metric(of: word, isPercent: isPercent, stated: stated.first)
    let isTurned = word == .availability
    if clause.state != nil, !Self.connections.contains(metric) {
      throw .notUnderstood("\"active\", \"idle\" and \"waiting\" are said of connections")
    }
    let (statistic, comparator) = try statistic(of: metric, stated: stated.first, isTurned: isTurned)
    return Figure(metric: metric, statistic: statistic, isTurned: isTurned, comparator: comparator)
  }

  private static let connections: Set<MetricID> = [MetricNature.active, MetricNature.idle, MetricNature.waiting]

  /// The metric of a row's name or a column's title, where no amount helps.
  func metricOfTitle() throws(Refusal) -> MetricID {
    let word = try word(dimension: nil, isPercent: false, stated: nil)
    if let place = word.placeID { return place }
    return try metric(of: word, isPercent: false, stated: nil)
  }

  // MARK: - Metric

  private func word(dimension: Dimension?, isPercent: Bool, stated: Statistic?) throws(Refusal) -> MetricWord {
    var words = clause.metrics
    if words.count > 1 { words.removeAll { $0 == .errors } }
    if let connections = try connections(words) { return connections }
    if words.count > 1 { throw .notUnderstood("two figures: which one is bounded?") }
    if let word = words.first {
      if clause.isSuccess, word != .availability, word != .metric(.checkPassRatio) {
        throw .notUnderstood("a success of what?")
      }
      // "Query response time" is a figure of the database.
      if clause.isQuery, word == .metric(.requestDuration), !isQuantile(stated) { return .query }
      return word
    }
    if clause.isSuccess, isPercent { return .availability }
    if let fromUnit = wordFromUnit(dimension) { return fromUnit }
    if let metric = context.metric, fits(metric, dimension) { return MetricWord(placeID: metric) }
    if let weak = clause.weakMetric, stated != nil || clause.extreme != nil || context.statistic != nil { return weak }
    if dimension == .time {
      if clause.isQuery { return .query }
      // "Average session length: 5 minutes" is no response time.
      if !clause.names.isEmpty, !clause.hasRoute, stated != nil || clause.extreme != nil, !clause.hasPercentile {
        throw .notUnderstood("a time of what?")
      }
      if let statistic = stated ?? context.statistic, statistic != .value { return .metric(.requestDuration) }
      if clause.extreme != nil || context.tier == .max { return .metric(.requestDuration) }
      throw .notUnderstood("a time of what, and which statistic of it?")
    }
    // Percentiles are spoken of for times.
    if dimension == nil, isQuantile(stated) { return .metric(.requestDuration) }
    // A unit of another dimension: no run can tell, and the check says so.
    if let metric = context.metric, dimension != nil { return MetricWord(placeID: metric) }
    throw .notUnderstood("nothing says what is measured")
  }

  /// "Pool: < 18 active connections", or "connections" below a heading about those of the database.
  private func connections(_ words: [MetricWord]) throws(Refusal) -> MetricWord? {
    guard words.contains(.plainConnections) else { return nil }
    let pool = MetricWord.metric(MetricID(rawValue: "db.connections.utilization"))
    let isKnown = context.metric.map(Self.connections.contains) ?? false
    guard words.allSatisfy({ $0 == .plainConnections || $0 == pool }), words.count > 1 || isKnown else {
      throw .notUnderstood("connections of what?")
    }
    return .connections
  }

  private func wordFromUnit(_ dimension: Dimension?) -> MetricWord? {
    let amount = clause.amounts.first { if case .bound = $0.part { true } else { false } }?.amount
    if amount?.countsUsers == true { return .metric(.loadUsers) }
    switch amount?.counted ?? clause.counted {
    case .requests? where dimension == .frequency || dimension == nil:
      return context.metric == .loadOfferedRate ? .metric(.loadOfferedRate) : .metric(.requestRate)
    case .iterations? where dimension == .frequency || dimension == nil: return .metric(.iterationRate)
    default: return nil
    }
  }

  private func fits(_ metric: MetricID, _ dimension: Dimension?) -> Bool {
    guard let dimension else { return true }
    switch MetricWord(placeID: metric) {
    case .metric: return MetricCatalogue.metric(metric)?.unit.dimension == dimension
    case .query: return dimension == .time
    default: return dimension == .one
    }
  }

  private func metric(of word: MetricWord, isPercent: Bool, stated: Statistic?) throws(Refusal) -> MetricID {
    switch word {
    case .metric(let id):
      guard id == MetricNature.active, let state = clause.state else { return id }
      return Self.connections(in: state)
    case .errors: return isPercent || clause.change != nil ? .requestErrorRatio : .requestFailed
    case .availability: return .requestErrorRatio
    case .connections, .plainConnections: return Self.connections(in: clause.state ?? .active)
    case .query:
      if isQuantile(stated) { throw .notMeasurable("query statistics hold the mean and the maximum, no percentiles") }
      return stated == .maximum || clause.extreme == .maximum && !clause.isExtremeBesideAmount
        ? MetricNature.queryMaximum : MetricNature.queryMean
    }
  }

  private static func connections(in state: ConnectionState) -> MetricID {
    switch state {
    case .active: MetricNature.active
    case .idle: MetricNature.idle
    case .waiting: MetricNature.waiting
    }
  }

  private func isQuantile(_ statistic: Statistic?) -> Bool {
    if case .quantile = statistic { true } else { false }
  }

  // MARK: - Statistic

  private func statistic(
    of metric: MetricID, stated: Statistic?, isTurned: Bool
  ) throws(Refusal) -> (Statistic, Objective.Comparator?) {
    let nature = MetricNature.comparator(of: metric).map { isTurned ? $0.mirrored : $0 }
    switch MetricCatalogue.metric(metric)?.instrument {
    case .distribution: return try distributionStatistic(of: metric, stated: stated)
    case .gauge: return try gaugeStatistic(of: metric, stated: stated)
    case .counter, .scalar, .ratio, nil:
      // The mean of a rate over the run is the rate; a percentile of it is another figure.
      let isMaximum = metric == MetricNature.queryMaximum && stated == .maximum
      guard stated == nil || stated == .mean || stated == .value || isMaximum else {
        throw .notUnderstood("\(metric) has one value, no \(stated?.name ?? "")")
      }
      if clause.isPeakAdjective, metric != .requestRate {
        throw .notUnderstood("a peak of the load or of the figure?")
      }
      if metric == MetricNature.queryMaximum { return (.value, nil) }
      return (.value, try comparator(nature: nature))
    }
  }

  private func distributionStatistic(
    of metric: MetricID, stated: Statistic?
  ) throws(Refusal) -> (Statistic, Objective.Comparator?) {
    if clause.isPeakAdjective { throw .notUnderstood("a peak of the load or of the figure?") }
    if let stated { return (stated, try comparator(nature: .atMost)) }
    if clause.extreme == .maximum, !clause.isExtremeBesideAmount { return (.maximum, nil) }
    if let placed = context.statistic, placed != .value, context.metric == nil || context.metric == metric {
      return (placed, try comparator(nature: .atMost))
    }
    if clause.extreme == .minimum { throw .notUnderstood("the shortest time says nothing about a target") }
    if tierIsMaximum, clause.extreme == nil { return (.maximum, nil) }
    throw .notUnderstood("no statistic is stated: the mean, a percentile or the maximum?")
  }

  private var tierIsMaximum: Bool { (clause.tier ?? context.tier) == .max || context.tier == .max }

  private func gaugeStatistic(of metric: MetricID, stated: Statistic?) throws(Refusal) -> (
    Statistic, Objective.Comparator?
  ) {
    if metric == .loadUsers {
      if !clause.names.isEmpty { throw .notUnderstood("users of what?") }
      if stated != nil { throw .notUnderstood("a statistic of the users") }
      // What the run has to reach, wherever in it.
      return (.maximum, try comparator(nature: .atLeast))
    }
    if clause.isPeakAdjective, clause.extreme == nil, stated == nil { return (.maximum, nil) }
    if clause.isPeakAdjective { throw .notUnderstood("a peak of the load or of the figure?") }
    if clause.extreme == .maximum { return stated == nil ? (.maximum, nil) : (stated ?? .maximum, .atMost) }
    if clause.extreme == .minimum { throw .notUnderstood("the least value of \(metric) is no target") }
    if let stated { return (stated, nil) }
    guard let placed = context.statistic, placed != .value else { return (tierIsMaximum ? .maximum : .value, nil) }
    if context.metric == nil, isQuantile(placed) {
      throw .notUnderstood("does \(placed.name) of the column hold for \(metric) too?")
    }
    return (context.metric == nil || context.metric == metric ? placed : .value, nil)
  }

  /// The comparison that "max" and "min" make, which must not contradict the metric.
  private func comparator(nature: Objective.Comparator?) throws(Refusal) -> Objective.Comparator? {
    switch clause.extreme {
    case nil: return nil
    case .maximum where nature == .atMost: return .atMost
    case .minimum where nature == .atLeast: return .atLeast
    case .maximum: throw .notUnderstood("a maximum of what should be high")
    case .minimum: throw .notUnderstood("a minimum of what should be low")
    }
  }
}
