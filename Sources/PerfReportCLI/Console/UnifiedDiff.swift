/// The difference of two versions of a document of which lines were changed in place, as `patch` reads it.
///
/// Lines that are not at the same ends of both versions are put side by side from the top, which is what filling leaves: there
/// is no search for the least difference.
enum UnifiedDiff {
  private static let context = 3

  /// The difference, byte by byte; empty where there is none.
  static func bytes(_ old: [UInt8], _ new: [UInt8], name: String) -> [UInt8] {
    let (before, after) = (lines(old), lines(new))
    let shorter = min(before.count, after.count)
    var ending = 0
    while ending < shorter, before[before.count - 1 - ending] == after[after.count - 1 - ending] { ending += 1 }
    // Where the versions differ in length, the rest of the longer one stands here.
    let paired = shorter - ending
    var changed = (0..<paired).filter { before[$0] != after[$0] }.map { ($0..<$0 + 1, $0..<$0 + 1) }
    if before.count != after.count {
      changed.append((paired..<before.count - ending, paired..<after.count - ending))
    }
    guard !changed.isEmpty else { return [] }
    var output = Array("--- \(name)\n+++ \(name)\n".utf8)
    for hunk in hunks(changed) { output += text(hunk, before, after) }
    return output
  }

  private typealias Change = (old: Range<Int>, new: Range<Int>)

  /// Changes with so few lines between them that their contexts would touch belong together.
  private static func hunks(_ changes: [Change]) -> [[Change]] {
    var hunks: [[Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func text(
    _ hunk: [Change], _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]
  ) -> [UInt8] {
    let (first, last) = (hunk[0], hunk[hunk.count - 1])
    let lead = min(context, first.old.lowerBound)
    let trail = min(context, before.count - last.old.upperBound)
    let old = first.old.lowerBound - lead..<last.old.upperBound + trail
    let new = first.new.lowerBound - lead..<last.new.upperBound + trail
    var output = Array("@@ -\(place(old)) +\(place(new)) @@\n".utf8)
    var position = old.lowerBound
    var index = 0
    while index < hunk.count {
      for line in before[position..<hunk[index].old.lowerBound] { output += marked(" ", line) }
      // Neighbours read better as one block of old lines and one of new ones.
      var end = index
      while end + 1 < hunk.count, hunk[end + 1].old.lowerBound == hunk[end].old.upperBound { end += 1 }
      for line in before[hunk[index].old.lowerBound..<hunk[end].old.upperBound] { output += marked("-", line) }
      for line in after[hunk[index].new.lowerBound..<hunk[end].new.upperBound] { output += marked("+", line) }
      position = hunk[end].old.upperBound
      index = end + 1
    }
    for line in before[position..<old.upperBound] { output += marked(" ", line) }
    return output
  }

  /// The first line, from 1, and how many; of an empty range the line before it.
  private static func place(_ range: Range<Int>) -> String {
    "\(range.isEmpty ? range.lowerBound : range.lowerBound + 1),\(range.count)"
  }

  private static func marked(_ mark: Character, _ line: ArraySlice<UInt8>) -> [UInt8] {
    let isTerminated = line.last == UInt8(ascii: "\n")
    return Array(String(mark).utf8) + line + (isTerminated ? [] : Array("\n\\ No newline at end of file\n".utf8))
  }

  /// The lines with their ends.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }
}
