import PerfDiagnostics
import PerfModel
import Testing

@testable import PerfAnalysis

/// Which Go built the two sides.
@Suite struct GoVersionsTests {
  private static func exporter(_ versions: String...) -> Run {
    var builder = RunBuilder(label: "m", tool: "prometheus", format: "prometheus")
    let series = versions.map {
      MetricSeries(name: "go_info", labels: ["version": $0], points: [MetricPoint(time: nil, value: 1)])
    }
    builder.addScrape(MetricScrape(families: [MetricFamily(name: "go_info", kind: .gauge, series: series)]))
    return builder.finish()[0]
  }

  private static func profile(_ file: String) throws -> Run {
    try MadeProfile(samples: [("runtime.main", nil, 1)], file: file).run()
  }

  @Test(
    "of the paths that installers of Go choose",
    arguments: [
      ("/usr/lib/go-1.19/src/runtime/proc.go", "go1.19"), ("/root/sdk/go1.22.1/src/runtime/proc.go", "go1.22.1"),
      ("/opt/hostedtoolcache/go/1.23.4/x64/src/runtime/proc.go", "go1.23.4"),
      ("/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.24.0.linux-amd64/src/runtime/proc.go", "go1.24.0"),
      ("/usr/local/go1.25rc1/src/runtime/proc.go", "go1.25rc1"),
      ("/nix/store/0a1b-go-1.22.1/share/go/src/runtime/proc.go", "go1.22.1"),
      // Most say nothing.
      ("/usr/local/go/src/runtime/proc.go", nil), ("runtime/proc.go", nil), ("", nil),
      ("/home/gopher/go-app/src/runtime/proc.go", nil), ("/usr/lib/go-1.19/src/other/proc.go", nil),
    ] as [(String, String?)])
  func paths(file: String, version: String?) throws {
    #expect(GoVersions([try Self.profile(file)]).found == Set([version].compactMap(\.self)))
  }

  @Test("another version is said, by exporters before profiles")
  func another() throws {
    let old = [Self.exporter("go1.19.8"), try Self.profile("/usr/lib/go-1.22/src/runtime/proc.go")]
    let new = [Self.exporter("go1.22.1"), try Self.profile("/usr/lib/go-1.22/src/runtime/proc.go")]
    let said = EvidenceComparability.goVersions(GoVersions(old), GoVersions(new))
    #expect(said?.id == .evidenceComparability)
    #expect(said?.message.contains("go1.19.8 before and go1.22.1 after") == true)
    let profiles = try ["1.19", "1.22"].map { GoVersions([try Self.profile("/usr/lib/go-\($0)/src/runtime/proc.go")]) }
    #expect(EvidenceComparability.goVersions(profiles[0], profiles[1]) != nil)
  }

  @Test("the same version, one that nobody tells, and another exporter are no other version")
  func same() throws {
    let one = GoVersions([Self.exporter("go1.22.1")])
    let two = GoVersions([Self.exporter("go1.22.1", "go1.19.8")])
    #expect(GoVersions.difference(one, one) == nil && GoVersions.difference(one, GoVersions([])) == nil)
    #expect(GoVersions.difference(one, two) == nil && GoVersions.difference(two, one) == nil)
  }

  /// One service beside the same exporter of the machine.
  @Test func oneOfSeveral() throws {
    let old = GoVersions([Self.exporter("go1.22.1", "go1.19.8")])
    let new = GoVersions([Self.exporter("go1.23.0", "go1.19.8")])
    let difference = try #require(GoVersions.difference(old, new))
    #expect(difference.before == ["go1.22.1"] && difference.after == ["go1.23.0"])
  }
}
