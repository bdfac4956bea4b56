import PerfDiagnostics
import PerfModel

/// Gathers the stacks of events; each kind of event whose periods are printed is a value of its own.
struct PerfScriptStacks {
  private var builder = ProfileBuilder([])
  private var events: [String] = []
  private var samples: [(stack: [UInt32], event: Int, period: Int64?, command: UInt32)] = []
  private var head: PerfScriptHead?
  private var stack: [UInt32] = []
  private var mappings: [String: UInt32] = [:]
  private var first = Double.infinity
  private var last = -Double.infinity
  /// Whether every event has a time.
  private var isTimed = true

  /// With fewer events their times say too little of how long perf looked: the error of that is √2 of their number, 1.4 % here.
  private static let timedEvents = 100

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
    if let time = event.time {
      first = min(first, time)
      last = max(last, time)
    } else {
      isTimed = false
    }
    head = nil
    stack = []
  }

  /// `ffffffff813a88b0 try_to_wake_up+0x290 ([kernel.kallsyms])`
  private mutating func frame(_ line: String) -> UInt32? {
    let text = line.drop(while: \.isWhitespace)
    guard let space = text.firstIndex(of: " "), let address = UInt64(text[..<space], radix: 16) else { return nil }
    var symbol = text[text.index(after: space)...]
    while symbol.last?.isWhitespace == true { symbol.removeLast() }
    var program = ""
    // Names hold parentheses too; the program is what the last ones hold, behind a space.
    if symbol.hasSuffix(")"),
      let open = symbol.indices.last(where: { symbol[$0] == "(" && isSpace(before: $0, symbol) })
    {
      program = String(symbol[symbol.index(after: open)...].dropLast())
      symbol = symbol[..<open]
      while symbol.last?.isWhitespace == true { symbol.removeLast() }
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
  /// Of several events without periods each is counted by itself.
  consuming func finish(file: String) throws(Diagnostic) -> Profile {
    flush()
    let periods = periods
    let types = events.indices.map { type(of: $0, hasPeriod: periods[$0] != nil) }
    let shown = types.indices.filter { periods[$0] != nil || events.count > 1 }
    builder.parts.sampleTypes = [ProfileValueType("samples", "count")] + shown.map { types[$0] }
    builder.parts.duration = duration
    if events.count == 1, let period = periods[0], period.lowerBound == period.upperBound, period.lowerBound > 0 {
      builder.parts.period = ProfilePeriod(types[0], period.lowerBound)
    }
    let key = builder.text("command")
    for sample in samples {
      let values = shown.map { event in
        event == sample.event ? periods[event] == nil ? 1 : sample.period ?? 0 : Int64(0)
      }
      builder.add(sample.stack, [1] + values, labels: [SampleLabel(key: key, text: sample.command)])
    }
    return try builder.finish(file: file)
  }

  /// The smallest and the largest period of every event; nil for one whose periods are not all printed.
  private var periods: [ClosedRange<Int64>?] {
    var found = [ClosedRange<Int64>?](repeating: nil, count: events.count)
    var isUnknown = Array(repeating: false, count: events.count)
    for sample in samples {
      guard let period = sample.period else {
        isUnknown[sample.event] = true
        continue
      }
      let known = found[sample.event] ?? period...period
      found[sample.event] = min(known.lowerBound, period)...max(known.upperBound, period)
    }
    return found.indices.map { isUnknown[$0] ? nil : found[$0] }
  }

  private func type(of event: Int, hasPeriod: Bool) -> ProfileValueType {
    let name = events[event]
    guard hasPeriod else { return ProfileValueType(name + " samples", "count") }
    let isClock = name.hasPrefix("cpu-clock") || name.hasPrefix("task-clock")
    return isClock ? ProfileValueType("cpu", "nanoseconds") : ProfileValueType(name, "count")
  }

  /// Nanoseconds from the first event to the last, and the mean gap at each end; nil where that is not known well.
  private var duration: Int64? {
    guard isTimed, samples.count >= Self.timedEvents, last > first else { return nil }
    let gaps = Double(samples.count - 1)
    return Int64(exactly: ((last - first) * (gaps + 2) / gaps * 1e9).rounded())
  }
}
