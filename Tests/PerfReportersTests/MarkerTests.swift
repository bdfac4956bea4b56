import PerfReporters
import Testing

@Suite struct MarkerTests {
  @Test(arguments: [
    ("nightly", "nightly"), ("api_v1.2-x", "api_v1.2-x"), ("", "default"), ("a b", "a-b"), ("--> <script>", "-script-"),
    ("a--b", "a-b"), ("é", "-"), ("x\ny", "x-y"), ("１", "-"),
  ])
  func `An id cannot leave its comment`(_ id: String, _ clean: String) {
    #expect(Marker(report: "compare", id: id).text == "<!-- perfreport:compare id=\(clean) -->")
  }

  @Test func `An id has an end`() {
    #expect(Marker(report: "compare", id: String(repeating: "x", count: 5000)).id.count == 100)
  }
}
