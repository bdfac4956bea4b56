import PerfDiagnostics
import PerfModel

/// The profiles of two sides in pairs: of the same kind and name, else of a kind that each side has once.
struct ProfilePairs {
  /// By name and sample type.
  let comparisons: [ProfileComparison]
  /// What kept profiles that have a partner from being compared.
  let findings: [Diagnostic]

  /// A profile of a side.
  struct Candidate {
    let label: String
    /// As findings call it.
    let file: String
    let profile: Profile
    /// Sample types, and which of them the profile shows by itself: heap and allocations differ in nothing else.
    let kind: [String]
  }

  init(_ before: [Run], _ after: [Run], _ tallies: (before: RequestTally, after: RequestTally)) {
    var comparisons: [ProfileComparison] = []
    var findings: [Diagnostic] = []
    for (old, new) in Self.pairs(Self.candidates(before), Self.candidates(after)) {
      do {
        guard let comparison = try ProfileComparison(old, new, tallies) else { continue }
        comparisons.append(comparison)
      } catch {
        findings.append(error.leavingProfileOut)
      }
    }
    self.comparisons = comparisons.sorted { ($0.label, $0.sampleType.text) < ($1.label, $1.sampleType.text) }
    self.findings = findings
  }

  private static func pairs(_ before: [Candidate], _ after: [Candidate]) -> [(Candidate, Candidate)] {
    var old = before
    var pairs: [(Candidate, Candidate)] = []
    var rest: [Candidate] = []
    for new in after {
      if let place = old.firstIndex(where: { $0.kind == new.kind && $0.label == new.label }) {
        pairs.append((old.remove(at: place), new))
      } else {
        rest.append(new)
      }
    }
    for new in rest where rest.count(where: { $0.kind == new.kind }) == 1 {
      let same = old.indices.filter { old[$0].kind == new.kind }
      if same.count == 1 { pairs.append((old.remove(at: same[0]), new)) }
    }
    return pairs
  }

  private static func candidates(_ runs: [Run]) -> [Candidate] {
    runs.flatMap { run in
      run.profiles.filter { !$0.sampleTypes.isEmpty }.map { profile in
        let shown = profile.sampleTypes[profile.defaultSampleType].text
        return Candidate(
          label: run.label, file: run.files.first?.path ?? run.label, profile: profile,
          kind: profile.sampleTypes.map(\.text) + [shown])
      }
    }
  }
}

extension Diagnostic {
  /// An error of one profile, as a finding of a comparison that goes on without it.
  var leavingProfileOut: Diagnostic {
    Diagnostic(.warning, id, message + "; it is not compared", at: location, excerpt: excerpt, hint: hint)
  }
}
