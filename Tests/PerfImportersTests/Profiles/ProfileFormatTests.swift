import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// The formats beside pprof's own, against independent decoders and the tools themselves.
@Suite(.enabled(if: TestCorpus.isPresent))
struct ProfileFormatTests {
  private func totals(_ path: String) throws -> ProfileTotals {
    try ProfileTotals(corpusProfile("profiles/" + path), file: path)
  }

  // MARK: Go's text forms

  /// `go tool pprof -top` prints 191.08 s for the block text and 47.24 MB for the heap text of Go 1.27.
  @Test func goTextHasTheNumbersOfPProf() throws {
    let block = try totals("go/go1.27/before/block.debug1.txt")
    #expect(block.sampleTypes == [ProfileValueType("contentions", "count"), ProfileValueType("delay", "nanoseconds")])
    #expect(agree(Double(block.totals[1]) / 1e9, 191.08, absolute: 0.005))
    let heap = try totals("go/go1.27/before/heap.debug1.txt")
    #expect(heap.sampleTypes.map(\.type) == ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"])
    #expect(agree(Double(heap.totals[3]) / 1_048_576, 47.24, absolute: 0.005))
    #expect(try totals("go/go1.27/before/goroutine.debug1.txt").totals == [530])
  }

  @Test("the text names the functions that pprof's own format names")
  func goTextNamesFunctions() throws {
    let text = try totals("go/go1.27/before/block.debug1.txt")
    let binary = try totals("go/go1.27/before/block.pb.gz")
    let worker = try #require(text.entries.first { $0.name == "main.worker" })
    let same = try #require(binary.entries.first { $0.name == "main.worker" })
    // A second lies between the two.
    #expect(agree(Double(worker.cumulative[1]), Double(same.cumulative[1]), relative: 0.02))
    let profile = try corpusProfile("profiles/go/go1.27/before/goroutine.debug1.txt")
    let labels = profile.samples.labels(0).map { profile.string($0.key) + "=" + profile.string($0.text) }
    #expect(labels == ["endpoint=notify", "method=POST"])
  }

  @Test("Go's mutex text is multiplied by the period or not, depending on the version: it is not trusted")
  func goMutexText() throws {
    for version in ["go1.19", "go1.27"] {
      let path = "profiles/go/\(version)/before/mutex.debug1.txt"
      let bytes = try #require(TestCorpus.bytes(path))
      let run = try #require(try evidence(bytes, name: path).first)
      #expect(run.diagnostics.map(\.id) == [.profileScaleUnknown])
      #expect(run.profiles[0].sampleTypes.map(\.unit) == ["unscaled count", "unscaled nanoseconds"])
    }
  }

