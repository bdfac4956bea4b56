import PerfDiagnostics
import PerfModel

/// Tells counts of samples from weights: periods, nanoseconds or bytes, which some tools fold in their place. Taken for counts, weights would
/// make findings of noise, because the noise of counting is the root of the count.
struct FoldedCounts {
  private var lines = 0
  private var divisor: Int64 = 0
  private var smallest = Int64.max
  /// Stays at the end of 64 bits.
  private var total: Int64 = 0

  enum Meaning: Hashable {
    case samples
    /// Every count is a multiple of this, which is the weight of one sample, or a multiple of it: the samples are at least so many.
    case weights(each: Int64)
    /// Too large for counts, even divided by what they have in common.
    case unknownWeights
  }

  /// In so many stacks chance gives no common divisor (one in a thousand for 2), and some stack is rare.
  private static let manyLines = 10
  /// A common divisor or a smallest count that samples do not have.
  private static let large: Int64 = 1000
  /// A test has fewer samples: 99 a second of 28 processors come to it in an hour. Of microseconds it is ten seconds.
  private static let mostSamples: Int64 = 10_000_000

  mutating func add(_ count: Int64) {
    guard count > 0 else { return }
    lines += 1
    smallest = min(smallest, count)
    let (sum, overflow) = total.addingReportingOverflow(count)
    total = overflow ? .max : sum
    var (a, b) = (divisor, count)
    while b != 0 { (a, b) = (b, a % b) }
    divisor = a
  }

  /// Few stacks may well have counts such as 4 and 6; then only a large divisor tells.
  var meaning: Meaning {
    let isMany = lines >= Self.manyLines
    let isShared = divisor > 1 && (isMany || (divisor >= Self.large && lines > 1))
    let each = isShared ? divisor : 1
    guard total / each <= Self.mostSamples, !isMany || smallest / each < Self.large else { return .unknownWeights }
    return isShared ? .weights(each: each) : .samples
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
        "the counts are too large for samples: they are taken for weights, and how many samples they stand for is not known"
    }
    return Diagnostic(
      .note, .profileWeights, message, at: SourceLocation(file: file, line: 1),
      hint: "fold counts of samples, so that changes can be judged by them")
  }
}
