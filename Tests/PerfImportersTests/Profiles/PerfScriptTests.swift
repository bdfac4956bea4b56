import PerfDiagnostics
import PerfModel
import TestCorpus
import Testing

/// What `perf script` printed over the years, against FlameGraph's `stackcollapse-perf.pl`.
@Suite(.enabled(if: TestCorpus.isPresent))
struct PerfScriptTests {
  private static let folder = "public/profiles/perf/FlameGraph-test/"

  /// Counts by leaf without the marks of `--all`; that script leaves out a last stack that no empty line ends.
  private static func collapsed(_ name: String) throws -> [String: Int64] {
    let bytes = try #require(TestCorpus.bytes("\(folder)results/\(name)-collapsed-all.txt"))
    var flat: [String: Int64] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let space = try #require(line.lastIndex(of: " "))
      let leaf = String(line[..<space].split(separator: ";").last ?? "")
      flat[leaf.replacing("_[k]", with: "").replacing("_[j]", with: ""), default: 0] +=
        try #require(Int64(line[line.index(after: space)...]))
    }
    return flat
  }

  @Test(
    "without the time, or without the period, samples are what is counted",
    arguments: [
      ("perf-funcab-cmd-01", 0), ("perf-funcab-pid-01", 0), ("perf-java-stacks-02", 0), ("perf-js-stacks-01", 0),
      ("perf-vertx-stacks-01", 1),
    ] as [(String, Int64)])
  func countsSamples(name: String, cut: Int64) throws {
    let totals = try ProfileTotals(corpusProfile("\(Self.folder)\(name).txt"), file: name)
    let oracle = try Self.collapsed(name)
    #expect(totals.sampleTypes == [ProfileValueType("samples", "count")])
    #expect(totals.totals == [oracle.values.reduce(0, +) + cut])
    let flat = Dictionary(uniqueKeysWithValues: totals.entries.map { ($0.name, $0.flat[0]) })
    for leaf in ["func_a", "func_b", "hypercall_page"] { #expect(flat[leaf] == oracle[leaf]) }
  }

  @Test("several events without periods are counted by themselves")
  func severalEvents() throws {
    let totals = try ProfileTotals(
      corpusProfile("\(Self.folder)perf-cycles-instructions-01.txt"), file: "perf")
    #expect(totals.sampleTypes.map(\.type) == ["samples", "instructions samples", "cycles samples"])
    #expect(totals.totals[0] == 444 && totals.totals[1] + totals.totals[2] == 444)
  }

  @Test("the times of the events tell how long perf looked: 343 in 7.92 s, and a mean gap at each end")
  func duration() throws {
    let profile = try corpusProfile("profiles/perf/before/perf.script.txt")
    let seconds = Double(try #require(profile.duration)) / 1e9
    #expect(agree(seconds, 7.92155 * 344 / 342, relative: 1e-3))
    #expect(profile.period?.value == 10_101_010)
    // Of two events nobody can tell.
    #expect(try corpusProfile("\(Self.folder)perf-java-stacks-02.txt").duration == nil)
  }

  /// Each of them once cost a walk over all others: minutes for a line of 300 kB.
  @Test("spaces behind a name take time by their number", .timeLimit(.minutes(1)))
  func manySpaces() throws {
    let text = "swapper 0 [000] 1234.5: 1 cpu-clock: \n ffff foo" + String(repeating: " ", count: 300_000) + "(x)\n\n"
    let profile = try #require(try evidence(Array(text.utf8), name: "perf").first?.profiles.first)
    let totals = try ProfileTotals(profile, file: "perf")
    #expect(totals.entries.map(\.name) == ["foo"])
  }

  @Test(
    "a line of a log is no head", arguments: ["worker 123 error:\nabc def\n", "java 19983 cycles:\n", "a 1 b 2 c:\n"])
  func isNotALog(text: String) {
    #expect(throws: Diagnostic.self) { try evidence(Array(text.utf8), name: "log") }
  }
}
