import PerfDiagnostics
import PerfModel
import TestCorpus
import Testing

/// hey, h2load and ab's files, read like the input.
struct SmallFormatTests {
  private static let hey =
    "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n"

  @Test("hey's times are seconds since an undated start, known to a tenth of a millisecond")
  func heyTimes() throws {
    let run = try readRaw(
      "hey-csv", Self.hey + "0.5000,0.0010,0.0005,0.0001,0.4900,0.0080,200,0.2500\n0.2500,0,0,0,0.25,0,503,1.0000\n")
    // From 0.25 s to 1.25 s.
    #expect(run.duration == 1 && run.startedAt == nil)
    #expect(value(run, .requestConnecting, nil, .none, .maximum) == 0.001)
    #expect(value(run, .requestWaiting, nil, .none, .maximum) == 0.49)
    #expect(value(run, .requestErrorRatio) == 0.5 && value(run, .requestCount, nil, ["status": "503"]) == 1)
    guard case .distribution(let durations) = run[SeriesKey(.requestDuration)]?.content else {
      Issue.record("no durations")
      return
    }
    #expect(durations.resolution == 1e-4)
  }

  @Test("hey writes nothing of requests that were not answered: that is no data, and no success")
  func heyRefused() throws {
    let run = try readRaw("hey-csv", Self.hey)
    #expect(run[SeriesKey(.requestDuration)]?.content == .noData)
    #expect(run[SeriesKey(.requestErrorRatio)] == nil)
    #expect(run.diagnostics.map(\.id.rawValue) == ["hey-no-answer"])
  }

  @Test("a status of -1 is a request without an answer")
  func h2load() throws {
    let run = try readRaw("h2load-log", "1795232183369553\t200\t31065\n1795232183369600\t-1\t40\n")
    #expect(value(run, .requestErrorRatio) == 0.5 && value(run, .requestCount, nil, ["status": "0"]) == 1)
    #expect(value(run, .requestDuration, nil, .none, .maximum) == 0.031065)
  }

  @Test(
    "a line that was cut has a number that may be another",
    arguments: [
      ("h2load-log", "1795232183369553\t200\t31065\n1795232183369600\t200\t40"),
      (
        "ab-gnuplot",
        "starttime\tseconds\tctime\tdtime\tttime\twait\nx\t1795231837\t0\t7\t7\t7\nx\t1795231837\t0\t7\t7\t7"
      ),
      ("hey-csv", hey + "0.5,0,0,0,0.5,0,200,0.25\n0.5,0,0,0,0.5,0,200,0.2"),
    ])
  func cut(id: String, text: String) throws {
    let run = try readRaw(id, text)
    #expect(value(run, .requestCount) == 1)
    #expect(run.diagnostics.map(\.id) == [.inputTruncated])
  }

  @Test("ab tells the rate of a long run only: its starts are whole seconds", arguments: [(99, nil), (100, 0.02)])
  func gnuplotRate(seconds: Int, rate: Double?) throws {
    let run = try readRaw(
      "ab-gnuplot",
      "starttime\tseconds\tctime\tdtime\tttime\twait\nx\t1000\t0\t7\t7\t7\nx\t\(1000 + seconds)\t0\t0\t0\t0\n")
    #expect(value(run, .requestRate) == rate)
  }

  @Test("percentiles are the tool's own, of a number of requests that the file does not tell")
  func percentiles() throws {
    let run = try readRaw("ab-percentiles", try FixtureFiles.bytes("ab-percentiles/after-feed.csv"))
    let series = try #require(run[SeriesKey(.requestDuration)])
    #expect(series[.minimum] == 0.024444 && series[.maximum] == 0.078334)
    guard case .distribution(.quantiles(let published)) = series.content else {
      Issue.record("no published quantiles")
      return
    }
    #expect(published.count == nil && published.method == .unstated && published.statistics.count == 101)
    #expect(run.diagnostics.isEmpty)
  }

  @Test("with few requests ab reads percentiles from behind the last, and those are left out")
  func percentilesOfThree() throws {
    let run = try readRaw("ab-percentiles", try FixtureFiles.bytes("ab-percentiles/three.csv"))
    #expect(run.diagnostics.map(\.id.rawValue) == ["ab-percentiles-behind-end"])
    let series = try #require(run[SeriesKey(.requestDuration)])
    // 0.5 + 3 · 0.83 is below 3, 0.5 + 3 · 0.84 is not.
    #expect(series[.quantile(0.83)] == 0.00864 && series[.quantile(0.84)] == nil)
    #expect(series[.maximum] == 0.00864)
  }
}
