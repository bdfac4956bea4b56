import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import Testing

/// Plans as psql 15 prints them: in a style in which a node would be lost they are refused, and never read in part.
struct ExplainStyleTests {
  private static let nodes = [
    "Limit  (cost=20.32..20.32 rows=3 width=28)", "  ->  Seq Scan on courses c  (cost=0.00..7.50 rows=100 width=24)",
  ]

  private static func read(_ text: String) throws -> [String] {
    let runs = try ImporterConformance.read(PostgresExplainImporter.self, Array(text.utf8), name: "plan.txt")
    return runs.flatMap(\.plans).flatMap { plan in plan.root.children.map(\.type) + [plan.root.type] }
  }

  @Test(
    "in a frame", arguments: [("", ""), (" ", " "), ("| ", " |"), ("│ ", " │")] as [(String, String)])
  func framed(left: String, right: String) throws {
    let rule = String(repeating: "-", count: 70)
    let lines = [left + "QUERY PLAN" + right, rule] + Self.nodes.map { left + $0 + right } + ["(2 rows)", ""]
    #expect(try Self.read(lines.joined(separator: "\n")) == ["Seq Scan", "Limit"])
  }

  @Test("a node whose figures old-ascii has wrapped without a mark is not left out in silence")
  func wrappedWithoutAMark() {
    let text =
      "| QUERY PLAN |\n+------------+\n| \(Self.nodes[0]) |\n|   ->  Seq Scan on courses c  (cost=0.00..7.50 rows=  |\n"
      + "| 100 width=24) |\n+------------+\n(2 rows)\n\n"
    let error = #expect(throws: Diagnostic.self) { try Self.read(text) }
    #expect(error?.id.rawValue == "plan-malformed" && error?.message.hasPrefix("the figures of a node") == true)
  }

  @Test(
    "with a name before each line, wrapped, or for typesetting",
    arguments: [
      "+-[ RECORD 1 ]---+\n| QUERY PLAN | NODE0 |\n+-[ RECORD 2 ]---+\n| QUERY PLAN | NODE1 |\n+------------+---+\n",
      "* Record 1\nQUERY PLAN NODE0\n* Record 2\nQUERY PLAN NODE1\n\n",
      "QUERY PLAN|NODE0\n\nQUERY PLAN|NODE1\n", "QUERY PLAN,NODE0\nQUERY PLAN,NODE1\n",
      "                 QUERY PLAN\n----------------------------------------------------\nNODE0\n"
        + "  ->  Seq Scan on courses c  (cost=0.00..7.50 rows=.\n100 width=24)\n(2 rows)\n\n",
      "                 QUERY PLAN\n----------------------------------------------------\n NODE0\n"
        + "   ->  Seq Scan on courses c  (cost=0.00..7.50 rows=1…\n …00 width=24)\n(2 rows)\n\n",
      ".LP\n.TS\ncenter;\nl.\n\\fIQUERY PLAN\\fP\n_\nNODE0\nNODE1\n.TE\n",
      "\\begin{tabular}{l}\n\\textit{QUERY PLAN} \\\\\n\\hline\nNODE0 \\\\\nNODE1 \\\\\n\\end{tabular}\n",
      "\n[cols=\"<l\",options=\"header\"]\n|====\n^l|QUERY PLAN\n|NODE0\n|NODE1\n|====\n",
    ])
  func refused(template: String) throws {
    let text = Self.nodes.indices.reduce(template) { $0.replacingNode($1, by: Self.nodes[$1]) }
    let error = #expect(throws: Diagnostic.self) { try Self.read(text) }
    #expect(error?.id.rawValue == "plan-malformed" && error?.message.contains("in a style of psql") == true)
    #expect(error?.hint?.contains("psql -XqAt -c 'EXPLAIN") == true)
  }
}

extension String {
  fileprivate func replacingNode(_ place: Int, by node: String) -> String {
    split(separator: "NODE\(place)", omittingEmptySubsequences: false).joined(separator: node)
  }
}
