import Foundation
import PerfDiagnostics
import PerfFormats
import PerfImporterConformance
import PerfModel
import TestCorpus
import Testing

@testable import PerfImporters

/// Every report of the corpus against the counts of an independent parser (Python's ElementTree).
@Suite(.enabled(if: TestCorpus.isPresent))
struct JUnitCorpusTests {
  /// What the oracle holds of one file.
  struct Counts: Decodable, Sendable {
    var parse_error: String?
    var root: String?
    var testcases: Int?
    var with_failure: Int?
    var with_error: Int?
    var with_skipped: Int?
    var passed: Int?
    var nested_testsuites: Int?
    var rerun_or_flaky_elements: Int?
    var suite_level_errors: Int?
    var testcase_time_sum_s: Double?
  }

  static let oracle: [String: Counts] = {
    guard let bytes = TestCorpus.bytes("loadtest/junit/oracle_junit.json") else { return [:] }
    return (try? JSONDecoder().decode([String: Counts].self, from: Data(bytes))) ?? [:]
  }()

  static let files = oracle.keys.sorted()
  static let reports = files.filter { JUnitImporter.roots.contains(oracle[$0]?.root ?? "") }
  static let broken = files.filter { oracle[$0]?.parse_error != nil }
  static let foreign = files.filter { !reports.contains($0) && !broken.contains($0) }

  static func bytes(_ key: String) throws -> [UInt8] {
    let paths = ["loadtest/" + key, "public/loadtest/" + key, "public/loadtest/" + key.dropFirst("public/".count)]
    return try #require(paths.compactMap { TestCorpus.bytes($0) }.first, "\(key) is missing")
  }

  static func prefix(_ bytes: [UInt8]) -> ArraySlice<UInt8> { bytes.prefix(ByteSource.prefixLength) }

  @Test func oracleIsWhole() {
    #expect(Self.files.count == 302)
    #expect(Self.reports.count == 250)
    #expect(Self.broken.count == 12)
    #expect(Self.foreign.count == 40)
  }

  /// None that the oracle reads is refused: no producer of the corpus writes a DOCTYPE into a report.
  @Test(arguments: reports)
  func isCounted(key: String) throws {
    let counts = try #require(Self.oracle[key])
    let bytes = try Self.bytes(key)
    #expect(JUnitImporter.sniff(Self.prefix(bytes)) == .certain)

    var source = try ByteSource.bytes(bytes, name: key)
    let report = try JUnitImporter.report(of: &source, limit: 100_000)
    #expect(report.cases == counts.testcases)
    #expect(report.withFailure == counts.with_failure)
    #expect(report.withError == counts.with_error)
    #expect(report.withSkipped == counts.with_skipped)
    #expect(report.cases - report.failed - report.skipped == counts.passed)
    #expect(report.nestedSuites == counts.nested_testsuites)
    #expect(report.attempts == counts.rerun_or_flaky_elements)
    #expect(report.suiteErrors == counts.suite_level_errors)

    // The oracle adds negative times, which are no durations here.
    let text = String(decoding: bytes, as: UTF8.self)
    let negative = text.matches(of: /<testcase [^>]*?time="(-[0-9.]+)"/).compactMap { Double($0.output.1) }
    let sum = try #require(counts.testcase_time_sum_s) - negative.reduce(0, +)
    #expect(abs(report.times.sum - sum) <= 1e-9 * max(1, abs(sum)))
    #expect(report.findings.diagnostics.contains { $0.message.contains("negative") } == !negative.isEmpty)
  }

  @Test(arguments: reports)
  func isRun(key: String) throws {
    let counts = try #require(Self.oracle[key])
    let run = try readJUnit(Self.bytes(key))
    let cases = try #require(counts.testcases)
    #expect(value(run, .testCount) == Double(cases))
    #expect((run.says("no-data") != nil) == (cases == 0 && counts.suite_level_errors == 0))
    let listed = run.series.filter { $0.key.metric == .testFailed && !$0.key.labels.isEmpty }
    #expect(listed.compactMap { $0[.value] }.reduce(0, +) == value(run, .testFailed) ?? 0)
    let skipped = run.series.filter { $0.key.metric == .testSkipped && !$0.key.labels.isEmpty }
    #expect(skipped.compactMap { $0[.value] }.reduce(0, +) == value(run, .testSkipped) ?? 0)
  }

  @Test(arguments: broken)
  func isRefused(key: String) throws {
    let refusal = try #require(junitRefusal(Self.bytes(key)))
    #expect(refusal.severity == .error)
    #expect(refusal.location?.line != nil, "\(refusal.text)")
    #expect(refusal.hint != nil)
  }

  @Test(arguments: foreign)
  func isForeign(key: String) throws {
    let bytes = try Self.bytes(key)
    #expect(Self.oracle[key]?.testcases == 0)
    #expect(JUnitImporter.sniff(Self.prefix(bytes)) == .no)
    #expect(junitRefusal(bytes)?.id.rawValue == "junit-structure")
  }

  /// Failures of a case that passed when it was run again, in the same suite: by hand from the reports.
  @Test(
    arguments: [
      ("junit/mikepenz-action/flaky_retries/flaky_with_classname_file.xml", 0.0, 2.0),
      ("junit/mikepenz-action/flaky_retries/flaky_success_first.xml", 2, nil),
      ("junit/mikepenz-action/flaky_retries/flaky_all_failures.xml", 3, nil),
      ("junit/mikepenz-action/junit_flaky_failure/mixed_flaky_and_passed.xml", 0, 1),
      ("junit/jenkins-junit-plugin/gh-237/TEST-io.olamy.AlwaysFailTest.xml", 1, nil),
      ("junit/mikepenz-action/nested/junit.xml", 3, nil),
    ] as [(String, Double, Double?)])
  func flaky(key: String, failed: Double, flaky: Double?) throws {
    let run = try readJUnit(Self.bytes(key))
    #expect(value(run, .testFailed) == failed)
    #expect(value(run, MetricID(rawValue: "custom.test.flaky")) == flaky)
  }

  @Test("one report in every encoding gives one run")
  func encodings() throws {
    let names = ["utf8_bom", "utf16le_bom", "utf16be_bom", "latin1", "windows1252", "crlf"]
    let original = try readJUnit(Self.bytes("junit/pytest/pytest_xunit2.xml"))
    for name in names {
      let run = try readJUnit(Self.bytes("junit/derived_encodings/\(name).xml"))
      #expect(run.series.count == original.series.count, "\(name)")
      #expect(lines(run) == lines(original), "\(name)")
    }
  }
}
