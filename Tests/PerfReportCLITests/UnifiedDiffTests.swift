import Testing

@testable import PerfReportCLI

@Suite struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    String(decoding: UnifiedDiff.bytes(Array(old.utf8), Array(new.utf8), name: "doc.md"), as: UTF8.self)
  }

  @Test(arguments: ["", "a", "a\n", "a\r\nb"])
  func sameBytesHaveNoDifference(_ text: String) { #expect(diff(text, text) == "") }

  @Test func aChangedLineHasItsNeighbours() {
    #expect(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        --- doc.md
        +++ doc.md
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  /// `patch` has to be told where a version does not end with a line end.
  @Test func theMissingLastLineEndIsMarked() {
    #expect(
      diff("a\nb", "a\nB") == """
        --- doc.md
        +++ doc.md
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +B
        \\ No newline at end of file

        """)
    #expect(
      diff("a\nb", "a\nb\n\nc\n") == """
        --- doc.md
        +++ doc.md
        @@ -1,2 +1,4 @@
         a
        -b
        \\ No newline at end of file
        +b
        +
        +c

        """)
    #expect(
      diff("a\nb\nc", "A\nb\nc") == """
        --- doc.md
        +++ doc.md
        @@ -1,3 +1,3 @@
        -a
        +A
         b
         c
        \\ No newline at end of file

        """)
  }
}
