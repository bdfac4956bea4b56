import PerfDiagnostics
import PerfModel

/// Files that were cut off, and files in which bytes were overwritten.
extension Subject {
  /// How often a check of one rule reads a fixture: 200 times, less often when it is large, so that a check takes seconds.
  static func attempts(_ bytes: Int) -> Int { max(20, min(200, (4 << 20) / max(1, bytes))) }
  /// Fixtures up to this size are cut at every length.
  static let smallBytes = 2048

  func checkTruncation(_ fixture: Fixture) -> [Violation] {
    let whole = read(fixture.bytes, of: fixture)
    guard let wholeContent = whole.content else { return [] }
    var violations: [Violation] = []
    for length in Self.lengths(fixture.bytes.count) {
      switch read(Array(fixture.bytes[..<length]), of: fixture) {
      case .thrown(let error):
        violations += checkError(error, name: fixture.name, isCompressed: fixture.isCompressed)
      case .runs(let runs):
        violations += runs.flatMap { checkInvariants($0, fixture.name) }
        // What is cut away matters only where it changes the numbers.
        guard runs.map(RunContent.init) != wholeContent, !isAdmitted(runs, whole, fixture, length) else { continue }
        violations.append(
          Violation(rule: .admitsTruncation, fixture: fixture.name, detail: "silent after \(length) bytes"))
      }
    }
    return violations
  }

  private func isAdmitted(_ runs: [Run], _ whole: Outcome, _ fixture: Fixture, _ length: Int) -> Bool {
    let says = !Set(runs.flatMap(\.diagnostics)).isSubset(of: whole.diagnostics)
    switch fixture.shape {
    case .document: return false
    case .report: return says
    case .records: return says || isBetweenLines(fixture.bytes, length)
    }
  }

  private func isBetweenLines(_ bytes: [UInt8], _ length: Int) -> Bool {
    let end = UInt8(ascii: "\n")
    return length == 0 || bytes[length - 1] == end || bytes[length] == end || bytes[length] == UInt8(ascii: "\r")
  }

  private static func lengths(_ count: Int) -> [Int] {
    guard count > smallBytes else { return Array(0..<count) }
    let attempts = attempts(count)
    return (0..<attempts).map { $0 * count / attempts }
  }

  /// Overwrites bytes: a run or an error with its place, never a trap.
  func checkDamage(_ fixture: Fixture) -> [Violation] {
    var noise = Noise(seed: UInt64(fixture.bytes.count))
    let digits = Array("0987-.e{[\"<\u{0}".utf8)
    var violations: [Violation] = []
    guard !fixture.bytes.isEmpty else { return [] }
    for _ in 0..<Self.attempts(fixture.bytes.count) {
      var bytes = fixture.bytes
      for _ in 0...(noise.next() % 3) {
        bytes[Int(noise.next() % UInt64(bytes.count))] = digits[Int(noise.next() % UInt64(digits.count))]
      }
      guard case .thrown(let error) = read(bytes, of: fixture) else { continue }
      violations += checkError(error, name: fixture.name, isCompressed: fixture.isCompressed)
    }
    return violations
  }
}
