import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import Testing

/// What exporters answer, read like the input.
struct PrometheusTextTests {
  private func read(_ text: String) throws -> Run {
    try #require(try ImporterConformance.read(PrometheusImporter.self, Array(text.utf8), name: "m.prom").first)
  }

  private func family(_ run: Run, _ name: String) throws -> MetricFamily {
    try #require(run.scrapes.first?.families.first { $0.name == name })
  }

  @Test("escapes, blanks, a comma at the end, no value and infinite values")
  func samples() throws {
    let run = try read(
      "# TYPE path_total counter\npath_total { path = \"C:\\\\app\\n\\\"q\\\"\" , } 1.5e3\n"
        + "# TYPE limit gauge\nlimit +Inf\n# TYPE lost gauge\nlost NaN\n")
    let path = try family(run, "path")
    #expect(path.kind == .counter && path.series[0].labels["path"] == "C:\\app\n\"q\"")
    #expect(path.series[0].points == [MetricPoint(time: nil, value: 1500)])
    #expect(try family(run, "limit").series[0].points[0].value == .infinity)
    #expect(try family(run, "lost").series[0].points.isEmpty)
    #expect(run.isEvidence && run.diagnostics.isEmpty)
  }

  @Test(
    "milliseconds of text 0.0.4 and seconds of OpenMetrics are one time",
    arguments: ["1795234099946", "1795234099.946"])
  func times(written: String) throws {
    let run = try read("# TYPE go_goroutines gauge\ngo_goroutines 7 \(written)\n")
    let series = try #require(run.resources.first)
    #expect(series.clock == .wall && series.key.metric == .runtimeGoroutines && series.values == [7])
    #expect(abs(series.times[0] - 1_795_234_099_946_000_000) < 1000)
  }

  @Test("exemplars are passed over, and families of OpenMetrics have no _total")
  func openMetrics() throws {
    let run = try read(
      "# TYPE a counter\na_total{x=\"1\"} 3.0 # {trace_id=\"16fc\"} 1.0 1795232521.68\na_created{x=\"1\"} 1.7e9\n# EOF\n"
    )
    let family = try family(run, "a")
    #expect(family.series.map(\.name) == ["a_created", "a_total"] && family.series[1].points[0].value == 3)
  }

  @Test("federation calls everything untyped; the names tell")
  func untyped() throws {
    let run = try read(
      "# TYPE h_bucket untyped\nh_bucket{le=\"+Inf\"} 4 1795234099946\n# TYPE h_sum untyped\nh_sum 2 1795234099946\n"
        + "# TYPE h_count untyped\nh_count 4 1795234099946\n# TYPE c_total untyped\nc_total 9 1795234099946\n")
    #expect(run.scrapes[0].families.map(\.name) == ["c", "h"])
    #expect(run.scrapes[0].families.map(\.kind) == [.counter, .histogram])
  }

  @Test("the first series again begins the next answer")
  func answers() throws {
    let run = try read("# TYPE go_goroutines gauge\ngo_goroutines 7\ngo_threads 3\ngo_goroutines 9\ngo_threads 4\n")
    #expect(run.scrapes.count == 2 && run.resources.map(\.clock) == [.order, .order])
    #expect(run.resources.first { $0.key.metric == .runtimeGoroutines }?.values == [7, 9])
  }

  @Test(
    "a line that is no sample is left out with its place",
    arguments: [
      ("a{b=\"c\" 1", 9, "the labels are not closed"), ("a{b=c} 1", 5, "a value in quotation marks is missing"),
      ("a{b=\"c} 1", 10, "the quotation mark is not closed"), ("a x", 3, "a value is missing"),
      ("a 1 2 3", 7, "nothing may follow the value and its time"), ("1a 2", 1, "a metric's name begins with a letter"),
      ("a 0x10", 3, "a value is missing"),
    ])
  func flaws(line: String, column: Int, message: String) throws {
    let run = try read("# TYPE b gauge\nb 1\n\(line)\n")
    let found = try #require(run.diagnostics.first)
    #expect(found.id.rawValue == "metrics-line" && found.message.hasPrefix(message))
    #expect(found.location?.line == 3 && found.location?.column == column)
    #expect(run.scrapes[0].families.map(\.name) == ["b"])
  }

  @Test("a machine's processors, memory and clock, as node_exporter tells them")
  func machine() throws {
    let run = try read(
      "# TYPE node_cpu_seconds_total counter\nnode_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} 60\n"
        + "node_cpu_seconds_total{cpu=\"0\",mode=\"iowait\"} 5\nnode_cpu_seconds_total{cpu=\"0\",mode=\"user\"} 35\n"
        + "node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes 400\n"
        + "# TYPE node_time_seconds gauge\nnode_time_seconds 1795234099.5\n")
    func value(_ metric: MetricID) -> Double? {
      run.resources.first { $0.key == ResourceKey(resource: "host", metric: metric) }?.values.first
    }
    #expect(value(.cpuTime) == 35 && value(.cpuAvailableTime) == 100)
    #expect(value(.memoryUsed) == 600 && value(.memoryLimit) == 1000)
    #expect(run.resources.allSatisfy { $0.times == [1_795_234_099_500_000_000] })
  }
}
