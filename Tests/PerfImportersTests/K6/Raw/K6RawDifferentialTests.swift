import PerfDiagnostics
import PerfModel
import Testing

/// The fast path and the general parser make the same of every file: of recorded ones, and of lines that were changed.
@Suite("k6 raw: the fast path against the general parser")
struct K6RawDifferentialTests {
  private static let ndjson = ["v2.2-main.ndjson", "v2.2-metadata.ndjson", "v2.2-refused.ndjson", "metric-last.ndjson"]
  private static let csv = ["v2.2-main.csv", "v2.2-metadata.csv", "unix-nano.csv"]

  /// What a reading comes to: the run, or the error.
  private enum Outcome: Equatable {
    case run(Run)
    case error(Diagnostic)

    init(_ read: () throws(Diagnostic) -> Run) {
      do throws(Diagnostic) { self = .run(try read()) } catch { self = .error(error) }
    }
  }

  private static func outcomes(_ bytes: [UInt8], isCSV: Bool) -> (fast: Outcome, general: Outcome) {
    func outcome(_ usesFastPath: Bool) -> Outcome {
      Outcome { () throws(Diagnostic) in
        let reading = K6RawReading(usesFastPath: usesFastPath)
        return isCSV ? try reading.csv(bytes) : try reading.ndjson(bytes)
      }
    }
    return (outcome(true), outcome(false))
  }

  @Test("recorded files", arguments: ndjson + csv)
  func recorded(file: String) throws {
    let isCSV = file.hasSuffix(".csv")
    let outcomes = Self.outcomes(try FixtureFiles.bytes((isCSV ? "k6-csv/" : "k6-ndjson/") + file), isCSV: isCSV)
    #expect(outcomes.fast == outcomes.general)
    guard case .run = outcomes.fast else {
      Issue.record("\(file) is not read")
      return
    }
  }

  /// Bytes with a meaning somewhere in a line.
  private static let telling = Array("\"\\{}[]:,.0123456789-+eEnulTZ \t\r\n&=ux/\u{1}".utf8) + [0xC3, 0xA9, 0xFF]

  @Test("bytes replaced, inserted, removed and moved", arguments: ndjson + csv)
  func mutated(file: String) throws {
    let isCSV = file.hasSuffix(".csv")
    let lines = try FixtureFiles.bytes((isCSV ? "k6-csv/" : "k6-ndjson/") + file)
      .split(separator: UInt8(ascii: "\n")).prefix(40).map(Array.init)
    var dice = Dice(seed: UInt64(file.utf8.count))
    for _ in 0..<400 {
      var changed = lines
      for _ in 0...dice.roll(6) {
        // The header of CSV is not for the scanner.
        let place = (isCSV ? 1 : 0) + dice.roll(changed.count - 1)
        Self.mutate(&changed[place], &dice)
      }
      let bytes = Array(changed.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
      let outcomes = Self.outcomes(bytes, isCSV: isCSV)
      #expect(outcomes.fast == outcomes.general, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  private static func mutate(_ line: inout [UInt8], _ dice: inout Dice) {
    guard !line.isEmpty else { return }
    let place = dice.roll(line.count)
    switch dice.roll(6) {
    case 0: line.remove(at: place)
    case 1: line.insert(telling[dice.roll(telling.count)], at: place)
    case 2: line.swapAt(place, dice.roll(line.count))
    case 3: line.removeSubrange(place..<min(line.count, place + 1 + dice.roll(20)))
    case 4: line.insert(contentsOf: line[place..<min(line.count, place + 1 + dice.roll(20))], at: place)
    default: line[place] = telling[dice.roll(telling.count)]
    }
  }

  /// A point of a request with a value and tags as they stand in the line.
  private static func point(
    _ value: String = "1.5", time: String = "2026-11-21T03:22:16.68Z",
    tags: String = #"{"method":"GET","name":"a","status":"200"}"#, metric: String = "http_req_duration"
  ) -> String {
    #"{"metric":"\#(metric)","type":"Point","data":{"time":"\#(time)","value":\#(value),"tags":\#(tags)}}"# + "\n"
  }

  @Test(
    "numbers",
    arguments: [
      "0", "-0", "0.5", "1.234567", "1234567", "12345678", "1234567.1234567", "0.12345678", "33.333333333333336", "1e3",
      "1.5E-2", "-2.5", "01", "1.", ".5", "+1", "1.5e", "--1", "null", "\"1\"", "9007199254740993", "1e400", "1.5.5",
    ])
  func numbers(text: String) {
    check(Self.point() + Self.point(text) + Self.point(text) + Self.point())
  }

  @Test(
    "times",
    arguments: [
      "2026-11-21T03:22:16Z", "2026-11-21T03:22:16.1Z", "2026-11-21T03:22:16.123456789Z",
      "2026-11-21T03:22:16.1234567891Z", "2026-11-21T03:22:16.12345678+05:30", "2026-11-21T03:22:16-00:30",
      "2026-11-21 03:22:16Z", "2026-11-21T03:22:61Z", "2026-13-21T03:22:16Z", "2026-11-21T24:22:16Z",
      "2026-11-21T03:22:16.Z", "2026-11-21T03:22:16", "2026-11-21T03:22:16+0530", "1600-01-01T00:00:00Z",
      "2263-01-01T00:00:00Z", "", "now",
    ])
  func times(text: String) {
    check(Self.point() + Self.point(time: text) + Self.point(time: text) + Self.point())
  }

  @Test(
    "tags",
    arguments: [
      "null", "{}", #"{"name":"a"}"#, #"{"name":"a","name":"b"}"#, #"{"status":"200","name":"a"}"#,
      #"{"name":"a\u0026b"}"#, #"{"name":"a\"b"}"#, #"{"name":"\ud83d\ude00"}"#, #"{"name":"\ud83d"}"#,
      #"{"name":"é"}"#, #"{"name":"a\tb"}"#, "{\"name\":\"a\tb\"}", #"{"name":1}"#, #"{"name":null}"#,
      #"{"name": "a"}"#,
      #"{"na\u006de":"a"}"#, #"{"name":"a"},"metadata":{"vu":"1"}"#, #"{"name":"a"},"metadata":{"x":"}}"}"#,
      #"{"name":"http://h/a/17?x=\u0026","url":"http://h/a/17?x=\u0026"}"#, #"{"name":"http://h/\u0061/17"}"#,
      #"{"group":"::setup","name":"a"}"#, #"{"method":"PUT","name":"/a"}"#, #"{"method":"P\u0055T","name":"/a"}"#,
      #"{"name":""}"#, #"{"name":"a"}}"#, #"["name"]"#, #"{"name":"a",}"#, #"{"":"a","name":"b"}"#, #"{"name":"a\x"}"#,
    ])
  func tags(text: String) {
    for metric in ["http_req_duration", "http_req_failed", "iterations", "checks", "vus"] {
      let line = Self.point(tags: text, metric: metric)
      check(Self.point() + line + line + Self.point(metric: metric))
    }
  }

  @Test("what is accepted is not all that is refused")
  func isNotVacuous() throws {
    let run = try K6RawReading().ndjson(Array((Self.point() + Self.point("2.5")).utf8))
    #expect(run.count("request.duration", "a") == 2)
  }

  private func check(_ text: String) {
    let outcomes = Self.outcomes(Array(text.utf8), isCSV: false)
    #expect(outcomes.fast == outcomes.general)
  }
}
