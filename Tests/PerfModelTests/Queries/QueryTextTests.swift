import PerfModel
import Testing

struct QueryTextTests {
  /// Two spellings of one statement.
  @Test(arguments: [
    ("SELECT id FROM courses WHERE id = 7", "select id\n  from courses where id = $1"),
    ("SELECT id FROM courses WHERE id = 7;", "SELECT id FROM courses WHERE id=7"),
    ("SELECT 1 -- the first\nFROM t", "SELECT /* a /* nested */ comment */ 2 FROM t"),
    ("SELECT * FROM t WHERE id IN (1, 2, 3)", "SELECT * FROM t WHERE id IN ($1)"),
    ("SELECT * FROM t WHERE id IN ($1 /*, ... */)", "SELECT * FROM t WHERE id IN ($1, $2)"),
    ("SELECT ARRAY[1, 2, 3]", "SELECT ARRAY[1]"),
    ("INSERT INTO t(a, b) VALUES (1, 'x'), (2, 'y')", "INSERT INTO t(a, b) VALUES ($1, $2)"),
    ("SELECT 'it''s', E'it\\'s', $$it's$$, $x$ $$ $x$", "SELECT $1, $2, $3, $4"),
    ("SELECT -5, +1.5e-3, 0xff, .5", "SELECT $1, $2, $3, $4"),
    ("SELECT a FROM t WHERE b = -5 AND c", "SELECT a FROM t WHERE b = $1 AND c"),
    ("SELECT \"id\" FROM \"courses\"", "SELECT id FROM courses"),
    ("SELECT a WHERE b = true", "SELECT a WHERE b = $1"),
    ("/* route='GET /a' */ SELECT 1", "SELECT 1 /* route='GET /b' */"),
    ("SELECT B'101', X'ff', N'x', U&'d\\0061t'", "SELECT $1, $2, $3, $4"),
  ])
  func isTheSame(a: String, b: String) { #expect(QueryText(a).key == QueryText(b).key) }

  @Test(arguments: [
    ("SELECT id FROM courses", "SELECT id FROM lessons"), ("SELECT \"ID\" FROM t", "SELECT id FROM t"),
    ("SELECT a - 5", "SELECT a"), ("SELECT (a) - 5", "SELECT (a) 5"),
    ("SELECT a WHERE b IS NULL", "SELECT a WHERE b IS 5"), ("SELECT f(1, 2)", "SELECT f(1)"),
    ("SELECT a FROM t LIMIT 5", "SELECT a FROM t"),
  ])
  func differs(a: String, b: String) { #expect(QueryText(a).key != QueryText(b).key) }

  @Test(arguments: [
    ("/* route='GET /api/dashboard' */ SELECT 1", "GET /api/dashboard"),
    ("/*action='show',route='/a'*/ SELECT 1", "/a"), ("SELECT 1 /*route='%2Fapi%2Fb'*/", "/api/b"),
    ("-- route='/c'\nSELECT 1", "/c"), ("SELECT '/* route=''x'' */'", nil), ("/* subroute='x' */ SELECT 1", nil),
    ("/* route=' SELECT 1", nil),
  ])
  func readsTheRoute(text: String, route: String?) { #expect(QueryText(text).route == route) }

  @Test(arguments: [
    ("SELECT 1", QueryText.Purpose.application), ("BEGIN", .transaction), ("commit;", .transaction),
    ("START TRANSACTION READ ONLY", .transaction), ("PREPARE TRANSACTION 'x'", .transaction),
    ("PREPARE p AS SELECT 1", .application), ("SET search_path TO x", .session), ("SHOW all", .session),
    ("select pg_stat_statements_reset()", .monitoring), ("COPY ( SELECT * FROM t ) TO STDOUT csv header", .monitoring),
    ("COPY t FROM STDIN", .application), ("SELECT count(*) FROM pg_locks", .monitoring), ("", .application),
  ])
  func tellsThePurpose(text: String, purpose: QueryText.Purpose) { #expect(QueryText(text).purpose == purpose) }

  @Test func isShownInOneLine() {
    #expect(QueryText("/* route='GET /a' */ SELECT 1\n  FROM t\n").line == "SELECT 1 FROM t")
    #expect(QueryText("/* a */ SELECT 1").line == "/* a */ SELECT 1")
  }
}
