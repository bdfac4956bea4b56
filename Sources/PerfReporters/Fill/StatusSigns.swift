/// How a document marks what is met, too close to call, and missed.
public struct StatusSigns: Sendable, Hashable {
  public let met: String
  public let close: String
  public let missed: String
  /// Whether the three are the colours of a traffic light.
  let hasColours: Bool

  /// The signs of which some stand in the cells of a document; ticks and crosses where there are none.
  public init(usedIn cells: some Sequence<String>) {
    let cells = Set(cells)
    if !cells.isDisjoint(with: ["🟢", "🟡", "🔴"]) {
      self.init(met: "🟢", close: "🟡", missed: "🔴", hasColours: true)
      return
    }
    for family in Self.families {
      for write in [{ $0 }, Self.capitalised, { $0.uppercased() }] as [(String) -> String]
      where cells.contains(write(family.met)) || cells.contains(write(family.missed)) {
        self.init(
          met: write(family.met), close: write("close"), missed: write(family.missed), hasColours: false)
        return
      }
    }
    self.init(met: "✅", close: "⚠️", missed: "❌", hasColours: false)
  }

  private init(met: String, close: String, missed: String, hasColours: Bool) {
    (self.met, self.close, self.missed, self.hasColours) = (met, close, missed, hasColours)
  }

  private static let families: [(met: String, missed: String)] = [
    ("pass", "fail"), ("passed", "failed"), ("met", "missed"), ("ok", "not ok"),
  ]

  private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
