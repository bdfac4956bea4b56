/// A regular expression over names, matched in time proportional to name and pattern whatever either holds.
///
/// Patterns come from command lines and from profiles themselves (`drop_frames`), so no pattern may run away: all ways through the
/// pattern are followed at once (K. Thompson, "Regular expression search algorithm", CACM 11, 1968). The syntax is the part of RE2 that
/// names need: literals, `.`, classes, groups, `|`, `*`, `+`, `?`, `{m,n}`, `^`, `$`, `\d \w \s \b`, `(?i)`.
public struct NamePattern: Sendable, Hashable {
  /// The pattern as it was written.
  public let text: String
  private let program: [Step]

  enum Step: Sendable, Hashable {
    /// One character of a set.
    case one(CharacterSet)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case start
    case end
    case wordBoundary(Bool)
    case match
  }

  /// Ranges of characters, or all others.
  struct CharacterSet: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>] = []
    var isInverted = false

    func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isInverted }
  }

  /// Nil for what is not a pattern, or one whose repetitions make it longer than a few thousand steps.
  /// - Parameter isWhole: whether a name has to match from its first to its last character.
  public init?(_ text: String, isWhole: Bool = false) {
    var parser = NamePatternParser(isWhole ? "^(?:\(text))$" : text)
    guard let program = parser.program() else { return nil }
    self.text = text
    self.program = program
  }

  /// Whether the pattern is found in a name.
  public func matches(_ name: String) -> Bool {
    var threads = Threads(count: program.count)
    let scalars = name.unicodeScalars.map(\.value)
    for position in 0...scalars.count {
      // A match may begin anywhere.
      if follow(0, scalars, position, &threads) { return true }
      guard position < scalars.count else { break }
      let scalar = scalars[position]
      var next = Threads(count: program.count)
      for step in threads.steps {
        guard case .one(let set) = program[step], set.contains(scalar) else { continue }
        if follow(step + 1, scalars, position + 1, &next) { return true }
      }
      threads = next
    }
    return false
  }

  /// Adds a step and all that it leads to without a character; true at the end of the pattern.
  private func follow(_ first: Int, _ scalars: [UInt32], _ position: Int, _ threads: inout Threads) -> Bool {
    var open = [first]
    while let step = open.popLast() {
      guard threads.insert(step) else { continue }
      switch program[step] {
      case .one: continue
      case .split(let a, let b): open += [b, a]
      case .jump(let target): open.append(target)
      case .start: if position == 0 { open.append(step + 1) }
      case .end: if position == scalars.count { open.append(step + 1) }
      case .wordBoundary(let wanted):
        if Self.isBoundary(scalars, position) == wanted { open.append(step + 1) }
      case .match: return true
      }
    }
    return false
  }

  private static func isBoundary(_ scalars: [UInt32], _ position: Int) -> Bool {
    let before = position > 0 && NamePatternParser.word.contains(scalars[position - 1])
    let after = position < scalars.count && NamePatternParser.word.contains(scalars[position])
    return before != after
  }

  /// The steps that are reached, each once.
  private struct Threads {
    private(set) var steps: [Int] = []
    private var isIn: [Bool]

    init(count: Int) { isIn = Array(repeating: false, count: count) }

    mutating func insert(_ step: Int) -> Bool {
      guard !isIn[step] else { return false }
      isIn[step] = true
      steps.append(step)
      return true
    }
  }
}
