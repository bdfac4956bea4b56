/// Makes the steps of a pattern.
struct NamePatternParser {
  typealias Step = NamePattern.Step

  private let scalars: [UInt32]
  private var position = 0
  private var depth = 0
  private var ignoresCase = false

  /// More steps than a pattern that a person writes has.
  private static let maximumSteps = 5000
  private static let maximumDepth = 100
  static let word = NamePattern.CharacterSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  private static let digit = NamePattern.CharacterSet(ranges: [0x30...0x39])
  private static let space = NamePattern.CharacterSet(ranges: [0x09...0x0D, 0x20...0x20])

  init(_ text: String) {
    scalars = text.unicodeScalars.map(\.value)
  }

  /// The steps; nil for what is not a pattern.
  mutating func program() -> [Step]? {
    if take("(?i)") { ignoresCase = true }
    guard let steps = alternatives(), position == scalars.count else { return nil }
    return steps + [.match]
  }

  private mutating func alternatives() -> [Step]? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth, var steps = sequence() else { return nil }
    while take("|") {
      guard let other = sequence() else { return nil }
      let head: [Step] = [.split(1, steps.count + 2)]
      steps = head + steps.moved(by: 1) + [.jump(steps.count + other.count + 2)] + other.moved(by: steps.count + 2)
      guard steps.count <= Self.maximumSteps else { return nil }
    }
    return steps
  }

  private mutating func sequence() -> [Step]? {
    var steps: [Step] = []
    while position < scalars.count, !isNext("|"), !isNext(")") {
      guard let item = repeated() else { return nil }
      steps += item.moved(by: steps.count)
      guard steps.count <= Self.maximumSteps else { return nil }
    }
    return steps
  }

  private mutating func repeated() -> [Step]? {
    guard var steps = atom() else { return nil }
    while let range = repetition() {
      guard let repeated = Self.repeating(steps, range.least, range.most) else { return nil }
      steps = repeated
      // A lazy repetition finds the same names.
      _ = take("?")
    }
    return steps
  }

  /// `*`, `+`, `?` or `{m,n}`; nil where none follows.
  private mutating func repetition() -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{"), let least = number() else {
      position = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      position = start
      return nil
    }
    return (least, most)
  }

  private static func repeating(_ steps: [Step], _ least: Int, _ most: Int?) -> [Step]? {
    let copies = max(least, most ?? least + 1)
    guard least <= copies, copies * (steps.count + 2) <= maximumSteps else { return nil }
    var result: [Step] = []
    for _ in 0..<least { result += steps.moved(by: result.count) }
    guard let most else {
      let start = result.count
      result.append(.split(start + 1, start + steps.count + 2))
      return result + steps.moved(by: start + 1) + [.jump(start)]
    }
    guard most >= least else { return nil }
    let end = result.count + (most - least) * (steps.count + 1)
    for _ in least..<most {
      result.append(.split(result.count + 1, end))
      result += steps.moved(by: result.count)
    }
    return result
  }

  private mutating func atom() -> [Step]? {
    if take("(") {
      if take("?"), !take(":") { return nil }
      guard let steps = alternatives(), take(")") else { return nil }
      return steps
    }
    if take("[") { return characterClass().map { [.one($0)] } }
    if take("^") { return [.start] }
    if take("$") { return [.end] }
    if take(".") { return [.one(NamePattern.CharacterSet(isInverted: true))] }
    if take("\\") { return escape() }
    guard position < scalars.count, !"*+?".unicodeScalars.contains(where: { $0.value == scalars[position] }) else {
      return nil
    }
    position += 1
    return [.one(single(scalars[position - 1]))]
  }

  private mutating func escape() -> [Step]? {
    guard position < scalars.count else { return nil }
    if take("b") { return [.wordBoundary(true)] }
    if take("B") { return [.wordBoundary(false)] }
    return escapedSet().map { [.one($0)] }
  }

  /// What stands behind a backslash: a class, or a sign that means itself. Other letters mean nothing.
  private mutating func escapedSet() -> NamePattern.CharacterSet? {
    guard position < scalars.count, let scalar = Unicode.Scalar(scalars[position]) else { return nil }
    position += 1
    switch scalar {
    case "d": return Self.digit
    case "w": return Self.word
    case "s": return Self.space
    case "D": return NamePattern.CharacterSet(ranges: Self.digit.ranges, isInverted: true)
    case "W": return NamePattern.CharacterSet(ranges: Self.word.ranges, isInverted: true)
    case "S": return NamePattern.CharacterSet(ranges: Self.space.ranges, isInverted: true)
    case "t": return single(0x09)
    case "n": return single(0x0A)
    default: return Self.word.contains(scalar.value) ? nil : single(scalar.value)
    }
  }

  /// `[a-z_]` from behind its first bracket.
  private mutating func characterClass() -> NamePattern.CharacterSet? {
    var set = NamePattern.CharacterSet(isInverted: take("^"))
    var isFirst = true
    while isFirst || !isNext("]") {
      guard position < scalars.count else { return nil }
      isFirst = false
      let start = scalars[position]
      position += 1
      if start == 0x5C {
        guard let escaped = escapedSet(), !escaped.isInverted else { return nil }
        set.ranges += escaped.ranges
        continue
      }
      var end = start
      if isNext("-"), position + 1 < scalars.count, scalars[position + 1] != 0x5D {
        end = scalars[position + 1]
        position += 2
      }
      guard start <= end else { return nil }
      set.ranges += ignoresCase && start == end ? single(start).ranges : [start...end]
    }
    return take("]") ? set : nil
  }

  private func single(_ scalar: UInt32) -> NamePattern.CharacterSet {
    var set = NamePattern.CharacterSet(ranges: [scalar...scalar])
    if ignoresCase, let letter = Unicode.Scalar(scalar), letter.properties.isAlphabetic, letter.isASCII {
      set.ranges.append((scalar ^ 0x20)...(scalar ^ 0x20))
    }
    return set
  }

  private mutating func number() -> Int? {
    let start = position
    while position < scalars.count, Self.digit.contains(scalars[position]) { position += 1 }
    guard position > start, position - start <= 4 else { return nil }
    return scalars[start..<position].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private func isNext(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes in
      position + bytes.count <= scalars.count
        && bytes.indices.allSatisfy { UInt32(bytes[$0]) == scalars[position + $0] }
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard isNext(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }
}

extension [NamePattern.Step] {
  /// The steps at a place further on.
  fileprivate func moved(by distance: Int) -> [NamePattern.Step] {
    map { step in
      switch step {
      case .split(let a, let b): .split(a + distance, b + distance)
      case .jump(let target): .jump(target + distance)
      default: step
      }
    }
  }
}
