public import PerfModel

/// Folded stacks, one a line, as flame graph tools read them: `root;caller;leaf 12`, or `… 12 9` of two profiles, before first, as
/// `difffolded.pl` writes them.
public enum FoldedStacks {
  /// - Parameter type: the value that is written, an index into the sample types.
  public static func text(_ profile: Profile, type: Int) -> String {
    lines(totals(profile, type).map { ($0.key, [$0.value]) })
  }

  public static func text(before: Profile, _ typeBefore: Int, after: Profile, _ typeAfter: Int) -> String {
    let old = totals(before, typeBefore)
    let new = totals(after, typeAfter)
    let stacks = Set(old.keys).union(new.keys)
    return lines(stacks.map { ($0, [old[$0] ?? 0, new[$0] ?? 0]) })
  }

  private static let unknown = "[unknown]"

  private static func lines(_ stacks: [(String, [Int64])]) -> String {
    stacks.filter { $0.1.contains { $0 != 0 } }.sorted { $0.0 < $1.0 }
      .map { $0.0 + " " + $0.1.map(String.init).joined(separator: " ") + "\n" }.joined()
  }

  /// The sum of each stack; a sum beyond 64 bits stays at their end.
  private static func totals(_ profile: Profile, _ type: Int) -> [String: Int64] {
    let names = (0..<profile.locations.count).map { name(of: $0, in: profile) }
    let types = profile.sampleTypes.count
    var totals: [String: Int64] = [:]
    for sample in 0..<profile.samples.count {
      let frames = profile.samples.stack[profile.samples.range(sample)].reversed().map { names[Int($0)] }
      let value = profile.samples.values[sample * types + type]
      // A line that begins with its count would be read as something else.
      let stack = frames.isEmpty ? unknown : frames.joined(separator: ";")
      let (sum, overflow) = totals[stack, default: 0].addingReportingOverflow(value)
      totals[stack] = overflow ? (value < 0 ? .min : .max) : sum
    }
    return totals
  }

  /// The frames of a location, the outermost first.
  private static func name(of location: Int, in profile: Profile) -> String {
    let range = profile.locations.range(location)
    guard !range.isEmpty else {
      let mapping = profile.locations.mappings[location].map { profile.string(profile.mappings[Int($0)].file) } ?? ""
      return mapping.split(separator: "/").last.map { "[\(safe(String($0)))]" } ?? unknown
    }
    return range.reversed().map { line in
      let name = profile.string(profile.functions[Int(profile.locations.functions[line])].name)
      return name.isEmpty ? unknown : safe(name)
    }.joined(separator: ";")
  }

  /// A semicolon would end the frame, and a line break the stack.
  private static func safe(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.map { $0 == ";" ? ":" : $0.value < 0x20 ? " " : $0 }))
  }
}
