/// Resampling of a dependent series in blocks that wrap around its end.
///
/// D. N. Politis and J. P. Romano, "A circular block-resampling procedure for stationary data", in LePage and Billard (eds.), Exploring
/// the Limits of Bootstrap, 1992: each value takes part equally often, so that the bootstrap mean is centred.
public enum BlockBootstrap {
  /// The statistic of each of `replicates` resamples.
  ///
  /// A resample draws ⌈n/b⌉ blocks of b consecutive places, the last one cut so that there are n, and is described by how often each
  /// place was drawn. O(replicates·n), besides what `statistic` costs. The same seed gives the same result.
  /// - Parameters:
  ///   - count: n, the number of places in the series; nothing is drawn without any.
  ///   - blockLength: b, from 1 to n.
  ///   - statistic: of how often each place was drawn.
  public static func replicates(
    _ replicates: Int, of count: Int, blockLength: Int, seed: UInt64, statistic: (_ drawn: [Int]) -> Double
  ) -> [Double] {
    guard count > 0, replicates > 0 else { return [] }
    let length = min(max(blockLength, 1), count)
    var generator = SplitMix64(seed: seed)
    var drawn = [Int](repeating: 0, count: count)
    return (0..<replicates).map { _ in
      for place in drawn.indices { drawn[place] = 0 }
      var missing = count
      while missing > 0 {
        var place = generator.next(below: count)
        for _ in 0..<min(length, missing) {
          drawn[place] += 1
          place = place + 1 == count ? 0 : place + 1
        }
        missing -= min(length, missing)
      }
      return statistic(drawn)
    }
  }
}
