@testable import PerfAnalysis
import Testing

/// 1,000 routes that differ in one segment: a row may look at the few that share it, and at no others.
struct EndpointIndexTests {
  static let index = EndpointIndex((0..<1000).map { "GET /api/v1/orders/item\($0)/{id}" } + ["Sign in", "SignUp"])

  @Test(arguments: [
    ("GET /api/v1/orders/item7/{id}", ["GET /api/v1/orders/item7/{id}"]),
    ("/item7/:id", ["GET /api/v1/orders/item7/{id}"]),
    ("/other/{id}", []),
    ("/orders", []),
  ])
  func findsRoutesByTheirRarestSegment(_ text: String, _ names: [String]) throws {
    let pattern = try #require(RoutePattern.routes(in: text).first)
    #expect(Self.index.candidates(pattern).map { Self.index.names[$0] } == names)
  }

  /// Nothing but the fit can tell which routes they answer to.
  @Test(arguments: ["/{id}", "/"]) func aRouteWithoutAWordMayBeAny(_ text: String) throws {
    let pattern = try #require(RoutePattern.routes(in: text).first)
    #expect(Self.index.candidates(pattern).count == 1002)
  }

  @Test(arguments: [
    ("Orders item7", ["GET /api/v1/orders/item7/{id}"]),
    ("Orders other", []),
    ("sign-in", ["Sign in"]), ("signin", ["Sign in"]), ("sign up", ["SignUp"]), ("", []),
  ])
  func findsNamesByTheirRarestWord(_ text: String, _ names: [String]) {
    let asked = NameWords(text)
    let found = Self.index.candidates(asked).filter { asked.isContained(in: Self.index.words[$0]) }
    #expect(found.map { Self.index.names[$0] } == names)
    #expect(Self.index.candidates(asked).count <= 2)
  }

  @Test func whatSharesMostWordsComesFirst() {
    let known = Self.index.knownForms(NameWords("orders item7 refund"))
    #expect(known.contains("item7") && !known.contains("refund"))
    let sharing = Self.index.sharing(known)
    #expect(sharing.count == 1000)
    #expect(sharing.first.map { Self.index.names[$0] } == "GET /api/v1/orders/item7/{id}")
  }
}
