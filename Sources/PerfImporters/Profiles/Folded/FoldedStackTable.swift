import PerfDiagnostics
import PerfModel

/// The stacks of a file.
struct FoldedStackTable {
  private var lines: [(frames: [Substring], counts: [Int64])] = []
  /// What the last counts of the lines have in common.
  private var counts = FoldedCounts()
  private var isFractional = false
  /// Whether every line has a second count; where one has not, a number before the count belongs to the frame.
  private var isDifferential = true

  var isEmpty: Bool { lines.isEmpty }

  mutating func add(_ line: FoldedLine) {
    lines.append((line.frames, line.counts))
    if let count = line.counts.last { counts.add(count / 1000) }
    if line.isFractional { isFractional = true }
    if line.counts.count < 2 { isDifferential = false }
  }

  /// What the values of a file with one column of whole numbers are.
  var meaning: FoldedCounts.Meaning { isDifferential || isFractional ? .samples : counts.meaning }

  /// The profile; a fractional count makes all values thousandths, so that none is rounded in silence. Where counts are weights, they are
  /// shown, and the samples derived from them, where that is possible, stand before them.
  func profile(file: String) throws(Diagnostic) -> Profile {
    let meaning = meaning
    var builder = ProfileBuilder(types(meaning))
    if case .weights(let each) = meaning {
      builder.parts.period = ProfilePeriod(ProfileValueType("weight", "count"), each)
    }
    for (frames, counts) in lines {
      var stack = frames.map { builder.location(function: builder.function(String($0), file: Self.file(of: $0))) }
      var values = counts
      if !isDifferential, counts.count == 2 {
        // The number before the count was the end of the leaf's name.
        values = [counts[1]]
        let leaf = (frames.last.map { "\($0) " } ?? "") + String(counts[0] / 1000)
        if !stack.isEmpty { stack.removeLast() }
        stack.append(builder.location(function: builder.function(leaf)))
      }
      if !isFractional { values = values.map { $0 / 1000 } }
      if case .weights(let each) = meaning { values = [values[0] / each, values[0]] }
      builder.add(stack.reversed(), values)
    }
    return try builder.finish(file: file)
  }

  private func types(_ meaning: FoldedCounts.Meaning) -> [ProfileValueType] {
    let unit = isFractional ? "thousandths" : "count"
    if isDifferential { return [ProfileValueType("before", unit), ProfileValueType("after", unit)] }
    return switch meaning {
    case .samples: [ProfileValueType("samples", unit)]
    case .weights: [ProfileValueType("samples", unit), ProfileValueType("weight", unit)]
    case .unknownWeights: [ProfileValueType("weight", unit)]
    }
  }

  /// The file in py-spy's `query (app.py:20)`.
  private static func file(of frame: Substring) -> String {
    guard frame.hasSuffix(")"), let open = frame.lastIndex(of: "(") else { return "" }
    let place = frame[frame.index(after: open)...].dropLast()
    guard let colon = place.lastIndex(of: ":"), Int(place[place.index(after: colon)...]) != nil else {
      return place.hasSuffix(".py") ? String(place) : ""
    }
    return String(place[..<colon])
  }
}
