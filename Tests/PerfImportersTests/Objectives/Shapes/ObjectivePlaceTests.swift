import Testing

/// What stands around a line decides what it means, or that it means nothing.
@Suite struct ObjectivePlaceTests {
  @Test(
    "The same words, in other places",
    arguments: [
      ("## Results\n\n- p95: 340ms\n", []),
      ("## Targets\n\n- p95: 340ms\n", ["3 request.duration p95 <= 0.34"]),
      (
        "## Results\n\n- p95: 340ms (target: < 300ms)\n\n### Targets\n\n- p99 < 1s\n",
        ["3 not understood", "7 request.duration p99 < 1"]
      ),
      ("### GET /orders\n\n- p95 < 200ms\n", ["3 request.duration p95 < 0.2 of GET /orders"]),
      (
        "- Checkout\n  - p95 < 200ms\n- p50 < 9ms\n",
        [
          "2 request.duration p95 < 0.2 of Checkout", "3 request.duration p50 < 0.009",
        ]
      ),
      ("| Name | Age |\n|---|---|\n| Ada | 36 |\n", []),
      ("| Endpoint | Description |\n|---|---|\n| GET /a | lists 20 things |\n", []),
      ("| Endpoint | Target (p95) |\n|---|---|\n| GET /a | TBD |\n| GET /b | ??? |\n| GET /c | |\n", []),
      ("| Endpoint | Target (p95) |\n|---|---|\n| GET /a | fast, like 5 |\n", ["3 not understood"]),
      ("| Endpoint | p95 (measured) |\n|---|---|\n| GET /a | 90ms |\n", []),
      ("P95 > 900ms\n", ["1 not understood"]),
      ("<!-- p95 < 3ms -->\n", []),
      ("~~p95 < 3ms~~\n", []),
      ("We met in 2019 and had 3 servers.\n", []),
      ("# P95 < 3ms\n", []),
    ])
  func place(markdown: String, expected: [String]) {
    #expect(statements(markdown) == expected)
  }
}
