import PerfAnalysis
import Testing

struct FunctionNameTests {
  @Test(arguments: [
    ("main.labelled.func1.1", "main.labelled.func"), ("main.labelled.func2", "main.labelled.func"),
    ("net/http.(*Server).Serve.gowrap3", "net/http.(*Server).Serve.gowrap"),
    ("example.com/shop/v2/cart.Sum", "example.com/shop/cart.Sum"), ("example.com/shop/v3.Sum", "example.com/shop.Sum"),
    ("slices.SortFunc[go.shape.[]example.com/a.B]", "slices.SortFunc[]"), ("[libc.so.6]", "[libc.so.6]"),
    ("main.(*API).leaderboard-fm", "main.(*API).leaderboard"), ("main.f (inline)", "main.f"),
    ("work.isra.0", "work"), ("work.part.1.cold", "work"), ("main.coldStart", "main.coldStart"),
    ("com.x.A$$Lambda$14/0x0000000800c03000.run", "com.x.A$$Lambda.run"),
    ("com.x.A$$Lambda$15/1843368112.run", "com.x.A$$Lambda.run"),
    ("com.x.A$$Lambda/0x000001e5b1000a00.run", "com.x.A$$Lambda.run"),
    ("java.lang.invoke.LambdaForm$MH/0x00007f.invoke", "java.lang.invoke.LambdaForm$MH/0x.invoke"),
    ("work [clone .cold]", "work"),
    ("core::fmt::write::h0123456789abcdef", "core::fmt::write"),
    ("query (app.py:20)", "query (app.py)"), ("runtime.memmove", "runtime.memmove"),
    ("main.functional", "main.functional"),
    ("thread (12884): Thread-1762 (run)", "thread (): Thread- (run)"),
  ])
  func normalises(name: String, expected: String) { #expect(FunctionName.normalised(name) == expected) }
}
