/// What inputs are called in reports.
package enum InputName {
  /// A path that may be shown: as the user named it, or only its last component when it is absolute. Nothing that is written may
  /// depend on where a machine keeps its files.
  package static func shown(_ path: String) -> String {
    guard path.hasPrefix("/") else { return path }
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path of a file below a folder, as it is shown.
  static func shown(_ file: String, below folder: String) -> String {
    let root = shown(folder)
    return root + (root.hasSuffix("/") ? "" : "/") + file
  }

  /// A label from a path: without `.gz` or `.zst`, and without the suffix before it.
  static func label(_ path: String) -> String {
    var name = path
    for packing in [".gz", ".zst"] where name.hasSuffix(packing) { name = String(name.dropLast(packing.count)) }
    let start = name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex
    guard let dot = name[start...].lastIndex(of: "."), dot > start else { return name.isEmpty ? path : name }
    return String(name[..<dot])
  }

  /// A label from a path without its folders.
  package static func label(ofFile path: String) -> String {
    path == "-" ? "stdin" : label(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// The labels, with ` (2)` behind those that were taken before.
  static func unique(_ labels: [String]) -> [String] {
    var taken: Set<String> = []
    return labels.map { label in
      var candidate = label
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(label) (\(number))"
        number += 1
      }
      return candidate
    }
  }
}
