import PerfAnalysis
import PerfDiagnostics
import Testing

@testable import PerfReportCLI

/// `perfreport.yml` and the amounts in it and after options.
struct ConfigFileTests {
  @Test(arguments: [
    ("5%", 0.05), ("5 %", 0.05), ("0.05", 0.05), ("0", 0), ("100%", 1), ("5", nil), ("1000%", nil), ("-5%", nil),
    ("nan", nil), ("inf", nil), ("1e400", nil), ("", nil), ("%", nil), ("5ms", nil),
  ])
  func shares(text: String, share: Double?) {
    #expect(Amount.share(text) == share)
  }

  @Test(arguments: [
    "margins: {center: 5}", "margins: {center: 1000%}", "noise: {runToRun: 500%}", "margin: {center: 5%}",
    "directions: {request.duration: higher}", "directions: {request.duration: informational}",
    "directions: {request.rate: lower}", "gate: [request.duratoin]",
  ])
  func aLineThatWouldOpenTheGateIsAnError(text: String) {
    #expect(throws: Diagnostic.self) { try ConfigFile(text: text, name: "perfreport.yml").policy() }
  }

  @Test func whatHasNoDirectionMayBeGivenOne() throws {
    let text = "directions: {custom.queue: lower, request.count: higher, request.rate: higher}"
    let policy = try ConfigFile(text: text, name: "perfreport.yml").policy()
    #expect(policy.directions.count == 3)
  }
}
