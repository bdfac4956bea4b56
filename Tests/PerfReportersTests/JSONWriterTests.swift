import Foundation
import Testing

@testable import PerfReporters

@Suite struct JSONWriterTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-12.5, "-12.5"), (0.1, "0.1"), (1e-05, "1e-05"), (5e20, "5e+20"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (Double.leastNonzeroMagnitude, "5e-324"),
    (9_007_199_254_740_992, "9007199254740992"),
    (Double.nan, "null"), (Double.infinity, "null"), (-Double.infinity, "null"),
  ])
  func `Numbers are short and read back`(_ value: Double, _ text: String) {
    #expect(JSONWriter.number(value) == text)
    if value.isFinite { #expect(Double(text) == value) }
  }

  @Test func `Every printed number is valid JSON`() throws {
    var value = Double.leastNormalMagnitude
    while value.isFinite {
      let text = JSONWriter.number(value)
      // Foundation tells whether it is JSON; it rounds a little, so whether it is the number is asked of Double.
      let read = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      #expect(read is Double && Double(text) == value)
      value *= 37.3
    }
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1B}\u{7F}", #""\u0000\u001B\u007F""#),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{202E}", #""\u202E""#), ("é検🚀", "\"é検🚀\""),
    ("</script>", "\"</script>\""),
    ("\u{E0041}", #""\uDB40\uDC41""#),
  ])
  func `Strings show what they hold`(_ text: String, _ literal: String) throws {
    #expect(JSONWriter.string(text) == literal)
    let read = try JSONSerialization.jsonObject(with: Data(literal.utf8), options: .fragmentsAllowed) as? String
    #expect(read == text)
  }

  @Test func `Nesting, order and empty containers`() {
    let text = JSONWriter.document {
      $0.member("z", 1)
      $0.member("a", nil as String?)
      $0.object("empty") { _ in }
      $0.array("list", [1, 2]) { writer, number in writer.inlineElement { $0.member("n", number) } }
      $0.pair("interval", (0.5, 1))
      $0.strings("none", [])
      $0.member("last", true)
    }
    #expect(
      text == """
        {
          "z": 1,
          "a": null,
          "empty": {},
          "list": [
            { "n": 1 },
            { "n": 2 }
          ],
          "interval": [0.5, 1],
          "none": [],
          "last": true
        }

        """)
  }
}
