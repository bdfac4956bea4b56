import PerfDiagnostics
import PerfModel

/// Holds the names of endpoints and errors of a run to a number that can be told apart.
///
/// Which names come first depends on which worker reads what. So when there are too many, none is kept: the outcome is the same however
/// the input was dealt out.
struct RequestNames: Sendable {
  private var endpoints: Set<String> = []
  private var errors: Set<String> = []
  private let maximum: Int

  init(maximum: Int) { self.maximum = maximum }

  /// The key without names that are too many already.
  mutating func admit(_ key: RequestKey) -> RequestKey {
    var key = key
    if !admit(endpoint: key.endpoint) { key.endpoint = nil }
    if let error = key.error, !Self.admit(error, to: &errors, maximum) { key.error = nil }
    return key
  }

  /// Whether an endpoint can be told apart.
  mutating func admit(endpoint: String?) -> Bool { endpoint.map { Self.admit($0, to: &endpoints, maximum) } ?? true }

  mutating func merge(_ other: RequestNames) {
    endpoints.formUnion(other.endpoints)
    errors.formUnion(other.errors)
  }

  /// The key of requests in the run, once all names are known.
  func final(_ key: RequestKey) -> RequestKey {
    var key = key
    if endpoints.count > maximum { key.endpoint = nil }
    if errors.count > maximum { key.error = nil }
    return key
  }

  /// Says what is not told apart.
  func tell(_ run: inout RunBuilder, file: String) {
    for (what, names) in [("endpoints", endpoints), ("error messages", errors)] where names.count > maximum {
      run.record(
        Diagnostic(
          .warning, .labelCardinality, "there are more than \(maximum) different \(what); they are not told apart",
          at: SourceLocation(file: file, line: 1), hint: "give requests names without ids"))
    }
  }

  /// One name more than the maximum is kept, by which is known that there are too many.
  private static func admit(_ name: String, to names: inout Set<String>, _ maximum: Int) -> Bool {
    if names.count <= maximum { names.insert(name) }
    return names.count <= maximum
  }
}
