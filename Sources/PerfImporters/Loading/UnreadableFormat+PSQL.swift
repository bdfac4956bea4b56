/// What psql prints for typesetting and for other programs, and query statistics without the names of their columns.
extension UnreadableFormat {
  private static let again =
    "record it again: psql --csv -c 'SELECT now() AS captured_at, s.* FROM pg_stat_statements s' > statements.csv"

  static let psql: [UnreadableFormat] = [
    UnreadableFormat(
      title: "a plan as psql prints it with format=html",
      hint: "record it again: \(PostgresExplainImporter.format.record)"
    ) { prefix in
      text(prefix).drop(while: \.isWhitespace).hasPrefix("<table") && text(prefix).contains("QUERY PLAN")
    },
    UnreadableFormat(title: "a table for LaTeX, as psql prints it with format=latex", hint: again) { prefix in
      lines(prefix).prefix(6).contains { $0.hasPrefix("\\begin{tabular}") || $0.hasPrefix("\\begin{longtable}") }
    },
    UnreadableFormat(title: "a table for troff, as psql prints it with format=troff-ms", hint: again) { prefix in
      lines(prefix).first == ".LP" && lines(prefix).prefix(8).contains(".TS")
    },
    UnreadableFormat(title: "query statistics in a style of psql that is not known", hint: again) { prefix in
      let words = Set(text(prefix).split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) })
      // A script that asks for them names the view.
      return words.contains("query") && !words.contains("pg_stat_statements") && !words.isDisjoint(with: figures)
    },
    UnreadableFormat(
      title: "a table of psql without the names of its columns", hint: "leave away -t (tuples_only); " + again
    ) { prefix in
      let rows = lines(prefix).prefix(20)
      guard let first = rows.first, let sign = signs.first(where: { first.contains($0) }) else { return false }
      let statements = rows.filter { row in
        let cells = row.split(separator: sign)
        // Figures stand before or behind a statement; within it they are its own.
        return [cells.first, cells.last].contains { $0.flatMap { Double($0.trimmed) } != nil }
          && cells.contains { verbs.contains($0.drop { " \"'".contains($0) }.prefix { $0.isLetter }.uppercased()) }
      }
      return statements.count * 4 > rows.count
    },
  ]

  private static let figures: Set<Substring> = [
    "mean_exec_time", "total_exec_time", "max_exec_time", "mean_time", "total_time",
  ]
  private static let signs: [Character] = ["|", "\t", ";", ","]
  private static let verbs: Set<String> = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "BEGIN", "COMMIT"]

  private static func text(_ prefix: ArraySlice<UInt8>) -> String { String(decoding: prefix, as: UTF8.self) }

  private static func lines(_ prefix: ArraySlice<UInt8>) -> [Substring] {
    text(prefix).split(whereSeparator: \.isNewline)
  }
}
