import Testing

import PerfDiagnostics

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("…", 1), ("±", 1), ("✗", 1), ("✓", 1), ("~", 1),
    ("検索", 4), ("한국", 4), ("ﾊﾝ", 2), ("ＡＢ", 4), ("、", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("𠀋", 2), ("€", 1),
    ("🚀", 2), ("👍🏽", 2), ("🇩🇪", 2), ("☺", 1), ("☺️", 2), ("1️⃣", 2), ("⌚", 2), ("กำ", 2), ("नि", 2), ("ไม่", 2),
  ])
  func `Cells of a text`(_ text: String, _ cells: Int) { #expect(DisplayWidth.of(text) == cells) }
}
