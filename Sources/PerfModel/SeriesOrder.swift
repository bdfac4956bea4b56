import PerfStats

/// The order of a run's series.
///
/// Of 10,000 endpoints there are 140,000 series: the names of metrics and endpoints are put in order once, and the series by the numbers
/// that come of it. Names are compared only to tell the labels of one metric and endpoint apart.
struct SeriesOrder {
  private var metrics = Names<MetricID>()
  private var endpoints = Names<String?>()
  private var items: [RadixSort.Keyed] = []

  /// The places of keys in ascending order; equal ones keep theirs.
  static func places(_ keys: [SeriesKey]) -> [Int] {
    var order = SeriesOrder()
    for key in keys { order.add(key) }
    return order.sorted(keys)
  }

  private mutating func add(_ key: SeriesKey) {
    let number = UInt64(metrics.number(of: key.metric)) << 32 | UInt64(endpoints.number(of: key.endpoint))
    items.append(RadixSort.Keyed(key: number, payload: UInt64(items.count)))
  }

  private func sorted(_ keys: [SeriesKey]) -> [Int] {
    let metricRanks = metrics.ranks { SeriesKey($0) < SeriesKey($1) }
    let endpointRanks = endpoints.ranks { a, b in a.map { a in b.map { a < $0 } ?? false } ?? (b != nil) }
    var items = items.map { item in
      RadixSort.Keyed(
        key: metricRanks[Int(item.key >> 32)] << 32 | endpointRanks[Int(item.key & 0xFFFF_FFFF)], payload: item.payload)
    }
    RadixSort.sort(&items)
    var places = items.map { Int($0.payload) }
    var first = 0
    while first < items.count {
      var next = first + 1
      while next < items.count, items[next].key == items[first].key { next += 1 }
      if next - first > 1 {
        places[first..<next].sort { (keys[$0].labels, $0) < (keys[$1].labels, $1) }
      }
      first = next
    }
    return places
  }

  /// Numbers for names, in the order in which they come.
  private struct Names<Name: Hashable> {
    private var numbers: [Name: Int] = [:]
    private var names: [Name] = []
    private var last = 0

    /// Mostly that of the last one: importers tell one endpoint after the other.
    mutating func number(of name: Name) -> Int {
      if last < names.count, names[last] == name { return last }
      last = numbers[name] ?? names.count
      if last == names.count {
        numbers[name] = last
        names.append(name)
      }
      return last
    }

    /// For each number, where its name stands among all.
    func ranks(_ isBefore: (Name, Name) -> Bool) -> [UInt64] {
      var ranks = [UInt64](repeating: 0, count: names.count)
      let order = names.indices.sorted { isBefore(names[$0], names[$1]) }
      for (rank, number) in order.enumerated() { ranks[number] = UInt64(rank) }
      return ranks
    }
  }
}
