/// What was seen beside a load test.
extension RunBuilder {
  /// Adds what a profiler recorded; its start and duration are the run's where nothing else tells them.
  public mutating func addProfile(_ profile: Profile) {
    if draft.startedAt == nil, let time = profile.time {
      draft.startedAt = Timestamp(millisecondsSinceEpoch: time / 1_000_000)
    }
    if draft.duration == nil, let duration = profile.duration { draft.duration = Double(duration) / 1e9 }
    draft.profiles.append(profile)
  }

  /// Adds what was seen of a resource over time; its values are in the metric's base unit.
  public mutating func addResource(_ series: ResourceSeries) { draft.resources.append(series) }

  /// Adds what a database counted of its statements; when it was read is the run's start where nothing else tells it.
  public mutating func addQueries(_ capture: QueryCapture) {
    if draft.startedAt == nil { draft.startedAt = capture.time }
    draft.queries.append(capture)
  }

  /// Adds how a database answers a query.
  public mutating func addPlan(_ plan: QueryPlan) { draft.plans.append(plan) }

  /// Adds what an exporter answered once; later answers come after earlier ones.
  public mutating func addScrape(_ scrape: MetricScrape) { draft.scrapes.append(scrape) }
}
