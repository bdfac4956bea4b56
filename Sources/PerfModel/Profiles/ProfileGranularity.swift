/// What the frames of a profile are gathered by.
public enum ProfileGranularity: String, Sendable, Hashable, CaseIterable {
  /// By name alone, as `go tool pprof -top` does.
  case function
  case file
  /// The package, module, namespace or class that the name begins with.
  case package
}

/// Gives every frame of a profile the node that it is counted under.
struct FrameNodes {
  /// The nodes' names, each once.
  private(set) var names: [String] = []
  /// The file of the first function of each node, an index of a text.
  private(set) var files: [UInt32] = []
  /// The nodes of the lines of all locations; a location without lines has one all the same.
  private(set) var nodes: [UInt32] = []
  /// Where the nodes of each location begin; one more than there are locations.
  private(set) var starts: [Int] = [0]
  /// The nodes of all functions.
  private(set) var functions: [UInt32] = []
  private var places: [String: UInt32] = [:]

  init(_ profile: Profile, by granularity: ProfileGranularity) {
    for function in profile.functions {
      functions.append(node(Self.name(function, of: profile, by: granularity), file: function.file))
    }
    let locations = profile.locations
    for location in 0..<locations.count {
      let range = locations.range(location)
      if range.isEmpty {
        nodes.append(node(Self.name(ofUnknownIn: locations.mappings[location], of: profile), file: 0))
      }
      for line in range { nodes.append(functions[Int(locations.functions[line])]) }
      starts.append(nodes.count)
    }
  }

  private mutating func node(_ name: String, file: UInt32) -> UInt32 {
    if let known = places[name] {
      if files[Int(known)] == 0 { files[Int(known)] = file }
      return known
    }
    let index = UInt32(truncatingIfNeeded: names.count)
    names.append(name)
    files.append(file)
    places[name] = index
    return index
  }

  private static func name(
    _ function: ProfileFunction, of profile: Profile, by granularity: ProfileGranularity
  ) -> String {
    let name = profile.string(function.name)
    let file = profile.string(function.file)
    let text =
      switch granularity {
      case .function: name
      case .file: file.isEmpty ? "" : file
      case .package: PackageName.of(name, file: file)
      }
    return text.isEmpty ? unknown : text
  }

  /// What pprof calls frames of which it knows only the program: `[libc.so.6]`.
  private static func name(ofUnknownIn mapping: UInt32?, of profile: Profile) -> String {
    guard let mapping else { return unknown }
    let path = profile.string(profile.mappings[Int(mapping)].file)
    guard let base = path.split(separator: "/").last else { return unknown }
    return "[\(base)]"
  }

  static let unknown = "<unknown>"
}
