@testable import PerfAnalysis
import Testing

struct EndpointMatcherTests {
  static let service = [
    "GET /api/feed", "GET /api/courses", "POST /api/auth/login", "GET /api/users/me", "PUT /carts/{id}",
    "GET /orders/:order/items", "DELETE /api/auth/session",
  ]

  private func match(
    _ text: String, _ names: [String] = service, _ groups: [String: [String]] = [:]
  ) -> EndpointMatcher.Match {
    var matcher = EndpointMatcher(names: names, groups: groups)
    return matcher.match(text)
  }

  @Test(arguments: [
    ("GET /api/feed", "GET /api/feed"),
    ("get /api/feed", "GET /api/feed"),
    ("/api/feed", "GET /api/feed"),
    ("/auth/login", "POST /api/auth/login"),
    ("POST /auth/login", "POST /api/auth/login"),
    ("`POST /auth/login`", "POST /api/auth/login"),
    ("Sign-in (POST /auth/login)", "POST /api/auth/login"),
    ("/auth/login (POST)", "POST /api/auth/login"),
    ("https://shop.example/api/feed?page=2#top", "GET /api/feed"),
    ("shop.example:8080/api/feed", "GET /api/feed"),
    ("{{baseUrl}}/api/feed/", "GET /api/feed"),
    ("PUT /carts/:cart", "PUT /carts/{id}"),
    ("PUT /carts/<id>", "PUT /carts/{id}"),
    ("/carts/*", "PUT /carts/{id}"),
    ("/carts/17", "PUT /carts/{id}"),
    ("/orders/{id}/items", "GET /orders/:order/items"),
    ("GET/HEAD /courses", "GET /api/courses"),
    ("Feed", "GET /api/feed"),
    ("Course", "GET /api/courses"),
    ("Login", "POST /api/auth/login"),
    ("login endpoint", "POST /api/auth/login"),
    ("Auth login", "POST /api/auth/login"),
  ])
  func finds(_ text: String, _ endpoint: String) {
    #expect(match(text) == .endpoints([endpoint]))
  }

  /// A tool's own labels need no route.
  @Test(arguments: [
    ("Sign-in", ["Sign in", "Search"], "Sign in"), ("sign in", ["SignIn", "Search"], "SignIn"),
    ("Übersicht", ["GET /übersicht", "GET /suche"], "GET /übersicht"), ("検索", ["GET /検索", "GET /推荐"], "GET /検索"),
    ("Signin", ["01 sign-in", "02 search"], "01 sign-in"), ("Login", ["Login", "Login (retry)"], "Login"),
    ("GET /feed", ["http://host:80/feed?x=1", "http://host:80/me"], "http://host:80/feed?x=1"),
  ])
  func findsLabels(_ text: String, _ names: [String], _ endpoint: String) {
    #expect(match(text, names) == .endpoints([endpoint]))
  }

  /// What is not there, what the method excludes, and what could be two things is said and not guessed.
  @Test(arguments: [
    ("POST /api/feed", "no endpoint is called 'POST /api/feed'; nearest: GET /api/feed"),
    ("/checkout", "no endpoint is called '/checkout'"),
    ("Log-out", "no endpoint is called 'Log-out'"),
    (
      "Auth",
      "'Auth' could be DELETE /api/auth/session, POST /api/auth/login: say which under 'endpoints:' in perfreport.yml"
    ),
    ("/{id}", "no endpoint is called '/{id}'"),
    ("Feeds of courses", "no endpoint is called 'Feeds of courses'; nearest: GET /api/courses, GET /api/feed"),
    ("/carts/me", "no endpoint is called '/carts/me'; nearest: GET /api/users/me, PUT /carts/{id}"),
    ("/login and /checkout", "no endpoint is called '/login and /checkout'; nearest: POST /api/auth/login"),
    ("API", "no endpoint is called 'API'"), ("", "no endpoint is called ''"), ("/", "no endpoint is called '/'"),
  ])
  func refuses(_ text: String, _ reason: String) {
    #expect(match(text) == .none(reason: reason))
  }

  @Test func oneSuffixOfTwoRoutesIsAmbiguous() {
    let names = ["GET /api/feed", "GET /admin/feed"]
    #expect(
      match("/feed", names)
        == .none(
          reason: "'/feed' could be GET /admin/feed, GET /api/feed: say which under 'endpoints:' in perfreport.yml"))
    #expect(match("/api/feed", names) == .endpoints(["GET /api/feed"]))
  }

  @Test func aPathWithTwoMethodsIsAmbiguous() {
    let names = ["GET /cart", "POST /cart"]
    guard case .none = match("/cart", names) else {
      Issue.record("a path without a method is either")
      return
    }
    #expect(match("POST /cart", names) == .endpoints(["POST /cart"]))
  }

  /// Raw URLs of one route are all meant; a name in the place of a parameter is another route.
  @Test func identifiersAreOneRoute() {
    #expect(
      match("GET /carts/{id}", ["GET /carts/17", "GET /carts/18", "GET /feed"])
        == .endpoints(["GET /carts/17", "GET /carts/18"]))
    guard case .none = match("GET /carts/{id}", ["GET /carts/17", "GET /carts/new"]) else {
      Issue.record("'new' is no identifier")
      return
    }
    #expect(match("/carts/{id}", ["GET /carts/:id", "GET /carts/new"]) == .endpoints(["GET /carts/:id"]))
  }

  @Test func theConfigurationSaysWhatANameMeans() {
    let groups = ["Sign-in": ["* /api/auth/*"], "Feed": ["GET /api/feed", "/courses"], "Gone": ["/checkout"]]
    #expect(match("sign in", Self.service, groups) == .endpoints(["DELETE /api/auth/session", "POST /api/auth/login"]))
    #expect(match("Sign-in", Self.service, ["Sign-in": ["POST /api/auth/*"]]) == .endpoints(["POST /api/auth/login"]))
    #expect(match("Feed", Self.service, groups) == .endpoints(["GET /api/courses", "GET /api/feed"]))
    #expect(
      match("Gone", Self.service, groups)
        == .none(reason: "the configuration maps 'Gone' to '/checkout', which no endpoint matches"))
  }

  @Test func severalRoutesInOneNameAreAllMeant() {
    #expect(match("/feed, /courses") == .endpoints(["GET /api/courses", "GET /api/feed"]))
  }

  @Test func aMisspeltNameIsSuggestedOnly() {
    #expect(
      match("Chekout", ["Checkout", "Search"]) == .none(reason: "no endpoint is called 'Chekout'; nearest: Checkout"))
  }

  /// 20,000 names against 1,000 endpoints, most of them strange, hostile ones among them.
  @Test(.timeLimit(.minutes(1))) func aDocumentOfStrangeNamesIsMatchedInTime() {
    var matcher = EndpointMatcher(names: (0..<1000).map { "GET /service\($0)/item" })
    for row in 0..<20_000 { _ = matcher.match("Strange row \(row)") }
    _ = matcher.match(String(repeating: "/{", count: 100_000))
    _ = matcher.match("GET " + String(repeating: "/a", count: 100_000))
    #expect(matcher.match("/service7/item") == .endpoints(["GET /service7/item"]))
  }
}
