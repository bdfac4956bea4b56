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
    while line.last?.isWhitespace == true { line.removeLast() }
    guard let last = Self.takeCount(&line) else { return nil }
    var counts = [last]
    var before = line
    // A frame may end in a number too, which whole files show (`FoldedStackTable`). A stack without a frame leaves a space.
    if let second = Self.takeCount(&before) {
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
    while line.last == " " { line.removeLast() }
    return (number * 1000 + thousandths, isFractional)
  }
}

extension Substring {
  fileprivate func padding(to length: Int) -> String {
    String(self) + String(repeating: "0", count: Swift.max(0, length - count))
  }
}
