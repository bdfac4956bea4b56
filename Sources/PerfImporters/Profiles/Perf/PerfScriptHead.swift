/// `lmsdemo127 25379/25380 [001]  1963.472628:   10101010 cpu-clock:u: `; the name of a command may hold spaces, and processor, time and
/// period may be left away (`perf script -F`, old versions).
struct PerfScriptHead {
  let command: String
  let event: String
  /// What the event counted since the one before, nil where it is not printed.
  let period: Int64?
  /// Seconds since the machine started, nil where they are not printed.
  let time: Double?

  init?(_ line: some StringProtocol) {
    guard line.first?.isWhitespace == false || line.contains(": ") else { return nil }
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    // The time is the first word that is a number with a point and a colon; the process stands before it.
    let place = words.firstIndex { word in
      word.hasSuffix(":") && word.contains(".") && Double(word.dropLast()) != nil
    }
    guard let place else {
      self.init(timeless: words, isIndented: line.first?.isWhitespace != false)
      return
    }
    guard place >= 2, let time = Double(words[place].dropLast()) else { return nil }
    let process = words[place - 1].hasPrefix("[") ? place - 2 : place - 1
    guard process >= 1, Self.isProcess(words[process]) else { return nil }
    self.init(words[..<process], words[(place + 1)...], time: time)
  }

  /// `java 19983 [002] cycles:`: the process is the first number.
  private init?(timeless words: [some StringProtocol], isIndented: Bool) {
    guard !isIndented, words.count >= 3, words.last?.hasSuffix(":") == true,
      let process = words.dropFirst().firstIndex(where: { Self.isProcess($0) })
    else { return nil }
    let rest = words[(process + 1)...]
    let event = rest.first?.hasPrefix("[") == true ? rest.dropFirst() : rest
    guard event.count == 1 || (event.count == 2 && event.first.flatMap { Int64($0) } != nil) else { return nil }
    self.init(words[..<process], event, time: nil)
  }

  /// - Parameter rest: the period, where there is one, and the event.
  private init?(
    _ command: ArraySlice<some StringProtocol>, _ rest: ArraySlice<some StringProtocol>, time: Double?
  ) {
    let period = rest.first.flatMap { Int64($0) }
    guard let event = period == nil ? rest.first : rest.dropFirst().first, event.hasSuffix(":") else { return nil }
    self.command = command.joined(separator: " ")
    self.event = String(event.drop { $0 == ":" }.dropLast())
    self.period = period
    self.time = time
  }

  /// `25379` or `25379/25380`
  private static func isProcess(_ word: some StringProtocol) -> Bool {
    word.split(separator: "/").allSatisfy { Int($0) != nil }
  }

  /// Whether a line looks like a frame: an address, a name and a program in parentheses.
  static func isFrame(_ line: some StringProtocol) -> Bool {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, let address = words.first, let program = words.last else { return false }
    return UInt64(address, radix: 16) != nil && program.hasSuffix(")")
  }
}
