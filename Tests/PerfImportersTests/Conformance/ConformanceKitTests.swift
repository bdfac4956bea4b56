import PerfImporterConformance
import Testing

/// The test of the test: an importer with one flaw is caught by the rule for it, one without is not caught at all.
struct ConformanceKitTests {
  private func violations(_ flaw: ToyImporter.Flaw?, shape: FixtureShape? = nil) -> [Violation] {
    ToyImporter.$flaw.withValue(flaw) {
      ImporterConformance.check(
        ToyImporter.self, fixtures: [Fixture(name: "toy.txt", bytes: Array(ToyImporter.text.utf8), shape: shape)],
        foreign: [Fixture(name: "other.txt", bytes: Array("other\n".utf8))])
    }
  }

  @Test func aGoodImporterIsLeftAlone() { #expect(violations(nil).isEmpty) }

  /// What each flaw breaks. A few break more than one: numbers that are drawn also differ by chunk, an empty input is also a cut,
  /// and a cut through `30` leaves a maximum of 3 below the mean.
  static let rules: [(ToyImporter.Flaw, Set<ConformanceRule>)] = [
    (.deniesItsOwn, [.claimsItsOwn]),
    (.claimsNoise, [.claimsNothingElse]),
    (.claimsBlank, [.claimsNothingElse]),
    (.claimsOthers, [.claimsNothingElse]),
    (.failsOnItsOwn, [.readsItsOwn]),
    (.readsEmpty, [.refusesEmpty, .admitsTruncation]),
    (.readsNoise, [.refusesNoise]),
    (
      .drawsNumbers,
      [.isDeterministic, .ignoresChunks, .ignoresLineEnds, .ignoresByteOrderMark, .admitsTruncation]
    ),
    (.countsChunks, [.ignoresChunks]),
    (.keepsCarriageReturns, [.ignoresLineEnds]),
    (.keepsByteOrderMark, [.ignoresByteOrderMark]),
    (.acceptsCuts, [.admitsTruncation, .keepsInvariants]),
    (.acceptsCutsBetweenLines, [.admitsTruncation]),
    (.throwsWarnings, [.locatesErrors]),
    (.namesNoFile, [.locatesErrors]),
    (.namesNoLine, [.locatesErrors]),
    (.givesNoHint, [.locatesErrors]),
    (.crossesQuantiles, [.keepsInvariants]),
    (.leavesTheMeanOutside, [.keepsInvariants]),
    (.keepsMilliseconds, [.keepsInvariants]),
    (.inventsMetrics, [.keepsInvariants]),
    (.mixesInstruments, [.keepsInvariants]),
    (.goesNegative, [.keepsInvariants]),
    (.sortsNothing, [.keepsInvariants]),
    (.describesNothing, [.keepsInvariants]),
    (.lastsForever, [.keepsInvariants]),
    (.showsAbsolutePaths, [.keepsInvariants]),
  ]

  @Test(arguments: rules)
  func catches(flaw: ToyImporter.Flaw, rules: Set<ConformanceRule>) {
    #expect(Set(violations(flaw).map(\.rule)) == rules)
  }

  @Test func everyFlawAndEveryRuleIsTried() {
    #expect(Set(Self.rules.map(\.0)) == Set(ToyImporter.Flaw.allCases))
    #expect(Set(Self.rules.flatMap(\.1)) == Set(ConformanceRule.allCases))
  }

  @Test("records may be cut between lines, a report may not")
  func shapes() {
    #expect(violations(.acceptsCutsBetweenLines, shape: .records).isEmpty)
    #expect(!violations(.acceptsCutsBetweenLines, shape: .report).isEmpty)
    #expect(!violations(.acceptsCuts, shape: .records).isEmpty)
  }

  @Test func anExemptRuleIsNotReported() {
    let fixture = Fixture(name: "toy.txt", bytes: Array(ToyImporter.text.utf8), exempt: [.ignoresChunks])
    let found = ToyImporter.$flaw.withValue(.countsChunks) {
      ImporterConformance.check(ToyImporter.self, fixtures: [fixture])
    }
    #expect(found.isEmpty)
  }

  @Test(
    "the shape of a fixture shows in its first line",
    arguments: [
      ("{\n  \"a\": 1\n}\n", FixtureShape.document), ("{\"a\": 1}\n", .document),
      ("{\"a\": 1}\n{\"a\": 2}\n", .records),
      ("\u{FEFF}<?xml?>\n<a/>", .document), ("[1,\n2]", .document), ("Total: 3\n", .report), ("", .report),
    ])
  func guesses(text: String, shape: FixtureShape) {
    #expect(Fixture(name: "f", bytes: Array(text.utf8)).shape == shape)
  }
}
