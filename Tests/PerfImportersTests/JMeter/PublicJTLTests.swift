import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Files that others have recorded or made for their own tests: each is read, or refused with its place.
struct PublicJTLTests {
  private static let files = ["jenkins-performance-plugin", "jmeter", "taurus"].flatMap { folder in
    TestCorpus.files(below: TestCorpus.path("public/loadtest/" + folder)).map { "public/loadtest/\(folder)/\($0)" }
  }.filter { $0.hasSuffix(".jtl") || $0.hasSuffix(".csv") || $0.contains("/testfiles/") }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: files)
  func isReadOrRefused(file: String) throws {
    let bytes = try #require(TestCorpus.bytes(file))
    for id in ["jtl-csv", "jtl-xml"] {
      do {
        let run = try readRaw(id, bytes, name: file)
        #expect(run.series.contains { $0.key.metric == .requestDuration }, "\(file)")
      } catch let error as Diagnostic {
        #expect(error.location?.file == file && error.location?.line != nil && error.hint != nil, "\(file): \(error)")
      }
    }
  }

  /// How many requests the rows of a file hold; counted with grep.
  @Test(
    .enabled(if: TestCorpus.isPresent),
    arguments: [
      ("jenkins-performance-plugin/JMeterResults.jtl", "jtl-xml", 8, 0),
      ("jenkins-performance-plugin/multiLineCSV.jtl", "jtl-csv", 2, 1),
      ("jenkins-performance-plugin/single_result/res.csv", "jtl-csv", 1, 1),
      ("jenkins-performance-plugin/JMeterPublisher.csv", "jtl-csv", 3, 1),
      ("jenkins-performance-plugin/JMeterPublisher_formatted_timeStamp.csv", "jtl-csv", 3, 1),
      ("jenkins-performance-plugin/JENKINS-16627_CSV_instead_of_XML.jtl", "jtl-csv", 3, 0),
      ("taurus/jmeter/jtl/tabs.jtl", "jtl-csv", 4, 0), ("taurus/jmeter/jtl/tranctl.jtl", "jtl-csv", 2, 1),
      ("taurus/jmeter/jtl/quote-guessing-crash.jtl", "jtl-csv", 10, 0),
      ("taurus/jmeter/jtl/doublequoting.jtl", "jtl-csv", 2, 2),
      ("taurus/jmeter/jtl/error-tc-generate-parent.jtl", "jtl-xml", 7, 4),
    ])
  func counts(file: String, id: String, requests: Int, failed: Int) throws {
    let run = try readRaw(id, try #require(TestCorpus.bytes("public/loadtest/" + file)))
    #expect(value(run, .requestCount) == Double(requests))
    #expect(value(run, .requestFailed) == Double(failed))
  }
}
