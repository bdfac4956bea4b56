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
      ("### `POST /api/login`\n\n- error rate < 1%\n", ["3 request.error_ratio value < 0.01 of POST /api/login"]),
      ("### GET /search latency\n\n- p95 < 1s\n", ["3 request.duration p95 < 1 of GET /search"]),
      ("### Search (`GET /search`)\n\n- p95 < 1s\n", ["3 request.duration p95 < 1 of GET /search"]),
      (
        "### Endpoint: /search\n\n| Metric | Target |\n|---|---|\n| p95 | 1s |\n",
        ["5 request.duration p95 <= 1 of /search"]
      ),
      ("### GET /a, POST /b\n\n- p95 < 1s\n", ["3 request.duration p95 < 1 of GET /a, POST /b"]),
      ("For `GET /a`:\n\n- p95 < 1s\n", ["3 request.duration p95 < 1 of GET /a"]),
      ("### GET /a\n\n- p95 < 1s for GET /b\n", ["3 request.duration p95 < 1 of GET /b"]),
      ("### GET /a\n\n## Overall\n\n- p95 < 1s\n", ["5 request.duration p95 < 1"]),
      ("### Throughput (requests /s)\n\n- p95 < 1s\n", ["3 request.duration p95 < 1"]),
      (
        "- p95 < 1s[^1]\n\n[^1]: p99 < 2s\n[^2]: mean < 3ms, p50 < 2ms\n",
        ["1 request.duration p95 < 1", "3 not understood", "4 not understood"]
      ),
      ("[^1]: was 0.2s until spring\n", []),
      ("> [^a]: p99 < 2s\n\n```\n[^b]: p99 < 2s\n```\n", ["1 not understood"]),
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
      (
        "| Endpoint | p95 | Critical p95 |\n|---|---|---|\n| GET /a | 60ms | 0.1s |\n",
        ["3 request.duration p95 <= 0.06 of GET /a", "3 request.duration p95 <= 0.1 critical of GET /a"]
      ),
      ("| Endpoint | p95 | Target |\n|---|---|---|\n| GET /a | 60ms | |\n", []),
      (
        "## p95\n\n| Endpoint | p95 | Critical |\n|---|---|---|\n| GET /a | 60ms | 0.1s |\n",
        ["5 not understood", "5 request.duration p95 <= 0.1 critical of GET /a"]
      ),
      ("P95 > 900ms\n", ["1 not understood"]),
      ("<!-- p95 < 3ms -->\n", []),
      ("~~p95 < 3ms~~\n", []),
      ("We met in 2019 and had 3 servers.\n", []),
      ("# P95 < 3ms\n", ["1 not understood"]),
    ])
  func place(markdown: String, expected: [String]) {
    #expect(statements(markdown) == expected)
  }
}
