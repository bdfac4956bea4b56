import PerfDiagnostics
import PerfFormats

/// One entry of a mapping in `perfreport.yml`.
struct ConfigMember {
  let name: String
  let key: YAMLNode
  let value: YAMLNode
}

extension YAMLDocument {
  /// The entries of a mapping.
  /// - Parameter known: the names that they may have; nil where names are the user's own.
  /// - Throws: `yaml-value` for what is no mapping and for a name that nobody reads.
  func members(_ node: YAMLNode, known: [String]?) throws(Diagnostic) -> [ConfigMember] {
    guard case .mapping(let members) = node.value else {
      throw error(
        at: node, "expected keys and values here", hint: known.map { "known: " + $0.joined(separator: ", ") })
    }
    var named: [ConfigMember] = []
    for member in members {
      let name = member.key.scalar ?? ""
      if let known, !known.contains(name) {
        throw error(
          at: member.key, "unknown key '\(name)'",
          hint: DidYouMean.hint(name, among: known) ?? "known: " + known.joined(separator: ", "))
      }
      named.append(ConfigMember(name: name, key: member.key, value: member.value))
    }
    return named
  }
}
