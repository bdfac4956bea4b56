import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel

/// An importer under check, and the ways to run it.
struct Subject {
  let importer: any Importer.Type

  /// What came of one reading.
  enum Outcome {
    case runs([Run])
    case thrown(Diagnostic)

    var content: [RunContent]? {
      if case .runs(let runs) = self { runs.map(RunContent.init) } else { nil }
    }
    /// All that the runs say about the input.
    var diagnostics: Set<Diagnostic> {
      if case .runs(let runs) = self { Set(runs.flatMap(\.diagnostics)) } else { [] }
    }
  }

  func read(_ bytes: [UInt8], of fixture: Fixture, chunkBytes: Int = .max) -> Outcome {
    read(bytes, name: fixture.name, chunkBytes: chunkBytes)
  }

  func read(_ bytes: [UInt8], name: String, chunkBytes: Int = .max) -> Outcome {
    do {
      return .runs(try ImporterConformance.read(importer, bytes, name: name, chunkBytes: chunkBytes))
    } catch {
      return .thrown(error)
    }
  }

  /// What the importer says of the first bytes, unpacked as the loader does it.
  func sniff(_ bytes: [UInt8]) -> Confidence {
    do {
      var source = try ByteSource.bytes(bytes, name: "prefix")
      return importer.sniff(try source.prefix()[...])
    } catch {
      return .no
    }
  }

  /// The flaws of a thrown diagnostic.
  func checkError(_ error: Diagnostic, name: String, isCompressed: Bool = false) -> [Violation] {
    var flaws: [String] = []
    if error.severity != .error { flaws.append("is a \(error.severity.rawValue)") }
    if error.location?.file != name { flaws.append("does not name the file") }
    if error.location?.line == nil, !isCompressed { flaws.append("has no line") }
    if error.hint?.isEmpty ?? true, !isCompressed { flaws.append("has no hint") }
    return flaws.map { flaw in
      Violation(rule: .locatesErrors, fixture: name, detail: "'\(error.message)' [\(error.id.rawValue)] \(flaw)")
    }
  }
}

/// What a run says of the service: everything but its circumstances and what was noticed.
struct RunContent: Equatable {
  let series: [Series]
  let profiles: [Profile]
  let queries: [QueryCapture]
  let plans: [QueryPlan]

  init(_ run: Run) {
    series = run.series
    profiles = run.profiles
    queries = run.queries
    plans = run.plans
  }
}

/// Bytes that look random and are the same every time (Knuth's MMIX generator).
struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}
