/// What a single word behind a number says, as people write it in documents.
///
/// KB, MB and GB are decimal, as in the SI; KiB, MiB, GiB and Kubernetes' Ki, Mi, Gi are binary. Kb, Mb and Gb can be bits, and
/// M or G alone can be either kind of byte or a million: they are no unit here.
public enum UnitWord: Sendable, Hashable {
  /// `ms`, `GB`, `percent`.
  case unit(Unit)
  /// `rps`: the unit and what it counts.
  case rate(Unit, of: Counted)
  /// `requests`, which becomes a rate with "per second" behind it.
  case counted(Counted)

  /// What a rate counts.
  public enum Counted: Sendable, Hashable {
    case requests
    case iterations
  }

  /// Reads one word without spaces; nil where it is no unit.
  public init?(_ word: String) {
    if let exact = Self.exact[word] {
      self = exact
    } else if !Self.ambiguous.contains(word), let folded = Self.folded[word.lowercased()] {
      self = folded
    } else {
      return nil
    }
  }

  /// The frequency of a period: "second" of "per second".
  public static func per(_ period: String) -> Unit? { periods[period.lowercased()] }

  private static let ambiguous: Set<String> = ["Kb", "kb", "Mb", "Gb", "M", "G"]

  /// Words whose case carries the meaning.
  private static let exact: [String: UnitWord] = [
    "B": .unit(.bytes), "kB": .unit(.kilobytes), "KB": .unit(.kilobytes), "MB": .unit(.megabytes),
    "GB": .unit(.gigabytes), "Ki": .unit(.kibibytes), "Mi": .unit(.mebibytes), "Gi": .unit(.gibibytes),
    "m": .unit(.minutes),
  ]

  private static let folded: [String: UnitWord] = table([
    (.unit(.nanoseconds), "ns nanosecond nanoseconds"),
    // Both code points: the micro sign and the Greek letter.
    (.unit(.microseconds), "us \u{B5}s \u{3BC}s microsecond microseconds"),
    (.unit(.milliseconds), "ms msec msecs millis millisecond milliseconds"),
    (.unit(.seconds), "s sec secs second seconds"),
    (.unit(.minutes), "min mins minute minutes"),
    (.unit(.hours), "h hr hrs hour hours"),
    (.unit(.percent), "percent pct"),
    (.unit(.bytes), "byte bytes"),
    (.unit(.kilobytes), "kilobyte kilobytes"),
    (.unit(.megabytes), "mb megabyte megabytes"),
    (.unit(.gigabytes), "gb gigabyte gigabytes"),
    (.unit(.kibibytes), "kib kibibyte kibibytes"),
    (.unit(.mebibytes), "mib mebibyte mebibytes"),
    (.unit(.gibibytes), "gib gibibyte gibibytes"),
    (.rate(.perSecond, of: .requests), "rps qps tps"),
    (.rate(.perMinute, of: .requests), "rpm"),
    (.rate(.perHour, of: .requests), "rph"),
    (
      .counted(.requests),
      "r req reqs request requests call calls hit hits query queries op ops operation operations txn txns "
        + "transaction transactions"
    ),
    (.counted(.iterations), "iter iters iteration iterations"),
  ])

  private static let periods: [String: Unit] = table([
    (.perSecond, "s sec second"), (.perMinute, "min minute m"), (.perHour, "h hr hour"),
  ])

  private static func table<Meaning>(_ lines: [(Meaning, String)]) -> [String: Meaning] {
    var table: [String: Meaning] = [:]
    for (meaning, words) in lines {
      for word in words.split(separator: " ") { table[String(word)] = meaning }
    }
    return table
  }
}
