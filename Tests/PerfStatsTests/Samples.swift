import TestCorpus

/// The samples that all expected results are about.
enum Samples {
  private static let all = Oracle.file("samples.json")["samples"]

  static func named(_ name: String) -> [Double]? { all[name].numbers }

  /// The two samples of a name such as `tie_a|tie_b`.
  static func pair(_ name: String) -> (a: [Double], b: [Double])? {
    let parts = name.split(separator: "|").map(String.init)
    guard parts.count == 2, let a = named(parts[0]), let b = named(parts[1]) else { return nil }
    return (a, b)
  }
}

/// Reproducible numbers in [0, 1): Knuth's MMIX generator.
struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }

  mutating func uniforms(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }
}
