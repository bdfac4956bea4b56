import PerfDiagnostics
import PerfModel
import PerfUnits

/// The functions whose processor time per request moved by more than the noise of sampling.
struct FunctionEvidence {
  /// At most so many functions of an endpoint are told.
  private static let most = 3

  /// The samples of the endpoint, or of the whole process.
  struct Side {
    let profile: Profile
    let requests: Double
    let file: String
  }

  /// - Parameters:
  ///   - unit: seconds of one unit of the profiles' processor time.
  ///   - isNamed: whether the samples are the endpoint's own.
  /// - Throws: `profile-overflow`.
  static func items(
    _ change: EndpointChange, before: Side, after: Side, unit: Double, isNamed: Bool
  ) throws(Diagnostic) -> [EvidenceItem] {
    let old = try ProfileSide(before.profile, label: "", file: before.file, requests: before.requests)
    let new = try ProfileSide(after.profile, label: "", file: after.file, requests: after.requests)
    guard let type = after.profile.sampleTypes.first(where: { $0.type == "cpu" }),
      let analysis = ProfileAnalysis(before: old, after: new, sampleType: type, basis: .request)
    else { return [] }
    let found = analysis.functions.filter { $0.isFinding && !$0.isWaiting }.compactMap { function -> EvidenceItem? in
      let index = analysis.sampleType
      let was = Double(function.cumulativeBefore?[index] ?? 0) * unit / before.requests
      let now = Double(function.cumulative[index]) * unit / after.requests
      guard let share = change.share(was, now), abs(share) >= 0.05 else { return nil }
      let times = EvidenceText.times([was, now])
      let z = function.z.map { ", z = " + NumberText.significant($0, digits: 2) } ?? ""
      return EvidenceItem(
        endpoint: change.endpoint, kind: .function, subject: function.name, before: was, after: now, unit: .seconds,
        grade: .of(share: share, isNamed: isNamed), share: share,
        text:
          "\(times[0]) → \(times[1]) of a request with all that it calls\(z)\(EvidenceText.share(share, of: change)).",
        isWorse: change.isWorse)
    }
    return Array(
      found.sorted { (abs($1.share ?? 0), $0.subject) < (abs($0.share ?? 0), $1.subject) }.prefix(most))
  }
}
