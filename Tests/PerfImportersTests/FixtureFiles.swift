import PerfImporterConformance
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// The recorded files beside these tests: `Fixtures/<format id>/…`.
enum FixtureFiles {
  static let root = TestCorpus.repository + "/Tests/PerfImportersTests/Fixtures/"

  /// Fixtures that are several records one after the other, so that a cut between two of them leaves a whole file.
  private static let sequences: Set<String> = [
    "ab-text/sweep.txt", "ab-text/repeats.txt", "k6-csv/v2.2-main.csv", "k6-csv/v2.2-metadata.csv",
    "k6-csv/unix-nano.csv", "pg-stat-statements/v15-lms-before.csv", "pg-stat-statements/v15-lms-after.csv",
    "pg-stat-statements/v15-captured-at.csv", "pg-stat-statements/top5-mean.csv",
    "pg-stat-views/activity.csv", "pg-stat-views/database-captured-at.csv", "pg-stat-views/statio-tables.csv",
    "pg-stat-views/user-tables.csv", "pg-stat-views/user-indexes.csv", "pg-stat-views/statio-indexes.csv",
  ]

  /// Formats whose files are records one after the other, and documents that are read as far as they go.
  private static let shapes: [String: FixtureShape] = [
    "ab-gnuplot": .records, "jtl-csv": .records, "jtl-xml": .report, "vegeta-csv": .records, "hey-csv": .records,
    "h2load-log": .records, "locust-history": .records, "pprof-text": .records, "pprof-cpu": .records,
    "pg-stat-statements": .report, "pg-explain": .records, "pg-log": .records, "pg-csvlog": .records,
    "pg-jsonlog": .records, "resource-csv": .records,
    "goroutine-dump": .records, "folded": .records, "perf-script": .records, "prometheus": .records,
    "docker-stats": .records, "redis-info": .records, "sysstat-text": .records, "sadf-csv": .records,
    "jstat": .records, "vmstat": .records, "top": .records, "free": .records, "pg-stat-views": .report,
  ]

  static func bytes(_ path: String) throws -> [UInt8] {
    try #require(TestCorpus.bytes(ofPath: root + path), "there is no fixture \(path)")
  }

  /// All fixtures of a format.
  static func all(of id: String) -> [Fixture] {
    TestCorpus.files(below: root + id).compactMap { file in
      let name = id + "/" + file
      return TestCorpus.bytes(ofPath: root + name).map { bytes in
        Fixture(name: name, bytes: bytes, shape: sequences.contains(name) ? .records : shapes[id])
      }
    }
  }
}

/// A statistic of a series of a run.
func value(
  _ run: Run, _ metric: MetricID, _ endpoint: String? = nil, _ labels: Labels = .none, _ statistic: Statistic = .value
) -> Double? {
  run[SeriesKey(metric, endpoint: endpoint, labels: labels)]?[statistic]
}
