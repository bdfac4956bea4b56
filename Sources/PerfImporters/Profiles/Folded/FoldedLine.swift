import PerfDiagnostics
import PerfModel

/// A line of folded stacks: the frames, the root first, and one count, or two of a differential, in thousandths.
///
/// Frames may hold spaces and numbers, so that the count is what stands behind the last space (and a second one what stands before it).
struct FoldedLine {
  let frames: [Substring]
  let counts: [Int64]
  /// Whether a count has decimals.
  let isFractional: Bool

  init?(_ text: some StringProtocol) {
    var line = Substring(text)
    while line.last?.isWhitespace == true { line = line.dropLast() }
    guard let last = Self.takeCount(&line) else { return nil }
    var counts = [last]
    var before = line
    // A second column only where a stack is left before it; a frame may end in a number, which whole files show (`FoldedStackTable`).
    if let second = Self.takeCount(&before), !before.isEmpty {
      counts.insert(second, at: 0)
      line = before
    }
    frames = line.split(separator: ";", omittingEmptySubsequences: true)
    self.counts = counts.map(\.value)
    isFractional = counts.contains(where: \.isFractional)
  }

  private static func takeCount(_ line: inout Substring) -> (value: Int64, isFractional: Bool)? {
    guard let space = line.lastIndex(where: { $0 == " " || $0 == "\t" }) else { return nil }
    let word = line[line.index(after: space)...]
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty,
      whole.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int64(whole), number <= Int64.max / 1000
    else { return nil }
    var thousandths: Int64 = 0
    var isFractional = false
    if parts.count == 2 {
      guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      thousandths = Int64(parts[1].prefix(3).padding(to: 3)) ?? 0
      isFractional = parts[1].contains { $0 != "0" }
    }
    line = line[..<space]
    while line.last == " " { line = line.dropLast() }
    return (number * 1000 + thousandths, isFractional)
  }
}

/// The stacks of a file.
struct FoldedStackTable {
  private var lines: [(frames: [Substring], counts: [Int64])] = []
  private var isFractional = false
  /// Whether every line has a second count; where one has not, a number before the count belongs to the frame.
  private var isDifferential = true

  var isEmpty: Bool { lines.isEmpty }

  mutating func add(_ line: FoldedLine) {
    lines.append((line.frames, line.counts))
    if line.isFractional { isFractional = true }
    if line.counts.count < 2 { isDifferential = false }
  }

  /// The profile; a fractional count makes all values thousandths, so that none is rounded in silence.
  func profile(file: String) throws(Diagnostic) -> Profile {
    let unit = isFractional ? "thousandths" : "count"
    let types =
      isDifferential
      ? [ProfileValueType("before", unit), ProfileValueType("after", unit)] : [ProfileValueType("samples", unit)]
    var builder = ProfileBuilder(types)
    for (frames, counts) in lines {
      var stack = frames.map { builder.location(function: builder.function(String($0), file: Self.file(of: $0))) }
      var values = counts
      if !isDifferential, counts.count == 2 {
        // The number before the count was the end of the leaf's name.
        values = [counts[1]]
        let leaf = (frames.last ?? "") + " " + String(counts[0] / 1000)
        if !stack.isEmpty { stack.removeLast() }
        stack.append(builder.location(function: builder.function(String(leaf))))
      }
      builder.add(stack.reversed(), isFractional ? values : values.map { $0 / 1000 })
    }
    return try builder.finish(file: file)
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

extension Substring {
  fileprivate func padding(to length: Int) -> String {
    String(self) + String(repeating: "0", count: Swift.max(0, length - count))
  }
}
