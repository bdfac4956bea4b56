import PerfImporters
import PerfModel
import PerfUnits
import Testing

/// Lines that must not become a target: riddles, what no run can answer, and prose.
struct PhraseRefusalTests {
  /// They look like targets; a guess could be wrong.
  static let riddles = [
    // No statistic: the mean and the p99 of a run are far apart.
    "Response time < 500ms", "Latency: < 200ms", "GET /api/feed < 200ms", "Login: < 90ms", "TTFB < 100ms",
    "Latency: max 200ms", "Search under 300 ms", "Peak latency < 2s",
    // No unit.
    "p95 < 200", "p95: 200", "Throughput > 500", "Memory < 512", "Error rate < 0.5", "Error rate < 0.01", "CPU < 75",
    // Units that can be several things.
    "Memory < 512M", "Memory < 2G", "Memory < 4Gb",
    // Shares of what is none.
    "p95 latency < 5%", "Memory < 80%", "Goroutines < 50%", "p95 < 50 rps",
    // The wrong side, and no alert.
    "p95 latency > 200ms", "Error rate > 1%", "Throughput < 100 rps", "Availability < 99.9%", "p95: 200ms+",
    "CPU > 75%", "Alert when p95 < 200ms", "p95 latency > 2x target",
    // Two readings of one line.
    "p95 < 200ms or p99 < 400ms", "p50/p95 < 50ms/100ms", "p95 p99 < 400ms", "p95 < 200ms 400ms",
    "Login p95 < 90ms, error rate < 1%", "P95 > 900ms, Error rate > 2% for 5 minutes",
    "p95 < 200ms, p99 < 400ms for API endpoints", "p95 < 200ms, p99 < 400ms at 400 rps", "200ms < p95 < 400ms",
    "p95 < 100-150 ms", "Warning: p95 200-500ms", "p95 latency and error rate < 1%", "5 500 errors max",
    // Conditions and rests.
    "p95 < 200ms excluding uploads", "p95 < 200ms (except cold start)", "p95 < 200ms after cache is warm",
    "p95 < 200ms unless degraded", "p95 < 200ms?", "p95 < 200ms in production", "Error rate < 1% only on retries",
    "p95 < 200ms (5xx only)", "p95 < 200ms gold customers",
    // Exact values, changes and multiples that leave the size open.
    "p95 = 200ms", "Error rate = 1%", "30% faster p95", "Reduce error rate below 1%", "Reduce p95 latency 200ms",
    "Error rate increases by more than 5%", "10% increase in p95 latency", "up to 40% reduction in p95 latency",
    "No performance regression in p95", "p95 within 10% of baseline",
    "Alert when performance regresses by more than 20%",
    "p95 < 2x", "20% reduction in latency",
    // Loads that may be targets.
    "Concurrent users: 400", "Users: 50", "Maximum throughput: 500 rps", "Support up to 200ms p95",
    // Rates of something else, and settings.
    "90 orders/min minimum", "API calls: p95 request timeout < 30s", "p95 query wait < 5ms per user",
    "Average session length: 5 minutes", "No errors in the log", "New users: 400+", "Peak error rate < 2%",
    "p95 < 300ms for login and search", "Memory: 16 GB", "CPU: 4 cores", "p95: <100ms, <200ms",
    "p95 < 200ms (was 300ms)", "p95 < 200ms, measured at the gateway", "p95 < 2s at 2x load", "p95 < 1e3 ms",
    "99.9% of requests succeed within 1s", "p95 < 200ms at 400 rps at 800 rps",
    "p95 > 2s for 5 minutes for 10 minutes", "connections < 20", "Login: ≥ 50 logins/s", "Memory: 512M",
    "Hard limit: 250ms",
    "less than 10 ms", "Error rate < 150%", "Availability: 120%", "p95 < 0ms",
  ]

  /// Clear as targets, but no run of a load test can tell.
  static let unmeasurable = [
    "No connection leaks", "- [ ] No connection leaks", "No crashes", "No memory leaks", "Zero OOM kills",
    "No deadlocks",
    "No data loss", "Zero downtime restarts", "No timeouts", "No pod restarts", "Zero panics", "No goroutine leaks",
    "LCP < 2.5s", "Page load time: < 3s", "Disk usage < 80%", "Network bandwidth < 100 MB/s", "Queue depth < 1000",
    "Apdex > 0.9", "Error budget: 0.1%", "MTTR < 30 min", "Code coverage > 80%", "Timeout rate < 0.1%", "4xx rate < 2%",
    "Monthly availability: 99.9%", "Uptime: 99.95% per month", "Availability 99.9% over 30 days", "Startup time < 5s",
    "Query p95 < 50ms", "Error rate < 1% for 48 hours", "Replication lag < 1s", "No crashes under sustained load",
  ]

