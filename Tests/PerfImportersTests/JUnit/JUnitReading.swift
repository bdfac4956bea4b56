import PerfDiagnostics
import PerfFormats
import PerfImporterConformance
import PerfModel
import Testing

@testable import PerfImporters

/// The run in a report.
func readJUnit(_ bytes: [UInt8]) throws(Diagnostic) -> Run {
  try ImporterConformance.read(JUnitImporter.self, bytes, name: "report.xml")[0]
}

func readJUnit(_ text: String) throws(Diagnostic) -> Run { try readJUnit(Array(text.utf8)) }

/// What a report is refused with, nil where it is read.
func junitRefusal(_ bytes: [UInt8]) -> Diagnostic? {
  do {
    _ = try readJUnit(bytes)
    return nil
  } catch {
    return error
  }
}

/// Every series of a run as `metric case statistic=value`, without the sum and the extremes of a single time.
func lines(_ run: Run) -> [String] {
  run.series.map { series in
    let name = [series.key.metric.rawValue, series.key.labels["case"]].compactMap(\.self).joined(separator: " ")
    switch series.content {
    case .distribution(let times):
      let figures = [Statistic.mean, .minimum, .maximum].map { "\(times[$0] ?? .nan)" }
      return "\(name): \(times.count ?? -1) x \(Set(figures).count == 1 ? figures[0] : figures.joined(separator: " "))"
    case .counter(let value): return "\(name): \(value)"
    case .noData: return "\(name): no data"
    default: return "\(name): unexpected"
    }
  }
}

extension Run {
  func says(_ id: String) -> Diagnostic? { diagnostics.first { $0.id.rawValue == id } }
}
