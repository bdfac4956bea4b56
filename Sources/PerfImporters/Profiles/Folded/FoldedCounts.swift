import PerfDiagnostics
import PerfModel

/// Tells counts of samples from weights: periods, nanoseconds or bytes, which some tools fold in their place. Taken for counts, weights would
/// make findings of noise, because the noise of counting is the root of the count.
struct FoldedCounts {
  private var lines = 0
  private var divisor: Int64 = 0
  private var smallest = Int64.max

  enum Meaning: Hashable {
    case samples
    /// Every count is a multiple of this, which is the weight of one sample, or a multiple of it: the samples are at least so many.
    case weights(each: Int64)
    /// Too large for counts, and without a common divisor.
    case unknownWeights
  }

  /// In so many stacks chance gives no common divisor (one in a thousand for 2), and some stack is rare.
  static let manyLines = 10
  /// A common divisor or a smallest count of counts that samplers do not have.
  static let large: Int64 = 1000

  mutating func add(_ count: Int64) {
    guard count > 0 else { return }
    lines += 1
    smallest = min(smallest, count)
    var (a, b) = (divisor, count)
    while b != 0 { (a, b) = (b, a % b) }
    divisor = a
  }

  /// Few stacks may well have counts such as 4 and 6; then only a large divisor tells.
  var meaning: Meaning {
    if divisor > 1, lines >= Self.manyLines { return .weights(each: divisor) }
    if divisor >= Self.large, lines > 1 { return .weights(each: divisor) }
    return lines >= Self.manyLines && smallest >= Self.large ? .unknownWeights : .samples
  }
}

extension FoldedCounts.Meaning {
  /// What a reader has to know of the counts; nil where they are what they are called.
  func note(file: String) -> Diagnostic? {
    let message: String
    switch self {
    case .samples: return nil
    case .weights(let each):
      message =
        "all counts are multiples of \(each): they are taken for weights, and a sample for that weight, which may make them too few"
    case .unknownWeights:
      message =
        "no stack has a count below \(FoldedCounts.large): they are taken for weights, and how many samples they stand for is not known"
    }
    return Diagnostic(
      .note, .profileWeights, message, at: SourceLocation(file: file, line: 1),
      hint: "fold counts of samples, so that changes can be judged by them")
  }
}
