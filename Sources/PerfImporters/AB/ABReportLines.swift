import PerfDiagnostics

/// How each line of a report is read.
extension ABReport {
  /// What a report lacks at its end.
  enum Gap {
    case end
    /// Nothing but the percentile table is missing, as with `-d`.
    case noPercentileTable
  }

  /// - Parameter isCut: whether the input ends inside a line.
  func gap(isCut: Bool) -> Gap? {
    if isCut { return .end }
    if isClosed { return nil }
    switch counts[.complete]?.value {
    case 0: return counts[.html] == nil ? .end : nil
    case 1: return times[.total] == nil ? .end : nil
    default: return times[.total] == nil || hasPercentileTable ? .end : .noPercentileTable
    }
  }

  mutating func take(_ count: ABCount, _ line: ABLine) throws(Diagnostic) {
    guard let value = try line.whole(line.words.first ?? line.bytes.suffix(0), of: count.rawValue, &diagnostics) else {
      return
    }
    counts[count] = ABFact(value: value, line: line.number)
  }

  mutating func take(_ figure: ABFigure, _ line: ABLine) throws(Diagnostic) {
    guard let value = try line.decimal(line.words.first ?? line.bytes.suffix(0), of: figure.rawValue, &diagnostics)
    else { return }
    figures[figure] = ABFact(value: value, line: line.number)
  }

  /// Takes the lines that belong to the fact above them: the kinds of failure, and what was sent per second.
  mutating func takeContinuation(_ line: ABLine) throws(Diagnostic) {
    let text = line.text.trimmed
    if text.hasPrefix("(Connect:") {
      try takeFailures(line)
    } else if text.hasSuffix(ABFigure.sentRate.rawValue), let word = ABLine.words(of: line.bytes).first {
      guard let value = try line.decimal(word, of: ABFigure.sentRate.rawValue, &diagnostics) else { return }
      figures[.sentRate] = ABFact(value: value, line: line.number)
    }
  }

  /// `(Connect: 0, Receive: 0, Length: 396, Exceptions: 0)`; ab 2.0 has no Receive.
  private mutating func takeFailures(_ line: ABLine) throws(Diagnostic) {
    let punctuation = [UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ",")]
    let words = ABLine.words(of: line.bytes).flatMap { $0.split { punctuation.contains($0) } }
    for (name, number) in zip(words, words.dropFirst()) where name.last == UInt8(ascii: ":") {
      let kind = String(decoding: name.dropLast(), as: UTF8.self)
      failures[kind] = try line.whole(number, of: kind, &diagnostics)
    }
  }

  /// `Total:          4   22  12.8     19     138`, with `-S` `Total:         62    81  193`.
  mutating func takeTimes(_ line: ABLine, isShort: Bool) throws(Diagnostic) {
    if line.text.hasPrefix("ERROR: The median and mean for the total time") { return noteUnreliable(line) }
    guard let phase = ABPhase(rawValue: line.label ?? "") else { return }
    let words = isShort ? shortColumns(line) : line.words
    guard words.count == (isShort ? 3 : 5) else {
      throw line.bad(line.words.first ?? line.bytes.suffix(0), phase.rawValue, "a row of \(isShort ? 3 : 5) numbers")
    }
    func whole(_ index: Int) throws(Diagnostic) -> Int? {
      try line.whole(words[index], of: phase.rawValue, &diagnostics)
    }
    guard let minimum = try whole(0), let mean = try whole(1), let maximum = try whole(words.count - 1) else { return }
    if isShort {
      times[phase] = ABTimes(minimum: minimum, mean: mean, deviation: nil, median: nil, maximum: maximum)
    } else if let deviation = try line.decimal(words[2], of: phase.rawValue, &diagnostics), let median = try whole(3) {
      times[phase] = ABTimes(minimum: minimum, mean: mean, deviation: deviation, median: median, maximum: maximum)
    }
  }

  /// `-S` prints no blank before the maximum (`"%5d %5d%5d"`), so that from 10 s on it sticks to the mean.
  private func shortColumns(_ line: ABLine) -> [ArraySlice<UInt8>] {
    let words = line.words
    guard words.count == 2, let glued = words.last, glued.count > 5 else { return words }
    let meanEnd = line.bytes.startIndex + "Processing: ".utf8.count + 5 + 1 + 5
    guard glued.startIndex < meanEnd, meanEnd < glued.endIndex else { return words }
    return [words[0], glued[..<meanEnd], glued[meanEnd...]]
  }

  /// `  50%     19` and ` 100%    138 (longest request)`.
  mutating func takePercentile(_ line: ABLine) throws(Diagnostic) {
    let words = ABLine.words(of: line.bytes)
    guard let share = words.first, share.last == UInt8(ascii: "%"),
      let percent = Int(String(decoding: share.dropLast(), as: UTF8.self))
    else { return }
    guard words.count > 1 else { throw line.bad(line.bytes.suffix(0), "\(percent)%", "a whole number") }
    guard let value = try line.whole(words[1], of: "\(percent)%", &diagnostics) else { return }
    if percent >= 100 {
      isClosed = line.text.hasSuffix(ABText.longest)
    } else {
      percentiles[percent] = value
    }
  }

  private mutating func noteUnreliable(_ line: ABLine) {
    diagnostics.append(
      Diagnostic(
        .note, .abUnreliable,
        "ab says that mean and median of the total time, rounded to milliseconds, are more than two deviations apart",
        at: line.location, hint: "compare percentiles, and record more requests"))
  }
}
