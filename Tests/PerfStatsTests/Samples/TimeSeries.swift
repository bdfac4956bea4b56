import Foundation
import PerfStats
import TestCorpus

/// Series in time order: the corpus's, and simulated ones.
enum TimeSeries {
  /// The series of a `series,i,value` file below `capacity/`, by name.
  static func file(_ name: String) -> [String: [Double]] {
    guard let bytes = TestCorpus.bytes("capacity/" + name) else { return [:] }
    var series: [String: [Double]] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      guard cells.count == 3, let value = Double(cells[2]) else { continue }
      series[String(cells[0]), default: []].append(value)
    }
    return series
  }

  /// x_i = ρ·x_{i−1} + ε_i with normal ε of unit variance, started in its stationary distribution.
  static func autoregressive(_ count: Int, rho: Double, seed: UInt64) -> [Double] {
    var noise = Noise(seed: seed)
    var last = noise.normal() / (1 - rho * rho).squareRoot()
    return (0..<count).map { _ in
      defer { last = rho * last + noise.normal() }
      return last
    }
  }
}

extension Noise {
  /// A standard normal number.
  mutating func normal() -> Double { NormalDistribution.quantile(max(uniform(), 1e-300)) }

  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }
}
