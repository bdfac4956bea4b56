public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the stacks of all goroutines, as `?debug=2` and a Go program that panics print them.
public struct GoroutineDumpImporter: Importer {
  public static let format = FormatDescription(
    id: "goroutine-dump", tool: "go", title: "Go goroutine dump (debug=2)",
    holds: "every goroutine with its stack, what it waits for and for how long, and who started it",
    lacks: "anything but the one moment; values of arguments are not kept",
    record: "curl -o goroutines.txt 'http://localhost:6060/debug/pprof/goroutine?debug=2'", richness: 45)

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    var lines = PrefixLines(prefix)
    return lines.next().flatMap { state(of: $0) } == nil ? .no : .certain
  }

  /// `chan receive` of `goroutine 7 [chan receive, 3 minutes]:`; nil for another line.
  static func state(of line: some StringProtocol) -> String? {
    guard line.hasPrefix("goroutine "), line.hasSuffix("]:"), let open = line.firstIndex(of: "[") else { return nil }
    let number = line[..<open].dropFirst(10).prefix { $0 != " " }
    guard Int(number) != nil else { return nil }
    let states = line[line.index(after: open)...].dropLast(2)
    return String(states.prefix { $0 != "," })
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let type = ProfileValueType("goroutine", "count")
    var builder = ProfileBuilder([type])
    builder.parts.period = ProfilePeriod(type, 1)
    var text = try LegacyText(&source)
    let key = builder.text("state")
    var state: String?
    var stack: [UInt32] = []
    var function: String?
    func flush(_ builder: inout ProfileBuilder) {
      if let state { builder.add(stack, [1], labels: [SampleLabel(key: key, text: builder.text(state))]) }
      state = nil
      stack = []
    }
    while let line = text.next() {
      let content = line.text
      if let next = Self.state(of: content) {
        flush(&builder)
        state = next
        function = nil
      } else if content.allSatisfy(\.isWhitespace) {
        flush(&builder)
      } else if state != nil, content.hasPrefix("\t") {
        // The place belongs to the function in the line before.
        guard let name = function else { continue }
        let (file, number) = Self.place(content)
        stack.append(builder.location(function: builder.function(name, file: file), line: number))
        function = nil
      } else if state != nil {
        // Who started a goroutine is not on its stack.
        function = content.hasPrefix("created by ") || content.hasPrefix("...") ? nil : Self.name(content)
      } else {
        throw text.error("the line belongs to no goroutine", at: line)
      }
    }
    flush(&builder)
    guard builder.parts.samples.count > 0 else { throw text.error("there is no goroutine in the file", at: nil) }
    if let truncation = text.truncation { run.record(truncation) }
    run.addProfile(try builder.finish(file: source.name))
  }

  /// `main.(*API).serve(0xc0001, {0x1, 0x2})` without its arguments.
  private static func name(_ line: String) -> String {
    guard line.hasSuffix(")") else { return line }
    var depth = 0
    for index in line.indices.reversed() {
      if line[index] == ")" { depth += 1 }
      if line[index] == "(" { depth -= 1 }
      if depth == 0 { return String(line[..<index]) }
    }
    return line
  }

  /// `	/srv/main.go:12 +0x1d`
  private static func place(_ line: String) -> (file: String, line: Int64) {
    var text = line.dropFirst()
    if let plus = text.range(ofLast: " +0x") { text = text[..<plus] }
    guard let colon = text.lastIndex(of: ":"), let number = Int64(text[text.index(after: colon)...]) else {
      return (String(text), 0)
    }
    return (String(text[..<colon]), number)
  }
}

extension Substring {
  /// Where a text begins for the last time.
  fileprivate func range(ofLast text: String) -> Index? {
    indices.last { self[$0...].hasPrefix(text) }
  }
}