  /// Nothing of this is a target.
  static let prose = [
    "", "   ", "-", "???", "TBD", "p95: ???", "p95: TBD", "Performance targets", "## Latency goals (95th percentile)",
    "Goals", "Under normal load (400 req/s):", "Response times", "Throughput", "Success criteria",
    // What was.
    "We saw 300 ms last year", "Latency was below 300 ms last year", "The p95 was 180ms before the change",
    "p95 latency improved from 400ms to 200ms", "Reduced p95 latency by 40%",
    "Throughput increased by 2x after the fix",
    "Error rate dropped below 1% yesterday", "Average response time measured: 120 ms",
    "We measured p95 < 200ms in March",
    "In the last run p95 reached 210ms", "Results: p95 180ms, p99 300ms", "The service peaked at 900 req/s",
    // Changelogs, versions, dates.
    "Released 2.3.1 on 12.03.2024", "v1.4.0 - 2024-05-01", "Fixed p95 regression > 200ms in login",
    "Upgraded PostgreSQL from 14 to 16", "Requires Go >= 1.22", "Node.js >= 18", "Python > 3.8", "k6 v0.49.0",
    "Bumped the pool size to 50", "Added a timeout of 30s to the client", "2024-05-01: first draft", "Date: 2024-05-01",
    "Last updated: 12 May 2024", "Meeting at 12:30", "Sprint 14, 3 points", "Version 2.0 of this document",
    // Settings of the test.
    "Duration: 10 minutes", "Test duration: 30 min", "Ramp-up: 30s", "Think time: 2s", "Timeout: 30s",
    "Iterations: 1000", "Arrival rate: 50 req/s", "Warm-up: 1 min", "Stages: 5", "50 virtual users for 10 minutes",
    "Pool size: 20", "Load: 50 rps", "Total requests: 12,345", "Max file size: 10 MB", "Maximum retries: 3",
    "The average user has 3 open tabs", "We support 5 languages", "Response within 2 days", "Scale out at 70% CPU",
    "2 vCPU, 4 GB RAM", "zero-downtime deploys", "PR #1234 reduces p95 by 30%", "1% of requests fail today",
    "400 concurrent users", "Run with 50 users", "Rate limit: 100 requests per minute",
    // Prices, shares, counts.
    "It costs $200 per month", "Price: < $500", "About 40% of our users are in Europe", "20% of traffic is mobile",
    "More than 50% of the teams use it", "3 of 5 servers are up", "Chapter 7", "See section 4.2", "10 GB of storage",
    "The database has 1,500 tables", "AWS m5.large (2 vCPU, 8 GiB)", "Ports 8080 and 9090",
    "Page 3 of 12", "1. Start the server", "Top 10 endpoints", "HTTP 200", "Status: 500",
    // Code and identifiers.
    "if (latency > 200) { alert(); }", "const p95 = percentile(values, 95);", "sleep(0.2)", "return x < 10;",
    "ab -n 1000 -c 50 http://localhost:8080/login", "k6 run --vus 50 script.js", "arr[95] < 200",
    "http://example.com/p95",
    // Sentences around the subject.
    "We use p95 because averages hide outliers.", "The p95 latency is the most important figure.",
    "Latency is measured at the load balancer.", "Errors are logged with their stack trace.",
    "All endpoints respond quickly.", "No changes in this release.", "Users expect fast responses.",
    "See the runbook for details.", "Ask the platform team before raising the limit.",
  ]

  @Test(arguments: riddles)
  func isNotUnderstood(_ line: String) {
    guard case .notUnderstood(let reason) = PhraseReader.read(line, in: PhraseContext()) else {
      Issue.record("\(line): \(PhraseReader.read(line, in: PhraseContext()))")
      return
    }
    #expect(!reason.isEmpty)
  }

  /// Clear but for the unit: they stay objectives, which a check calls unknown and says why.
  @Test(arguments: [
    ("Error rate < 200ms", "request.error_ratio", Dimension.time), ("Throughput > 200 ms", "request.rate", .time),
    ("Cache hit ratio > 20 ms", "cache.hit_ratio", .time), ("Throughput > 20 MB/s", "request.rate", .dataRate),
    ("Errors < 5/min", "request.failed", .frequency), ("p95 latency < 2 GB", "request.duration", .data),
  ])
  func aUnitOfAnotherDimensionIsKept(_ line: String, metric: String, dimension: Dimension) throws {
    guard case .targets(let targets) = PhraseReader.read(line, in: PhraseContext()) else {
      Issue.record("\(line): \(PhraseReader.read(line, in: PhraseContext()))")
      return
    }
    let target = try #require(targets.first)
    #expect(targets.count == 1 && target.metric.rawValue == metric && target.unit.dimension == dimension)
  }

  @Test(arguments: unmeasurable)
  func isNotMeasurable(_ line: String) {
    guard case .notMeasurable(let reason) = PhraseReader.read(line, in: PhraseContext()) else {
      Issue.record("\(line): \(PhraseReader.read(line, in: PhraseContext()))")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test(arguments: prose)
  func isNoTarget(_ line: String) {
    #expect(PhraseReader.read(line, in: PhraseContext()) == .notATarget)
  }

  @Test func theTablesAreLongEnough() {
    #expect(Self.prose.count >= 60)
  }
}
