import Testing

@testable import PerfImporters

/// The spellings of a time.
struct JUnitTimeTests {
  @Test(
    arguments: [
      ("0.012", .seconds(0.012)),
      ("12", .seconds(12)),
      ("0", .seconds(0)),
      ("-0.000", .seconds(0)),
      ("+1.5", .seconds(1.5)),
      (".5", .seconds(0.5)),
      ("5.", .seconds(5)),
      (" 0.25\n", .seconds(0.25)),
      ("0.1234567890123456789", .seconds(0.1234567890123456789)),
      ("5.00679016113281e-05", .seconds(5.00679016113281e-05)),
      ("1E2", .seconds(100)),
      ("1,234.56", .seconds(1234.56)),
      ("1,234,567.5", .seconds(1_234_567.5)),
      ("1,234,567", .seconds(1_234_567)),
      ("1.234,56", .seconds(1234.56)),
      ("1.234.567,5", .seconds(1_234_567.5)),
      ("0,005", .seconds(0.005)),
      ("12,5", .seconds(12.5)),
      ("1234,567", .seconds(1234.567)),
      (",5", .seconds(0.5)),
      ("1,234", .ambiguous),
      ("", .missing),
      (" ", .missing),
      ("-345345", .negative),
      ("-0,5", .negative),
      ("nan", .unreadable),
      ("inf", .unreadable),
      ("1e999", .unreadable),
      ("0x1p3", .unreadable),
      ("1 234", .unreadable),
      ("1.2.3,4,5", .unreadable),
      ("12ms", .unreadable),
      ("00:01:02", .unreadable),
      ("1-2", .unreadable),
      (".", .unreadable),
      ("-", .unreadable),
      ("<<computed>>", .unreadable),
    ] as [(String, JUnitTime.Reading)])
  func reads(text: String, reading: JUnitTime.Reading) {
    var time = JUnitTime()
    #expect(time.read(Array(text.utf8)) == reading)
  }

  @Test(
    "what a comma means is learnt from the numbers before",
    arguments: [
      ("0,005", JUnitTime.Reading.seconds(1.234)),
      ("2.503,1", .seconds(1.234)),
      ("2,503.1", .seconds(1234)),
      ("1,000,000", .seconds(1234)),
      ("0.005", .ambiguous),
    ])
  func learns(before: String, reading: JUnitTime.Reading) {
    var time = JUnitTime()
    _ = time.read(Array(before.utf8))
    #expect(time.read(Array("1,234".utf8)) == reading)
  }

  @Test func longNumbersEndAtOnce() {
    var time = JUnitTime()
    #expect(time.read([UInt8](repeating: UInt8(ascii: "9"), count: 9_000_000)) == .unreadable)
  }

  /// 0.1 added ten million times: a plain sum is off by 1.6e-4.
  @Test func sumsAreExact() {
    var sum = CompensatedSum()
    for _ in 0..<10_000_000 { sum.add(0.1) }
    #expect(sum.value == 1_000_000)
    var mixed = CompensatedSum()
    for term in [1, 1e100, 1, -1e100] { mixed.add(term) }
    #expect(mixed.value == 2)
  }
}
