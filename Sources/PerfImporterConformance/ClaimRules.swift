import PerfFormats
import PerfImporters
import PerfModel

/// Honest sniffing, and what is refused.
extension Subject {
  func checkSniffing(_ fixture: Fixture) -> [Violation] {
    guard sniff(fixture.bytes) == .no else { return [] }
    return [Violation(rule: .claimsItsOwn, fixture: fixture.name, detail: "sniff says no")]
  }

  func checkForeign(_ fixture: Fixture) -> [Violation] {
    let confidence = sniff(fixture.bytes)
    guard confidence != .no else { return [] }
    return [
      Violation(rule: .claimsNothingElse, fixture: fixture.name, detail: "sniff says \(confidence) to another format")
    ]
  }

  func checkWithoutFixtures() -> [Violation] {
    var violations: [Violation] = []
    for (bytes, name) in [([], "empty"), (Array(" \n\t\r\n".utf8), "blank")] {
      if sniff(bytes) != .no {
        violations.append(Violation(rule: .claimsNothingElse, fixture: nil, detail: "claims \(name) input"))
      }
      switch read(bytes, name: name) {
      case .runs: violations.append(Violation(rule: .refusesEmpty, fixture: nil, detail: "reads \(name) input"))
      case .thrown(let error): violations += checkError(error, name: name)
      }
    }
    for seed in 1...4 as ClosedRange<UInt64> {
      var noise = Noise(seed: seed)
      // Gzip or Zstandard by chance would be the business of `ByteSource`.
      let bytes = [0x01] + noise.bytes(ByteSource.prefixLength)
      if sniff(bytes) != .no {
        violations.append(Violation(rule: .claimsNothingElse, fixture: nil, detail: "claims noise"))
      }
      switch read(bytes, name: "noise") {
      case .runs(let runs):
        guard runs.allSatisfy(\.diagnostics.isEmpty) else { continue }
        violations.append(Violation(rule: .refusesNoise, fixture: nil, detail: "reads noise without a word"))
      case .thrown(let error): violations += checkError(error, name: "noise")
      }
    }
    return violations
  }
}
