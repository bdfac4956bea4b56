import PerfImporters
import Testing

struct InputSpecTests {
  @Test(
    arguments: [
      ("before.json", nil, "before.json"), ("main=before.json", "main", "before.json"), ("-", nil, "-"),
      ("main=-", "main", "-"),
      ("a=b=c", "a", "b=c"), ("=x", nil, "=x"), ("x=", nil, "x="), ("main=/tmp/a=b", "main", "/tmp/a=b"),
    ] as [(String, String?, String)])
  func arguments(argument: String, label: String?, path: String) {
    #expect(InputSpec(argument: argument) == InputSpec(label: label, path: path))
  }

  @Test("a path that exists is a path, whatever is in it")
  func existing() throws {
    let scratch = try Scratch()
    let path = try scratch.write("users=50/run.json", "{}")
    #expect(InputSpec(argument: path) == InputSpec(label: nil, path: path))
    #expect(InputSpec(argument: "main=" + path) == InputSpec(label: "main", path: path))
  }
}
