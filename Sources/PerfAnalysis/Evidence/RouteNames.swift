/// Which endpoint of the load tests the route of a statement, a profile's label or an exporter means: `/api/courses/17` and
/// `/api/courses/:id` are one. Never guesses: what could be several is none.
struct RouteNames {
  private var matcher: EndpointMatcher

  init(_ endpoints: some Sequence<String>) { matcher = EndpointMatcher(names: Set(endpoints).sorted()) }

  mutating func endpoint(_ route: String) -> String? {
    guard case .endpoints(let names) = matcher.match(route), names.count == 1 else { return nil }
    return names[0]
  }
}
