import PerfDiagnostics
import PerfModel

/// Gathers the stacks of events; each kind of event is a value of its own.
struct PerfScriptStacks {
  private var builder = ProfileBuilder([])
  private var events: [String] = []
  private var samples: [(stack: [UInt32], event: Int, period: Int64, command: UInt32)] = []
  private var head: PerfScriptHead?
  private var stack: [UInt32] = []
  private var mappings: [String: UInt32] = [:]
  private var first: Double?
  private var last = 0.0

  var isEmpty: Bool { samples.isEmpty && head == nil }

  /// Takes a line; false for what is neither a head nor a frame.
  mutating func add(_ line: String) -> Bool {
    if line.allSatisfy(\.isWhitespace) {
      flush()
      return true
    }
    if let next = PerfScriptHead(line) {
      flush()
      head = next
      return true
    }
    guard head != nil, let frame = frame(line) else { return false }
    stack.append(frame)
    return true
  }

  private mutating func flush() {
    guard let event = head else { return }
    if !events.contains(event.event), events.count < 32 { events.append(event.event) }
    if let index = events.firstIndex(of: event.event) {
      samples.append((stack, index, event.period, builder.text(event.command)))
    }
    first = min(first ?? event.time, event.time)
    last = max(last, event.time)
    head = nil
    stack = []
  }

  /// `ffffffff813a88b0 try_to_wake_up+0x290 ([kernel.kallsyms])`
  private mutating func frame(_ line: String) -> UInt32? {
    let text = line.drop(while: \.isWhitespace)
    guard let space = text.firstIndex(of: " "), let address = UInt64(text[..<space], radix: 16) else { return nil }
    var symbol = text[text.index(after: space)...]
    while symbol.last?.isWhitespace == true { symbol = symbol.dropLast() }
    var program = ""
    // Names hold parentheses too; the program is what the last ones hold, behind a space.
    if symbol.hasSuffix(")"),
      let open = symbol.indices.last(where: { symbol[$0] == "(" && isSpace(before: $0, symbol) })
    {
      program = String(symbol[symbol.index(after: open)...].dropLast())
      symbol = symbol[..<open]
      while symbol.last?.isWhitespace == true { symbol = symbol.dropLast() }
    }
    if let plus = symbol.lastIndex(of: "+"), symbol[plus...].hasPrefix("+0x") { symbol = symbol[..<plus] }
    let mapping = program.isEmpty || program == "inlined" ? nil : mappingIndex(program)
    guard symbol != "[unknown]", !symbol.isEmpty else { return builder.location(address: address, mapping: mapping) }
    return builder.location(function: builder.function(String(symbol)), address: 0, mapping: mapping)
  }

  private func isSpace(before index: Substring.Index, _ text: Substring) -> Bool {
    index == text.startIndex || text[text.index(before: index)] == " "
  }

  private mutating func mappingIndex(_ program: String) -> UInt32 {
    if let known = mappings[program] { return known }
    let index = UInt32(truncatingIfNeeded: builder.parts.mappings.count)
    builder.parts.mappings.append(ProfileMapping(file: builder.text(program)))
    mappings[program] = index
    return index
  }

  /// The profile: samples are counted, and the periods of each event added up. The clock's events have nanoseconds for periods.
  consuming func finish(file: String) throws(Diagnostic) -> Profile {
    flush()
    builder.parts.sampleTypes =
      [ProfileValueType("samples", "count")]
      + events.map { event in
        let isClock = event.hasPrefix("cpu-clock") || event.hasPrefix("task-clock")
        return isClock ? ProfileValueType("cpu", "nanoseconds") : ProfileValueType(event, "count")
      }
    let key = builder.text("command")
    for sample in samples {
      var values = Array(repeating: Int64(0), count: events.count + 1)
      values[0] = 1
      values[sample.event + 1] = sample.period
      builder.add(sample.stack, values, labels: [SampleLabel(key: key, text: sample.command)])
    }
    return try builder.finish(file: file)
  }
}
