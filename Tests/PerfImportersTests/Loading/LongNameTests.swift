import PerfDiagnostics
import PerfModel
import PerfUnits
import Testing

/// Names without an end are refused where series are made: whatever compares or prints them would pay for every byte.
struct LongNameTests {
  private func run(endpoint: String) -> Run {
    var builder = RunBuilder(label: "run", tool: "k6", format: "k6-summary-export")
    builder.addCounter(MetricCatalogue.metric(.requestCount)!, endpoint: endpoint, 1, in: .one)
    return builder.finish()[0]
  }

  @Test func aLongRouteIsKept() {
    #expect(run(endpoint: String(repeating: "a", count: 8_000)).series.count == 1)
  }

  @Test func aNameOfAMegabyteIsLeftOutWithAWord() {
    let run = run(endpoint: String(repeating: "a", count: 1_000_000))
    #expect(run.series == [])
    #expect(run.diagnostics.map(\.id) == [.nameTooLong])
    #expect(run.diagnostics.allSatisfy { $0.message.utf8.count < 200 })
  }

  @Test func aRunDocumentWithOneIsRefused() {
    let name = String(repeating: "a", count: 1_000_000)
    let text =
      #"{"schema": "perfreport/run/1", "runs": [{"label": "a", "tool": "k6", "format": "x", "series": [{"metric": "custom.a", "#
      + #""endpoint": "\#(name)", "unit": "1", "instrument": "counter", "direction": "informational", "basis": "none"}]}]}"#
    #expect(throws: Diagnostic.self) { try K6Files.runs(Array(text.utf8), name: "run.json", as: "perfreport-run") }
  }
}
