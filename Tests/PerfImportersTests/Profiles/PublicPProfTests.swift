import PerfDiagnostics
import PerfModel
import TestCorpus
import Testing

/// pprof's own test data and that of other tools: equal to what `go tool pprof` prints, or refused where it refuses.
@Suite(.enabled(if: TestCorpus.isPresent))
struct PublicPProfTests {
  private static let folder = "public/profiles/pprof-testdata/"
  static let tops: [String] = TestCorpus.files(below: TestCorpus.path(folder + "oracle"))
    .filter { $0.hasSuffix(".top.txt") }

  /// The profile of an oracle: `profile_cppbench.cpu.top.txt` is of `profile/cppbench.cpu`.
  private static func source(of top: String) -> String {
    let name = top.replacing(".top.txt", with: "")
    for folder in ["others_pyroscope_", "others_speedscope_", "driver_", "profile_", "proftest_", "report_"]
    where name.hasPrefix(folder) {
      return Self.folder + folder.dropLast().replacing("_", with: "/") + "/" + name.dropFirst(folder.count)
    }
    return name
  }

  @Test(arguments: tops)
  func equalsTop(top: String) throws {
    let bytes = try #require(TestCorpus.bytes(Self.folder + "oracle/" + top))
    let path = Self.source(of: top)
    guard let rows = Top(String(decoding: bytes, as: UTF8.self)) else {
      #expect(throws: Diagnostic.self) { try corpusProfile(path) }
      return
    }
    let profile = try corpusProfile(path)
    let totals = try ProfileTotals(profile, file: path)
    let type = profile.defaultSampleType
    #expect(profile.sampleTypes[type].type == rows.type)
    // pprof prints nanoseconds as whatever fits, and knows other units of time.
    let unit: Double = ["microseconds": 1e3, "milliseconds": 1e6, "us": 1e3][profile.sampleTypes[type].unit] ?? 1
    // A name that is no UTF-8, or holds a line break, is printed as it is.
    for row in rows.rows where !path.hasSuffix("invalid_utf8.pb.gz") {
      let entry = try #require(totals.entries.first { $0.name == row.name }, "\(path) has no \(row.name)")
      #expect(row.flat.contains(Double(entry.flat[type]) * unit), "\(row.name): \(entry.flat[type]) is not \(row.flat)")
      #expect(row.cumulative.contains(Double(entry.cumulative[type]) * unit), "\(row.name): \(entry.cumulative[type])")
    }
  }

  /// Exact where every frame has a name; addresses are gathered by program here.
  @Test(arguments: tops.map { $0.replacing(".top.txt", with: "") })
  func equalsTheExactOracle(name: String) throws {
    let oracle = Oracle.file(name + ".exact.json", in: Self.folder + "oracle")
    guard !oracle.isNull else { return }
    let known = try expected(oracle)
    guard !known.keys.contains(where: { $0.hasPrefix("<0x") }), !name.contains("invalid_utf8") else { return }
    let read = try values(corpusProfile(Self.source(of: name + ".top.txt")))
    #expect(read == known, "\(differences(read, known))")
  }
}

/// The table that `go tool pprof -top` prints.
private struct Top {
  struct Row {
    let flat: ClosedRange<Double>
    let cumulative: ClosedRange<Double>
    let name: String
  }

  var rows: [Row] = []
  var type = ""

  /// Nil for an error.
  init?(_ text: String) {
    var isTable = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("Type: ") { type = String(line.dropFirst(6)) }
      guard isTable else {
        isTable = line.split(separator: " ").prefix(2) == ["flat", "flat%"]
        continue
      }
      let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      guard words.count == 6, let flat = Self.range(words[0]), let cumulative = Self.range(words[3]) else { continue }
      let name = String(words[5].drop { $0 == " " }).replacing(" (inline)", with: "")
        .replacing(" (partial-inline)", with: "")
      rows.append(Row(flat: flat, cumulative: cumulative, name: name))
    }
    guard isTable else { return nil }
  }

  /// What a rounded number with a unit may have been.
  private static func range(_ word: Substring) -> ClosedRange<Double>? {
    let units: [(String, Double)] = [
      ("ns", 1), ("us", 1e3), ("ms", 1e6), ("hrs", 3600e9), ("mins", 60e9), ("kB", 1024), ("MB", 1_048_576),
      ("GB", 1_073_741_824),
      ("s", 1e9), ("B", 1), ("", 1),
    ]
    for (unit, factor) in units where word.hasSuffix(unit) {
      let digits = word.dropLast(unit.count)
      guard let value = Double(digits) else { continue }
      let step = digits.contains(".") ? 0.01 : unit.isEmpty || unit == "ns" || unit == "B" ? 0 : 0.01
      return (value - step / 2) * factor * (1 - 1e-12) - (step == 0 ? 0 : 1e-9)...(value + step / 2) * factor + 1e-9
    }
    return nil
  }
}
