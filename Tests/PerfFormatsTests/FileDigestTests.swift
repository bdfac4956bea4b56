import PerfDiagnostics
import PerfFormats
import TestCorpus
import Testing

struct FileDigestTests {
  @Test("the digest is that of sha256sum")
  func digest() throws {
    // The empty input's digest is in FIPS 180-4's examples.
    #expect(
      try FileDigest.sha256(ofFile: "/dev/null", name: "null")
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func missing() {
    let error = #expect(throws: Diagnostic.self) { try FileDigest.sha256(ofFile: "/nowhere/x", name: "x") }
    #expect(error?.id == .inputMissing)
    #expect(error?.location?.file == "x")
  }
}
