/// Gives ids of a profile their index, in the order in which they are first met, be it where they are used or where they are defined.
struct PProfIDs {
  /// Index + 1 of small ids, which nearly all are; 0 for none.
  private var small: [UInt32] = []
  private var large: [UInt64: UInt32] = [:]
  private(set) var isDefined: [Bool] = []
  /// An id that was defined twice, or the reserved 0.
  private(set) var clash: UInt64?

  var count: Int { isDefined.count }
  /// Whether every id that was used was defined.
  var areAllDefined: Bool { !isDefined.contains(false) }

  /// The index of an id.
  @inline(__always)
  mutating func index(of id: UInt64) -> Int {
    if id < UInt64(small.count) {
      let known = small[Int(id)]
      if known != 0 { return Int(known) - 1 }
    }
    return newIndex(of: id)
  }

  /// The index of an id where it is defined.
  mutating func define(_ id: UInt64) -> Int {
    let index = index(of: id)
    if isDefined[index] || id == 0 { clash = id }
    isDefined[index] = true
    return index
  }

  private mutating func newIndex(of id: UInt64) -> Int {
    // Ids may be anything; a table by id is kept only for those that could be numbers of a row.
    let isSmall = id < UInt64(4 * count + 4096)
    if !isSmall, let known = large[id] { return Int(known) }
    if isSmall, let known = large.removeValue(forKey: id) {
      remember(id, known)
      return Int(known)
    }
    let index = UInt32(truncatingIfNeeded: count)
    isDefined.append(false)
    if isSmall { remember(id, index) } else { large[id] = index }
    return Int(index)
  }

  private mutating func remember(_ id: UInt64, _ index: UInt32) {
    if small.count <= Int(id) { small += Array(repeating: 0, count: Int(id) + 1 - small.count + small.count / 2) }
    small[Int(id)] = index + 1
  }
}
