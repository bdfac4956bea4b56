import PerfModel
import TestCorpus
import Testing

/// Every profile that two versions of Go wrote, against an independent decoder: every function, every sample type, to the unit.
@Suite(.enabled(if: TestCorpus.isPresent))
struct GoProfileTests {
  static let oracles: [String] = TestCorpus.files(below: TestCorpus.path("profiles/go"))
    .filter { $0.hasSuffix(".exact.json") && $0.contains("/oracle/") }

  @Test func oraclesArePresent() { #expect(Self.oracles.count > 30) }

  @Test(arguments: oracles)
  func equalsTheOracle(path: String) throws {
    let oracle = Oracle.file(path, in: "profiles/go")
    let file = path.replacing("/oracle/", with: "/").replacing(".exact.json", with: ".pb.gz")
    let profile = try corpusProfile("profiles/go/" + file)
    let types = try #require(oracle["sample_types"].array)
    #expect(profile.sampleTypes.map(\.type) == types.compactMap { $0["type"].string })
    #expect(profile.sampleTypes.map(\.unit) == types.compactMap { $0["unit"].string })
    let samples = try oracle["counts"]["samples"].real()
    #expect(Double(profile.samples.count) == samples)
    let totals = try ProfileTotals(profile, file: file)
    #expect(totals.totals.map(Double.init) == oracle["totals"].numbers)
    var (read, known) = (try values(profile), try expected(oracle))
    // Addresses without a function are counted by program here, and one by one there.
    let addresses = known.filter { $0.key.hasPrefix("<0x") }
    let programs = read.filter { known[$0.key] == nil && ($0.key.hasPrefix("[") || $0.key == "<unknown>") }
    let indices = profile.sampleTypes.indices
    #expect(
      indices.map { type in programs.values.reduce(0) { $0 + $1.flat[type] } }
        == indices.map { type in addresses.values.reduce(0) { $0 + $1.flat[type] } })
    for name in addresses.keys { known[name] = nil }
    for name in programs.keys { read[name] = nil }
    #expect(read == known, "\(differences(read, known))")
  }

  @Test("a profile of alloc_space is shown where the profile asks for it, else the last type")
  func defaultTypes() throws {
    let allocs = try corpusProfile("profiles/go/go1.27/before/allocs.pb.gz")
    #expect(allocs.sampleTypes[allocs.defaultSampleType].type == "alloc_space")
    let heap = try corpusProfile("profiles/go/go1.27/before/heap.pb.gz")
    #expect(heap.sampleTypes[heap.defaultSampleType].type == "inuse_space")
  }

  @Test("negative values of a delta profile stay negative")
  func negativeValues() throws {
    let delta = try corpusProfile("profiles/go/go1.27/before/heap_delta_4s.pb.gz")
    #expect(delta.samples.values.contains { $0 < 0 })
  }

  @Test("labels are read: CPU samples by endpoint")
  func labels() throws {
    let profile = try corpusProfile("profiles/go/go1.19/after/cpu.pb.gz")
    let oracle = Oracle.file("go1.19/after/oracle/cpu.exact.json", in: "profiles/go")
    var sums: [String: Int64] = [:]
    for sample in 0..<profile.samples.count {
      for label in profile.samples.labels(sample) {
        sums["\(profile.string(label.key))=\(profile.string(label.text))", default: 0] +=
          profile.samples.values[sample * 2 + 1]
      }
    }
    for label in try #require(oracle["string_labels"].array) {
      let name = try #require(label["label"].string)
      #expect(sums[name].map(Double.init) == label["values"].numbers?.last, "\(name)")
    }
  }
}
