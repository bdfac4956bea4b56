import PerfAnalysis
import PerfDiagnostics
import PerfFormats
import PerfImporters
import PerfModel

/// Reads `perfreport.yml` into the policy of a comparison or a check, and the objectives that it lists. An unknown key is an error
/// with its line: a margin that nobody reads would be a silent pass.
struct ConfigFile {
  /// The name looked for in the current folder when `--config` is not given.
  static let defaultName = "perfreport.yml"

  private static let keys = ["margins", "noise", "directions", "gate", "endpoints", "objectives", "capacity"]

  private let document: YAMLDocument
  private let text: String

  init(text: String, name: String) throws(Diagnostic) {
    document = try YAMLDocument(text, name: name)
    self.text = text
  }

  /// As the user named it.
  var name: String { document.name }

  /// What is listed under `objectives:`, nil where there is no such key.
  func objectives() throws(Diagnostic) -> [ObjectiveStatement]? {
    guard case .mapping(let members)? = document.root?.value, members.contains(where: { $0.key.scalar == "objectives" })
    else { return nil }
    return try ObjectivesFile.read(text, name: document.name).statements
  }

  /// What stands under `capacity:`, on top of the defaults.
  /// - Parameter tiers: the sizes of capacity tables in the objective documents, which count where the file names none.
  func capacity(tiers: [CapacityTier] = []) throws(Diagnostic) -> CapacitySection {
    var section = CapacitySection(tiers: tiers)
    guard let root = document.root else { return section }
    for member in try document.members(root, known: Self.keys) where member.name == "capacity" {
      try section.read(member.value, of: document)
    }
    return section
  }

  /// What the file says, on top of the defaults.
  func policy() throws(Diagnostic) -> ComparisonPolicy {
    var policy = ComparisonPolicy()
    guard let root = document.root else { return policy }
    for member in try document.members(root, known: Self.keys) {
      switch member.name {
      case "margins": try readMargins(member.value, into: &policy.margins)
      case "noise": try readNoise(member.value, into: &policy)
      case "directions": try readDirections(member.value, into: &policy)
      case "gate": policy.gatedMetrics = try readGate(member.value)
      case "endpoints": policy.endpoints = try readEndpoints(member.value)
      // Read by `objectives()` and `capacity()`, where they are asked for.
      default: break
      }
    }
    return policy
  }

  private func readMargins(_ node: YAMLNode, into margins: inout Margins) throws(Diagnostic) {
    for member in try document.members(node, known: MarginSetting.allCases.map(\.rawValue)) {
      guard let setting = MarginSetting(rawValue: member.name) else { continue }
      guard let text = member.value.scalar, setting.set(text, in: &margins) else {
        throw document.error(at: member.value, "\(member.name) is not \(setting.expectation)", hint: setting.example)
      }
    }
  }

  private func readNoise(_ node: YAMLNode, into policy: inout ComparisonPolicy) throws(Diagnostic) {
    for member in try document.members(node, known: ["runToRun", "designEffect", "errorDesignEffect"]) {
      let text = member.value.scalar ?? ""
      switch member.name {
      case "runToRun":
        guard let share = Amount.share(text) else {
          throw document.error(at: member.value, "runToRun is not a share", hint: "runToRun: 3%")
        }
        policy.runToRunDeviation = share
        policy.isRunToRunDeviationKnown = true
      default:
        guard let factor = Amount.factor(text), factor >= 1 else {
          throw document.error(
            at: member.value, "\(member.name) is not a number from 1", hint: "\(member.name): 2")
        }
        if member.name == "designEffect" { policy.designEffect = factor } else { policy.errorDesignEffect = factor }
      }
    }
  }

  private func readDirections(_ node: YAMLNode, into policy: inout ComparisonPolicy) throws(Diagnostic) {
    let words: [String: Direction] = [
      "lower": .lowerIsBetter, "higher": .higherIsBetter, "informational": .informational,
    ]
    for member in try document.members(node, known: nil) {
      guard let direction = words[member.value.scalar ?? ""] else {
        throw document.error(
          at: member.value, "the direction of \(member.name) is not one of lower, higher, informational",
          hint: "\(member.name): lower")
      }
      let id = try metric(member.name, at: member.key)
      // A gate that could be turned around by a line of configuration would pass what it is there to stop.
      if let own = MetricCatalogue.metric(id)?.direction, own != .informational, own != direction {
        let word = own == .lowerIsBetter ? "lower" : "higher"
        throw document.error(
          at: member.value, "\(member.name) is better when it is \(word)", hint: "leave the line away")
      }
      policy.directions[id] = direction
    }
  }

  private func readGate(_ node: YAMLNode) throws(Diagnostic) -> Set<MetricID> {
    guard case .sequence(let items) = node.value else {
      throw document.error(at: node, "gate is not a list of metrics", hint: "gate: [iteration.duration]")
    }
    var metrics: Set<MetricID> = []
    for item in items { metrics.insert(try metric(item.scalar ?? "", at: item)) }
    return metrics
  }

  /// `Sign-in: ["POST /api/auth/*"]`: what the names in objective documents mean.
  private func readEndpoints(_ node: YAMLNode) throws(Diagnostic) -> [String: [String]] {
    var endpoints: [String: [String]] = [:]
    for member in try document.members(node, known: nil) {
      let patterns: [String]
      switch member.value.value {
      case .scalar(let pattern): patterns = [pattern]
      case .sequence(let items): patterns = items.compactMap(\.scalar)
      case .mapping: patterns = []
      }
      guard !patterns.isEmpty, !patterns.contains("") else {
        throw document.error(
          at: member.value, "'\(member.name)' is not mapped to endpoints",
          hint: "\(member.name): [\"POST /api/auth/*\"]")
      }
      endpoints[member.name] = patterns
    }
    return endpoints
  }

  /// A metric of the catalogue or one under `custom.`.
  private func metric(_ name: String, at node: YAMLNode) throws(Diagnostic) -> MetricID {
    let id = MetricID(rawValue: name)
    guard MetricCatalogue.metric(id) != nil || name.hasPrefix("custom.") else {
      let known = MetricCatalogue.all.map(\.id.rawValue)
      throw document.error(
        at: node, "'\(name)' is not a metric",
        hint: DidYouMean.hint(name, among: known) ?? "a tool's own metrics begin with 'custom.'")
    }
    return id
  }
}
