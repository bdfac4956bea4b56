import Glibc
import PerfModel
import PerfStats

/// The standard error of ln(median) of a run by the block bootstrap, beside that by batches.
enum MedianCrossCheck {
  private static let replicates = 500
  private static let seed: UInt64 = 20_040_101
  /// More cells than these are widened: the cost stays bounded.
  private static let mostCells = 600

  /// Resamples seconds in blocks. With F* the share of a resample at or below the median, the resample's median is q(1 − F*): Bahadur's
  /// representation (Annals of Mathematical Statistics 37, 1966) through the sample's own quantile function.
  /// - Parameter byBatches: the standard error of ln(median) of the same requests.
  static func check(_ requests: KeptRequests, byBatches: Double) -> RunFindings.BootstrapCheck? {
    guard let median = requests.quantile(0.5), median > 0 else { return nil }
    let origin = Double(requests.window.lowerBound)
    let span = Double(requests.window.upperBound) - origin
    let width = max(1e9, span / Double(mostCells))
    let count = Int(min(Double(mostCells), (span / width).rounded(.up)))
    guard count >= 10 else { return nil }
    var cells = [(below: Double, all: Double)](repeating: (0, 0), count: count)
    for (value, start) in zip(requests.values, requests.starts) {
      let cell = min(count - 1, max(0, Int((Double(start) - origin) / width)))
      cells[cell].all += 1
      if value <= median { cells[cell].below += 1 }
    }
    let length = BlockLength.politisWhite(cells.map { $0.below - 0.5 * $0.all })
    let medians = BlockBootstrap.replicates(
      replicates, of: count, blockLength: Int(length.rounded(.up)), seed: seed
    ) { drawn in
      var below = 0.0
      var all = 0.0
      for (cell, times) in zip(cells, drawn) {
        below += cell.below * Double(times)
        all += cell.all * Double(times)
      }
      return all > 0 ? requests.quantile(1 - below / all).map { log($0) } ?? .nan : .nan
    }
    guard let deviation = Moments.standardDeviation(medians) else { return nil }
    return .init(
      byBatches: byBatches, byBootstrap: deviation, blockLength: length.rounded(.up) * width / 1e9,
      replicates: replicates, seed: seed)
  }
}
