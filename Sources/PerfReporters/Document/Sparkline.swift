/// A chart in one line of text, which renders wherever text does.
public enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")
  /// What stands where nothing is known; not the lowest bar, which is a value.
  private static let gap: Character = "·"

  /// The cells of a chart from 0 to the largest value: the lowest bar is 0, the highest the largest.
  ///
  /// From 0, because a chart that begins at the smallest value makes a mountain of every wobble.
  public static func text(_ cells: [Double?]) -> String {
    let top = cells.compactMap(\.self).max() ?? 0
    return String(
      cells.map { value in
        guard let value else { return gap }
        guard top > 0, value > 0 else { return bars[0] }
        // A value that is not 0 is never drawn as one.
        return bars[max(1, min(bars.count - 1, Int((value / top * Double(bars.count - 1)).rounded())))]
      })
  }

  /// Values at times, drawn together in cells of equal length.
  /// - Parameters:
  ///   - points: ascending times in 0..<span, and the values.
  ///   - count: of cells, at least 1.
  ///   - combine: the value of a cell from the values in it, of which there is at least one.
  ///   - empty: the value of a cell without points; nil is a gap.
  public static func cells(
    _ points: [(at: Double, value: Double)], span: Double, count: Int, empty: Double? = nil,
    combine: ([Double]) -> Double
  ) -> [Double?] {
    var groups = [[Double]](repeating: [], count: count)
    for point in points where span > 0 {
      let place = point.at / span * Double(count)
      guard place >= 0, place < Double(count) else { continue }
      groups[Int(place)].append(point.value)
    }
    return groups.map { $0.isEmpty ? empty : combine($0) }
  }
}
