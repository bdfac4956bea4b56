import PerfModel

/// Collects rows of sysstat's tables; processes of one command at one time are one reading.
struct SysstatPoints {
  private var points = ResourcePoints()
  private var sums: [ResourceKey: Double] = [:]
  private var time: Int64?
  private var place = 0

  /// Adds a row.
  /// - Parameter time: nil where the source does not tell; then rows under one header are of one time.
  mutating func add(_ row: SysstatRow, time: Int64?, place: Int) {
    if time != self.time || place != self.place { close() }
    (self.time, self.place) = (time, place)
    for reading in row.readings() {
      if reading.isSummed {
        sums[reading.key, default: 0] += reading.value
      } else {
        points.add(reading.key, reading.value, time: time, place: place)
      }
    }
  }

  private mutating func close() {
    for (key, value) in sums { points.add(key, value, time: time, place: place) }
    sums = [:]
  }

  /// The readings of all rows; nil where none says anything of a resource.
  consuming func finish() -> ResourcePoints? {
    close()
    points.dropIdleNetworks()
    return points.isEmpty ? nil : points
  }
}
