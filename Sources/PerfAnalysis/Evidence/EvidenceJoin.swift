import PerfDiagnostics
import PerfModel

/// Lays what was seen inside the service beside what users felt: for each endpoint that changed, the statements, functions and resources
/// that moved with it, ranked by how much of the change they come to.
struct EvidenceJoin {
  let items: [EvidenceItem]
  let profiles: [ProfileComparison]
  let findings: [Diagnostic]

  /// More endpoints than this nobody reads evidence about.
  private static let mostEndpoints = 100

  init(
    _ before: ComparedSide, _ after: ComparedSide, rows: [Comparison], queries: QueryAnalysis?,
    resources: ResourceAnalysis?
  ) {
    guard !before.evidence.isEmpty || !after.evidence.isEmpty else {
      (items, profiles, findings) = ([], [], [])
      return
    }
    let tallies = (
      RequestTally(before.runs, traffic: resources?.routesBefore ?? []),
      RequestTally(after.runs, traffic: resources?.routesAfter ?? [])
    )
    let (moved, uncounted) = EndpointChange.all(rows, tallies.0, tallies.1)
    let changes = moved.prefix(Self.mostEndpoints)
    var names = RouteNames(Array(tallies.0.all.keys) + tallies.1.all.keys)
    let statements = Self.byEndpoint(queries?.changes ?? [], &names)
    let old = ProcessorTime(before.evidence).map { ProcessorEvidence.Side($0, tallies.0, &names) }
    let new = ProcessorTime(after.evidence).map { ProcessorEvidence.Side($0, tallies.1, &names) }
    let isWhole = queries.map { $0.before.isWhole && $0.after.isWhole } ?? false
    let pairs = ProfilePairs(before.evidence, after.evidence, tallies)
    var findings =
      EvidenceComparability.findings(tallies.0, tallies.1, old?.time, new?.time)
      + [EvidenceComparability.goVersions(GoVersions(before.evidence), GoVersions(after.evidence))].compactMap(\.self)
      + EvidenceComparability.uncounted(uncounted) + pairs.findings
    var items: [EvidenceItem] = []
    for change in changes {
      var own = QueryEvidence(change, statements[change.endpoint] ?? [], isWhole: isWhole).items
      if let old, let new {
        do {
          own += try Self.processor(change, old, new, &names)
        } catch {
          // Of every endpoint the same.
          if !findings.contains(error.leavingProfileOut) { findings.append(error.leavingProfileOut) }
        }
      }
      items += own.sorted(by: Self.precedes)
    }
    if !changes.isEmpty {
      items += ServiceEvidence(tallies.0, tallies.1).items(resources?.changes ?? [])
    }
    self.items = items
    self.findings = findings
    profiles = pairs.comparisons
  }

  /// Within an endpoint: the better grade, then what comes to more of the change.
  private static func precedes(_ a: EvidenceItem, _ b: EvidenceItem) -> Bool {
    if a.grade != b.grade { return a.grade < b.grade }
    // A sum comes behind what it sums up.
    if a.kind.isSum != b.kind.isSum { return b.kind.isSum }
    let shares = (a.share ?? 0, b.share ?? 0)
    return shares.0 == shares.1 ? (a.kind.rawValue, a.subject) < (b.kind.rawValue, b.subject) : shares.0 > shares.1
  }

  private static func byEndpoint(_ queries: [QueryChange], _ names: inout RouteNames) -> [String: [QueryChange]] {
    var found: [String: [QueryChange]] = [:]
    for query in queries {
      guard let route = query.route, let endpoint = names.endpoint(route) else { continue }
      found[endpoint, default: []].append(query)
    }
    return found
  }

  /// What the processor and the functions have to do with an endpoint's change.
  /// - Throws: `profile-overflow`.
  static func processor(
    _ change: EndpointChange, _ before: ProcessorEvidence.Side, _ after: ProcessorEvidence.Side,
    _ names: inout RouteNames
  ) throws(Diagnostic) -> [EvidenceItem] {
    guard let evidence = ProcessorEvidence(change, before: before, after: after) else { return [] }
    let isNamed = ProcessorEvidence.isNamed(change.endpoint, before, after)
    let items = [evidence.item].compactMap(\.self)
    guard let old = functions(change.endpoint, of: before, isNamed: isNamed, &names),
      let new = functions(change.endpoint, of: after, isNamed: isNamed, &names)
    else { return items }
    return items
      + (try FunctionEvidence.items(change, before: old, after: new, unit: after.time.unit, isNamed: isNamed))
  }

  /// The samples under the endpoint's own label, or those of the whole process where labels do not tell it apart.
  private static func functions(
    _ endpoint: String, of side: ProcessorEvidence.Side, isNamed: Bool, _ names: inout RouteNames
  ) -> FunctionEvidence.Side? {
    guard let requests = side.tally.requests(endpoint, in: side.time.window) else { return nil }
    guard isNamed else { return .init(profile: side.time.profile, requests: requests, file: side.time.name) }
    let routes = side.time.routes.keys.filter { names.endpoint($0) == endpoint }
    return .init(
      profile: side.time.profile.samples(labelled: ProcessorTime.labels, Set(routes)), requests: requests,
      file: side.time.name)
  }
}
