/// What only grows while a statement runs again and again, and so can be added up and subtracted. What the source does not have is absent,
/// not zero.
public struct QueryCounters: Sendable, Hashable {
  private var counts: [QueryCount: Int]
  private var times: [QueryTime: Double]

  /// - Parameter times: in seconds.
  public init(counts: [QueryCount: Int] = [:], times: [QueryTime: Double] = [:]) {
    self.counts = counts
    self.times = times
  }

  public subscript(count: QueryCount) -> Int? { counts[count] }

  /// Seconds.
  public subscript(time: QueryTime) -> Double? { times[time] }

  /// Seconds per call.
  public var meanTime: Double? {
    guard let total = times[.execution], let calls = counts[.calls], calls > 0 else { return nil }
    return total / Double(calls)
  }

  /// Blocks of the shared buffers that were asked for: found there or read.
  public var sharedBlocks: Int? {
    guard let hit = counts[.sharedHit], let read = counts[.sharedRead] else { return nil }
    let (sum, overflows) = hit.addingReportingOverflow(read)
    return overflows ? nil : sum
  }

  /// Both together; what one of them lacks is absent.
  public func adding(_ other: QueryCounters) -> QueryCounters {
    combined(with: other) {
      $0.addingReportingOverflow($1)
    } times: {
      $0 + $1
    }
  }

  /// What came since an earlier reading of the same counters; what one of them lacks is absent.
  /// - Returns: nil where a counter is less than it was: it was reset in between.
  public func subtracting(_ earlier: QueryCounters) -> QueryCounters? {
    let difference = combined(with: earlier) {
      $0.subtractingReportingOverflow($1)
    } times: {
      $0 - $1
    }
    guard difference.counts.values.allSatisfy({ $0 >= 0 }) else { return nil }
    for (time, value) in difference.times where value < 0 {
      // Sums of decimals differ in their last digits.
      guard let before = earlier[time], value >= -1e-9 * before else { return nil }
    }
    return QueryCounters(counts: difference.counts, times: difference.times.mapValues { max(0, $0) })
  }

  private func combined(
    with other: QueryCounters, counts join: (Int, Int) -> (partialValue: Int, overflow: Bool),
    times combine: (Double, Double) -> Double
  ) -> QueryCounters {
    var combined = QueryCounters()
    for (count, value) in counts {
      guard let second = other.counts[count], case let (sum, overflows) = join(value, second), !overflows else {
        continue
      }
      combined.counts[count] = sum
    }
    for (time, value) in times {
      if let second = other.times[time] { combined.times[time] = combine(value, second) }
    }
    return combined
  }
}

/// What is counted of a statement. The raw value is the name in JSON.
public enum QueryCount: String, Sendable, Hashable, CaseIterable {
  case calls
  case rows
  case plans
  case sharedHit = "sharedBlocksHit"
  case sharedRead = "sharedBlocksRead"
  case sharedDirtied = "sharedBlocksDirtied"
  case sharedWritten = "sharedBlocksWritten"
  case localHit = "localBlocksHit"
  case localRead = "localBlocksRead"
  case localDirtied = "localBlocksDirtied"
  case localWritten = "localBlocksWritten"
  case tempRead = "tempBlocksRead"
  case tempWritten = "tempBlocksWritten"
  case walRecords
  case walFullPageImages
  case walBytes
}

/// What time a statement took for, in seconds. The raw value is the name in JSON.
public enum QueryTime: String, Sendable, Hashable, CaseIterable {
  case execution = "totalTime"
  case planning = "planningTime"
  /// Reading and writing blocks of tables and indexes.
  case blockRead = "blockReadTime"
  case blockWrite = "blockWriteTime"
  case tempRead = "tempReadTime"
  case tempWrite = "tempWriteTime"
}
