import PerfDiagnostics
import PerfImporters
import PerfModel
import Testing

/// Several reports in one file.
struct ABRunsTests {
  @Test("the k-th report of an endpoint belongs to the k-th run")
  func repeats() throws {
    let runs = try readAB("repeats.txt")
    #expect(runs.map(\.label) == ["run", "run (2)", "run (3)"])
    #expect(runs.map { value($0, .requestCount, "/api/list") } == [60, 60, 60])
    #expect(runs.map { value($0, .requestCount, "/api/item") } == [30, 30, 30])
    // The times taken of both reports of each round.
    #expect(runs.map(\.duration) == [0.077 + 0.044, 0.079 + 0.044, 0.077 + 0.043])
    #expect(runs.map { value($0, .loadUsers) } == [4, 4, 4])
  }

  @Test("one path at several concurrencies is one run, told apart by a label")
  func sweep() throws {
    let runs = try readAB("sweep.txt")
    #expect(runs.count == 1)
    for users in [1, 2, 4] {
      let labels: Labels = ["concurrency": String(users)]
      #expect(value(runs[0], .requestCount, "/api/list", labels) == 60)
      #expect(value(runs[0], .loadUsers, "/api/list", labels) == Double(users))
    }
    #expect(value(runs[0], .loadUsers) == nil)
  }

  @Test("one path of several hosts is told apart by the host")
  func hosts() throws {
    let here = try FixtureFiles.bytes("ab-text/after-feed.txt")
    let there = Array(String(decoding: here, as: UTF8.self).replacing("18081", with: "18082").utf8)
    let runs = try readAB(here + there)
    #expect(runs.count == 1)
    #expect(value(runs[0], .requestCount, "127.0.0.1:18081/api/feed") == 600)
    #expect(value(runs[0], .requestCount, "127.0.0.1:18082/api/feed") == 600)
    #expect(value(runs[0], .requestCount, "/api/feed") == nil)
  }

  @Test("a refused invocation among good ones is an error in the first run")
  func refusedAmongGood() throws {
    let bytes =
      try FixtureFiles.bytes("ab-text/after-feed.txt") + FixtureFiles.bytes("ab-text/refused-stderr.txt")
      + [UInt8(ascii: "\n")] + FixtureFiles.bytes("ab-text/after-login.txt")
    let runs = try readAB(bytes)
    #expect(runs.count == 1)
    #expect(value(runs[0], .requestCount, "/api/feed") == 600)
    #expect(value(runs[0], .requestCount, "/api/auth/login") == 600)
    let finding = try #require(runs[0].diagnostics.first)
    #expect(finding.id == .abNoResult)
    #expect(finding.severity == .error)
    #expect(finding.message == "ab printed no result: apr_socket_recv: Connection refused (111)")
    // after-feed.txt has 42 lines.
    #expect(finding.location?.line == 43)
  }

  @Test("reports whose banners were cut away are told apart by their repeated labels")
  func withoutBanners() throws {
    let text = String(decoding: try FixtureFiles.bytes("ab-text/after-feed.txt"), as: UTF8.self)
    let body = String(text[try #require(text.firstRange(of: "Document Path:")).lowerBound...])
    let runs = try readAB(Array((body + body).utf8))
    #expect(runs.count == 2)
    #expect(runs.map { value($0, .requestCount, "/api/feed") } == [600, 600])
  }
}
