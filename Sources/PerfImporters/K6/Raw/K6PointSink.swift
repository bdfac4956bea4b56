import PerfModel

/// Brings points to the tally: finds out which request or check their tags name, and remembers it for each block of tags.
struct K6PointSink<Syntax: K6TagFields.Syntax>: Sendable {
  private(set) var tally: K6Tally
  private let syntax: Syntax
  /// Blocks of tags that were seen before, and their numbers in `known`.
  private var blocks = ByteCache()
  private var known: [Known] = []
  /// What requests are counted under, and their numbers in the tally: URLs with ids in them are many, routes few.
  private var requests = ByteCache()
  private var key: [UInt8] = []

  /// What a block of tags names, -1 where nobody has asked yet.
  private struct Known {
    var request: Int32 = -1
    var check: Int32 = -1
  }

  init(_ tally: K6Tally, syntax: Syntax) {
    self.tally = tally
    self.syntax = syntax
  }

  /// Works on the tally directly, for what is not a point with tags.
  mutating func withTally(_ body: (inout K6Tally) -> Void) { body(&tally) }

  /// The number of a block of tags that has been seen or is as the tool writes it; nil where that is for the general parser.
  mutating func block(in bytes: RawSpan, at offset: Int, count: Int) -> Int? {
    let hash = ByteCache.hash(bytes, at: offset, count: count)
    if let number = blocks.number(of: bytes, at: offset, count: count, hash: hash) { return number }
    guard syntax.fields(in: bytes, at: offset, count: count) != nil else { return nil }
    if blocks.makeRoom(for: count) { known.removeAll(keepingCapacity: true) }
    blocks.insert(bytes, at: offset, count: count, hash: hash, number: known.count)
    known.append(Known())
    return known.count - 1
  }

  /// Adds a point whose block of tags has a number; false where the tags take the general parser.
  @inline(__always)
  mutating func add(
    _ role: K6Tally.Role, metric: Int, block: Int, _ bytes: RawSpan, at offset: Int, count: Int, time: Int64,
    value: Double, position: Int
  ) -> Bool {
    switch role {
    case .duration, .phase, .failed:
      var request = Int(known[block].request)
      if request < 0 {
        guard let found = self.request(in: bytes, at: offset, count: count) else { return false }
        known[block].request = Int32(truncatingIfNeeded: found)
        request = found
      }
      tally.add(role, request: request, time: time, value: value)
    case .requests: tally.addRequests(value)
    case .check:
      var check = Int(known[block].check)
      if check < 0 {
        guard let tags = syntax.fields(in: bytes, at: offset, count: count)?.tags(in: bytes, syntax) else {
          return false
        }
        check = tally.check(path: tags.checkPath ?? "")
        known[block].check = Int32(truncatingIfNeeded: check)
      }
      tally.addCheck(check, value)
    case .users: tally.addUsers(value, at: time)
    case .other: tally.add(metric: metric, value, at: time, position: position)
    }
    return true
  }

  /// Adds a point that the general parser has read.
  mutating func add(_ point: K6Point, position: Int) {
    let role = K6Tally.role(of: point.metric)
    switch role {
    case .duration, .phase, .failed:
      tally.add(role, request: tally.request(point.tags.requestKey), time: point.time, value: point.value)
    case .requests: tally.addRequests(point.value)
    case .check: tally.addCheck(tally.check(path: point.tags.checkPath ?? ""), point.value)
    case .users: tally.addUsers(point.value, at: point.time)
    case .other:
      tally.add(metric: tally.metric(named: point.metric), point.value, at: point.time, position: position)
    }
  }

  /// The number of the request that a block of tags names.
  private mutating func request(in bytes: RawSpan, at offset: Int, count: Int) -> Int? {
    guard let fields = syntax.fields(in: bytes, at: offset, count: count) else { return nil }
    // Taken out, so that its bytes can be looked at while the cache changes.
    var key: [UInt8] = []
    swap(&key, &self.key)
    defer { self.key = key }
    guard fields.writeRequestKey(of: bytes, to: &key) else {
      return fields.tags(in: bytes, syntax).map { tally.request($0.requestKey) }
    }
    let length = key.count
    // Wide loads go a little further than the key.
    key.append(contentsOf: repeatElement(0, count: 16))
    let hash = ByteCache.hash(key.span.bytes, at: 0, count: length)
    if let number = requests.number(of: key.span.bytes, at: 0, count: length, hash: hash) { return number }
    guard let tags = fields.tags(in: bytes, syntax) else { return nil }
    let number = tally.request(tags.requestKey)
    _ = requests.makeRoom(for: length)
    requests.insert(key.span.bytes, at: 0, count: length, hash: hash, number: number)
    return number
  }
}
