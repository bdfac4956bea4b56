import PerfDiagnostics
import PerfFormats
import TestCorpus
import Testing

/// One result in every style of psql 15, as it printed it (`Styles/`): cells with line ends, bars, quotation marks, wide characters and null.
///
/// `Styles-unmarked/` has `old-ascii` without a border, whose rows nothing tells from their lines.
struct PSQLTableTests {
  static let folder = TestCorpus.repository + "/Tests/PerfFormatsTests/PSQL/Styles/"
  static let styles = TestCorpus.files(below: folder)

  private static let rows: [[String?]] = [
    ["1", "SELECT a,\n  b || c\n FROM \"t\"", "12.5", "x"],
    ["-22", "SELECT '日本' AS name, count(*) FROM courses WHERE id = 1 AND title LIKE 'a|b%'", nil, "long word"],
    ["3", "COMMIT", "0", "two\nlines"],
  ]

  /// Styles without a sign of their end; `unaligned` with commas looks like CSV once it has lost its own.
  private static let endless = ["csv", "expanded-csv", "unaligned-", "expanded-unaligned"]

  @Test func everyStyleIsHere() { #expect(Self.styles.count == 49) }

  @Test(arguments: styles)
  func readsTheSameTable(style: String) throws {
    let bytes = try #require(TestCorpus.bytes(ofPath: Self.folder + style))
    let table = try PSQLTable(bytes, name: style)
    #expect(table.columns == ["queryid", "query", "mean_exec_time", "note"])
    #expect(table.rows.map(\.cells) == Self.rows)
    #expect(table.isWhole != false)
    #expect(PSQLTable.columns(of: bytes[...].prefix(4096)) == table.columns)
  }

  @Test(arguments: styles)
  func readsOtherLineEnds(style: String) throws {
    let bytes = try #require(TestCorpus.bytes(ofPath: Self.folder + style))
    let marked: [UInt8] =
      [0xEF, 0xBB, 0xBF] + bytes.flatMap { (byte: UInt8) -> [UInt8] in byte == 0x0A ? [0x0D, 0x0A] : [byte] }
    #expect(try PSQLTable(marked, name: style).rows.map(\.cells) == Self.rows)
  }

  /// A table that is cut anywhere is a table of less, or an error; where rows are lost it says so.
  @Test(arguments: styles)
  func survivesCuts(style: String) throws {
    let bytes = try #require(TestCorpus.bytes(ofPath: Self.folder + style))
    for length in 0..<bytes.count {
      guard let table = try? PSQLTable(Array(bytes[..<length]), name: style) else { continue }
      if table.isWhole != false, !Self.endless.contains(where: style.hasPrefix) {
        #expect(table.rows.map(\.cells) == Self.rows, "after \(length) bytes")
      }
    }
  }

  private static let unmarkedFolder = TestCorpus.repository + "/Tests/PerfFormatsTests/PSQL/Styles-unmarked/"
  private static let unmarked = TestCorpus.files(below: unmarkedFolder)

  @Test("a style in which nothing marks that a cell goes on is refused at the line that does", arguments: unmarked)
  func refusesUnmarkedLines(style: String) throws {
    let bytes = try #require(TestCorpus.bytes(ofPath: Self.unmarkedFolder + style))
    let error = #expect(throws: Diagnostic.self) { try PSQLTable(bytes, name: style) }
    #expect(error?.id == .tableMalformed && error?.hint?.contains("psql --csv") == true)
    // `b || c` of the first row: the fourth line in each style, but for headlines of expanded output.
    #expect(error?.location?.line == 4)
  }

  @Test func whatWasTypedMayStandBefore() throws {
    let text = "psql (15.18)\nlms=# select 1;\n query | calls \n-------+-------\n a     |     2\n(1 row)\n\nlms=# \n"
    let table = try PSQLTable(Array(text.utf8), name: "t")
    #expect(table.columns == ["query", "calls"] && table.rows.map(\.cells) == [["a", "2"]] && table.isWhole == true)
  }

  @Test(
    "behind short names an expanded headline has no joint",
    arguments: [
      "-[ RECORD 1 ]\na  | 1|2\nbc | \n-[ RECORD 2 ]\na  | x\nbc | y\n\n",
      "+-[ RECORD 1 ]-+\n| a  | 1|2     |\n| bc |         |\n+-[ RECORD 2 ]-+\n"
        + "| a  | x       |\n| bc | y       |\n+----+---------+\n\n",
    ])
  func expandedOfShortNames(text: String) throws {
    let table = try PSQLTable(Array(text.utf8), name: "t")
    #expect(table.columns == ["a", "bc"] && table.rows.map(\.cells) == [["1|2", nil], ["x", "y"]])
    #expect(table.isWhole == true)
  }

  @Test(
    "cells are those of the terminal, with frames, Latin and wide characters",
    arguments: [
      " name │ n \n──────┼───\n café │ 2 \n", " 名前 │ n \n──────┼───\n 検索 │ 2 \n",
    ])
  func cells(text: String) throws {
    let table = try PSQLTable(Array(text.utf8), name: "t")
    #expect(table.columns.last == "n" && table.rows.map { $0.cells.last } == ["2"])
    #expect(["café", "検索"].contains(table.rows.first?.cells.first))
  }

  @Test(arguments: ["", "\n", "hello\n", "----\n", "a|b", "|||", "{\"a\":", "<table", "* Record 1\n", "[options=\n"])
  func refusesWhatIsNoTable(text: String) {
    let table = try? PSQLTable(Array(text.utf8), name: "t")
    #expect(table?.rows.isEmpty != false)
  }
}
