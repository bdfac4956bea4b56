/// Which stacks are looked at: those that go through a function, and not through another.
public struct StackFilter: Sendable, Hashable {
  /// A stack has to match each of these with some frame's name, file or program.
  public var focus: [NamePattern]
  /// A stack that matches one of these is left out.
  public var ignore: [NamePattern]

  public init(focus: [NamePattern] = [], ignore: [NamePattern] = []) {
    self.focus = focus
    self.ignore = ignore
  }

  /// The profile with the samples that pass; what none of them goes through stays in the tables.
  public func apply(to profile: Profile) -> Profile {
    guard !focus.isEmpty || !ignore.isEmpty else { return profile }
    let focused = focus.map { Self.locations(of: profile, matching: [$0]) }
    let ignored = ignore.isEmpty ? [] : Self.locations(of: profile, matching: ignore)
    return profile.keepingSamples { sample in
      let stack = profile.samples.stack[profile.samples.range(sample)]
      let isFocused = focused.allSatisfy { marks in stack.contains { marks[Int($0)] } }
      return isFocused && (ignored.isEmpty || !stack.contains { ignored[Int($0)] })
    }
  }

  /// Whether each location matches one of the patterns; each name is looked at once.
  private static func locations(of profile: Profile, matching patterns: [NamePattern]) -> [Bool] {
    func matches(_ text: UInt32) -> Bool { patterns.contains { $0.matches(profile.string(text)) } }
    let functions = profile.functions.map { matches($0.name) || matches($0.file) }
    let mappings = profile.mappings.map { matches($0.file) }
    return (0..<profile.locations.count).map { location in
      let mapping = profile.locations.mappings[location].map { mappings[Int($0)] } ?? false
      return mapping || profile.locations.range(location).contains { functions[Int(profile.locations.functions[$0])] }
    }
  }
}