  @Test func goroutineDump() throws {
    let bytes = try #require(TestCorpus.bytes("profiles/go/go1.27/before/goroutine.debug2.txt"))
    let heads = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("goroutine ") }
    let dump = try totals("go/go1.27/before/goroutine.debug2.txt")
    #expect(dump.totals == [Int64(heads.count)])
    let notifications = try #require(dump.entries.first { $0.name == "main.sendNotification" })
    // The other fetch of the same moment has 460 of them.
    #expect(abs(notifications.cumulative[0] - 460) <= 10)
  }

  // MARK: Folded stacks

  @Test(arguments: ["before", "after"], ["pyspy.raw", "pyspy.function.raw", "pyspy.threads_idle.raw"])
  func folded(side: String, name: String) throws {
    let oracle = Oracle.file("\(side)/oracle/\(name).folded.exact.json", in: "profiles/python")
    let totals = try totals("python/\(side)/\(name).folded")
    #expect(Double(totals.totals[0]) == oracle["total"].number)
    let entries = Dictionary(uniqueKeysWithValues: totals.entries.map { ($0.name, $0) })
    for frame in try #require(oracle["frames"].array) {
      let name = try #require(frame["name"].string)
      // A stack without a frame is one frame without a name there.
      guard !name.isEmpty else { continue }
      let entry = try #require(entries[name], "\(name)")
      #expect(Double(entry.flat[0]) == frame["self"].number && Double(entry.cumulative[0]) == frame["total"].number)
    }
  }

  @Test("fractional counts are kept as thousandths, two columns as two types")
  func foldedVariants() throws {
    let fractional = try ProfileTotals(profile(Array("a;b 31.23\na;c 6.1\n".utf8), name: "f"), file: "f")
    #expect(fractional.sampleTypes == [ProfileValueType("samples", "thousandths")] && fractional.totals == [37330])
    let both = try ProfileTotals(profile(Array("a;b 31 56\na;c 6 2\n".utf8), name: "f"), file: "f")
    #expect(both.sampleTypes.map(\.type) == ["before", "after"] && both.totals == [37, 58])
    let spaces = try values(profile(Array("a;operator new 12 7\na;b 1\n".utf8), name: "f"))
    #expect(spaces["operator new 12"] == FunctionValues(flat: [7], cumulative: [7]))
  }

  // MARK: speedscope, V8, Python, perf

  @Test(arguments: ["before", "after"], ["pyspy.speedscope", "pyinstrument.speedscope"])
  func speedscope(side: String, name: String) throws {
    let oracle = Oracle.file("\(side)/oracle/\(name).json.exact.json", in: "profiles/python")
    let totals = try totals("python/\(side)/\(name).json")
    let type = try #require(totals.sampleTypes.firstIndex { $0.type == "time" })
    let profiles = try #require(oracle["profiles"].array)
    let weight = try profiles.reduce(0) { $0 + (try $1["total_weight"].real()) }
    #expect(agree(Double(totals.totals[type]) / 1e9, weight, relative: 1e-6))
  }

  @Test(arguments: ["before", "after"])
  func v8CPU(side: String) throws {
    let oracle = Oracle.file("\(side)/oracle/cpu.exact.json", in: "profiles/node")
    let totals = try totals("node/\(side)/cpu.cpuprofile")
    #expect(Double(totals.totals[0]) == oracle["sum_hitCount"].number)
    let functions = try #require(oracle["functions"].array)
    // The oracle tells functions of one name apart by their place.
    let names = functions.compactMap { $0["name"].string.map(bareName) }
    for function in functions {
      let name = bareName(try #require(function["name"].string))
      guard !name.hasPrefix("(anonymous"), names.filter({ $0 == name }).count == 1 else { continue }
      let entry = totals.entries.first { $0.name == name } ?? zero(name)
      #expect(Double(entry.flat[0]) == function["hitCount"].number, "\(name)")
      #expect(Double(entry.cumulative[0]) == function["total_hitCount"].number, "\(name)")
      #expect(Double(entry.flat[1]) == function["self_us_delta_next"].number, "\(name)")
    }
  }

  /// 29 samples and 30 times in microseconds, the last of which is the end: 163140599286 to 163140645206.
  @Test func v8OfNode10() throws {
    let profile = try corpusProfile("public/profiles/speedscope/node/10.11.0/example.cpuprofile")
    let totals = try ProfileTotals(profile, file: "example")
    #expect(totals.sampleTypes.map(\.type) == ["samples", "wall"] && totals.totals[1] == 45920)
  }

  /// `slug` of `slug (app.js:9)`.
  private func bareName(_ name: String) -> String {
    guard let open = name.lastIndex(of: "(") else { return name }
    return String(name[..<open].dropLast())
  }

  private func zero(_ name: String) -> ProfileTotals.Entry {
    ProfileTotals.Entry(name: name, file: nil, flat: [0, 0], cumulative: [0, 0], waiting: [0, 0])
  }

  @Test(arguments: ["before", "after"])
  func v8Heap(side: String) throws {
    let oracle = Oracle.file("\(side)/oracle/heap.exact.json", in: "profiles/node")
    #expect(Double(try totals("node/\(side)/heap.heapprofile").totals[0]) == oracle["total_selfSize"].number)
  }

  @Test(arguments: ["before", "after"])
  func pstats(side: String) throws {
    let oracle = Oracle.file("\(side)/oracle/pstats.exact.json", in: "profiles/python")
    let totals = try totals("python/\(side)/cprofile.pstats")
    #expect(Double(totals.totals[0]) == oracle["total_calls"].number)
    let entries = Dictionary(totals.entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: [String: Int] = [:]
    let functions = try #require(oracle["functions"].array)
    func name(_ function: Oracle) throws -> String {
      let file = try #require(function["file"].string)
      let name = try #require(function["name"].string)
      let line = Int(try function["line"].real())
      return file == "~" ? name : "\(name) (\(file.split(separator: "/").last ?? ""):\(line))"
    }
    for function in functions { seen[try name(function), default: 0] += 1 }
    for function in functions where seen[try name(function)] == 1 {
      let entry = try #require(entries[try name(function)])
      #expect(Double(entry.flat[0]) == function["calls"].number)
      #expect(entry.flat[1] == Int64((try function["tottime"].real() * 1e9).rounded()))
      #expect(entry.cumulative[1] == Int64((try function["cumtime"].real() * 1e9).rounded()))
    }
  }

  /// `stackcollapse-perf.pl` adds up the periods of the same stacks; its first frame is the command.
  @Test(arguments: ["before", "after"])
  func perfScript(side: String) throws {
    let totals = try totals("perf/\(side)/perf.script.txt")
    let collapsed = try #require(TestCorpus.bytes("profiles/perf/\(side)/perf.collapsed"))
    var flat: [String: Int64] = [:]
    var total: Int64 = 0
    for line in String(decoding: collapsed, as: UTF8.self).split(separator: "\n") {
      let space = try #require(line.lastIndex(of: " "))
      let period = try #require(Int64(line[line.index(after: space)...]))
      flat[String(line[..<space].split(separator: ";").last ?? ""), default: 0] += period
      total += period
    }
    #expect(totals.sampleTypes.map(\.type) == ["samples", "cpu"] && totals.totals[1] == total)
    for entry in totals.entries where !entry.name.hasPrefix("[") {
      #expect(entry.flat[1] == flat[entry.name] ?? 0, "\(entry.name)")
    }
  }
}
