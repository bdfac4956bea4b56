import PerfModel
import Testing

@testable import PerfImporters

struct LexiconTests {
  /// Of two entries with the same words only one would ever be read.
  @Test func noPhraseStandsTwice() {
    var seen: Set<String> = []
    var twice: [String] = []
    for (_, phrases) in Lexicon.subjects.joined() {
      for phrase in phrases.split(separator: ",") where !seen.insert(String(phrase)).inserted {
        twice.append(String(phrase))
      }
    }
    #expect(twice == [])
    #expect(seen.count > 500)
  }

  /// Tokens are in lower case and cut at spaces, hyphens and most signs; an entry written otherwise would never match.
  @Test func everyPhraseIsReadAsOneItem() {
    for (_, phrases) in Lexicon.subjects.joined() {
      for phrase in phrases.split(separator: ",") {
        let text = PhraseTokens(String(phrase), decimalComma: false)
        let items = ItemReader(text).items
        #expect(items.count == 1, Comment(rawValue: "\(phrase) is \(items.count) items"))
      }
    }
  }

  @Test func everyMetricIsInTheCatalogue() {
    for case (.metric(.metric(let metric)), _) in Lexicon.metrics {
      #expect(MetricCatalogue.metric(metric) != nil, "\(metric)")
    }
  }
}

struct WrittenNumberTests {
  @Test(arguments: [
    ("1500", 1500.0), ("1,500", 1500), ("1 500", 1500), ("1\u{A0}500", 1500), ("1\u{202F}500", 1500), ("1'500", 1500),
    ("1_500", 1500),
    ("12,345,678", 12_345_678), ("1.500.000", 1_500_000), ("1.5", 1.5), ("1.500", 1.5), ("0.250", 0.25), ("1,5", 1.5),
    ("0,25", 0.25),
    ("0,250", 0.25), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1 234,5", 1234.5), ("99.9", 99.9), (".5", 0.5),
    ("007", 7),
  ])
  func reads(_ text: String, _ value: Double) {
    #expect(number(text).number.value == value)
    #expect(number(text).end == text.unicodeScalars.count)
  }

  @Test(arguments: [
    "1.2.3", "12.03.2024", "1,50,000", "1,2345", "1.500,00,0", "1234,567,890", "999999999999999999999", "1,234.567,8",
  ])
  func refuses(_ text: String) {
    #expect(number(text).number.value == nil)
  }

  @Test(arguments: [
    ("1,5", 1.5), ("1.500,5", 1500.5), ("0,250", 0.25), ("0.250", 0.25), ("1 500", 1500.0), ("2.500.000", 2_500_000.0),
  ])
  func readsInADocumentWithDecimalCommas(_ text: String, _ value: Double) {
    #expect(number(text, decimalComma: true).number.value == value)
  }

  @Test(arguments: ["1,500", "1.500", "12.345"])
  func threeDigitsBehindOneSignAreDoubtfulThere(_ text: String) {
    #expect(number(text, decimalComma: true).number.value == nil)
    #expect(number(text, decimalComma: true).number.doubt != nil)
  }

  @Test func stopsWhereTheNumberEnds() {
    #expect(number("200, 300").end == 3)
    #expect(number("5.").end == 1)
    #expect(number("1 50").end == 1)
    #expect(number("1 5000").end == 1)
  }

  private func number(_ text: String, decimalComma: Bool = false) -> (number: WrittenNumber, end: Int) {
    WrittenNumber.read(Array(text.unicodeScalars), from: 0, decimalComma: decimalComma)
  }
}
