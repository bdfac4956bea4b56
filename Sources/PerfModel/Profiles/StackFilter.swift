/// Which stacks are looked at: those that go through a function, and not through another.
public struct StackFilter: Sendable, Hashable {
  /// A stack has to match each of these with some frame's name or file.
  public var focus: [NamePattern]
  /// A stack that matches one of these is left out.
  public var ignore: [NamePattern]

  public init(focus: [NamePattern] = [], ignore: [NamePattern] = []) {
    self.focus = focus
    self.ignore = ignore
  }

  public var isEmpty: Bool { focus.isEmpty && ignore.isEmpty }

  /// What the patterns say of every location, so that each name is matched once.
  func marks(_ profile: Profile) -> Marks {
    guard !isEmpty else { return Marks(focus: [], ignored: []) }
    return Marks(
      focus: focus.map { Self.locations(profile, matching: [$0]) },
      ignored: ignore.isEmpty ? [] : Self.locations(profile, matching: ignore))
  }

  struct Marks {
    fileprivate let focus: [[Bool]]
    fileprivate let ignored: [Bool]

    fileprivate init(focus: [[Bool]], ignored: [Bool]) {
      self.focus = focus
      self.ignored = ignored
    }

    @inline(__always)
    func passes(_ stack: Span<UInt32>, _ range: Range<Int>) -> Bool {
      if focus.isEmpty, ignored.isEmpty { return true }
      if !ignored.isEmpty { for frame in range where ignored[Int(stack[frame])] { return false } }
      return focus.allSatisfy { marks in
        for frame in range where marks[Int(stack[frame])] { return true }
        return false
      }
    }
  }

  private static func locations(_ profile: Profile, matching patterns: [NamePattern]) -> [Bool] {
    let functions = profile.functions.map { function in
      let texts = [profile.string(function.name), profile.string(function.file)]
      return texts.contains { text in patterns.contains { $0.matches(text) } }
    }
    let mappings = profile.mappings.map { mapping in patterns.contains { $0.matches(profile.string(mapping.file)) } }
    return (0..<profile.locations.count).map { location in
      let mapping = profile.locations.mappings[location].map { mappings[Int($0)] } ?? false
      return mapping || profile.locations.range(location).contains { functions[Int(profile.locations.functions[$0])] }
    }
  }
}
