/// The listed test cases by id, in the order of the file.
///
/// Ids lie end to end in one array of bytes: a report of a million cases makes no String for those that are only counted.
struct JUnitCaseTable: Sendable {
  private(set) var cases: [JUnitCase] = []
  private var ids: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [Int] = []
  /// Open addressing, at most half full. Most ids that are not listed are told by the tag, a byte a slot: a table of tens of
  /// thousands of cases stays in the processor's cache while a million ids pass.
  private var tags = [UInt8](repeating: 0, count: 64)
  private var places = [UInt32](repeating: 0, count: 64)

  var count: Int { cases.count }

  /// The id of a case.
  func id(at index: Int) -> String { String(decoding: ids[bounds(index)], as: UTF8.self) }

  /// The index of an id, nil where it is not listed. The hash is `Self.hash` of the id.
  func index(of id: [UInt8], hash: Int) -> Int? {
    let tag = Self.tag(hash)
    var slot = hash & (tags.count - 1)
    while tags[slot] != 0 {
      if tags[slot] == tag {
        let index = Int(places[slot])
        if hashes[index] == hash, ids[bounds(index)].elementsEqual(id) { return index }
      }
      slot = (slot + 1) & (tags.count - 1)
    }
    return nil
  }

  /// Lists an id that is not listed yet; returns its index.
  mutating func insert(_ id: [UInt8], hash: Int, _ newCase: JUnitCase) -> Int {
    if (cases.count + 1) * 2 > tags.count { grow() }
    cases.append(newCase)
    ids.append(contentsOf: id)
    ends.append(ids.count)
    hashes.append(hash)
    occupy(cases.count - 1)
    return cases.count - 1
  }

  mutating func add(_ element: JUnitCaseElement, suite: Int, at index: Int) {
    cases[index].add(element, suite: suite)
  }

  /// Seeded anew in each process, so that a file cannot be made to collide. Nothing that is shown depends on it.
  static func hash(_ id: [UInt8]) -> Int {
    var hasher = Hasher()
    id.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private func bounds(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// Seven bits of the hash that do not choose the slot; 0 is a free slot.
  private static func tag(_ hash: Int) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: hash >> 56) }

  private mutating func grow() {
    tags = [UInt8](repeating: 0, count: tags.count * 2)
    places = [UInt32](repeating: 0, count: tags.count)
    for index in cases.indices { occupy(index) }
  }

  private mutating func occupy(_ index: Int) {
    let hash = hashes[index]
    var slot = hash & (tags.count - 1)
    while tags[slot] != 0 { slot = (slot + 1) & (tags.count - 1) }
    tags[slot] = Self.tag(hash)
    places[slot] = UInt32(index)
  }
}
