import Glibc
import PerfDiagnostics
import PerfFormats
import PerfModel

/// Heap profiles of Go's `?debug=1` and of gperftools: `92: 2072728 [24658: 522174872] @ 0x48a0d3 …`.
struct LegacyHeap {
  private let rate: Int64
  /// Whether counts are those of sampled objects only, to be multiplied by what each stands for.
  private let isSampled: Bool
  private let hasAllocations: Bool
  private let totals: [Int64]

  /// `heap profile: 92: 2072728 [24658: 522174872] @ heap/1048576`; nil for another line, and for a kind that nobody knows.
  init?(header: String) {
    guard header.hasPrefix("heap profile:"), let numbers = Self.numbers(header.dropFirst(13)) else { return nil }
    totals = numbers.values
    var kind = numbers.rest.drop { $0 == " " }
    var number: Int64 = 0
    if let slash = kind.firstIndex(of: "/") {
      number = Int64(kind[kind.index(after: slash)...].prefix { $0.isNumber }) ?? 0
      kind = kind[..<slash]
    }
    kind = kind.prefix { !$0.isWhitespace }
    let isOther =
      (totals[2] != totals[0] && totals[2] != 0) || (totals[3] != totals[1] && totals[3] != 0)
    switch kind {
    case "heap": (rate, isSampled, hasAllocations) = (number / 2, true, isOther)  // Go prints the rate doubled.
    case "heap_v2", "heapz_v2": (rate, isSampled, hasAllocations) = (number, true, isOther)
    case "heapprofile": (rate, isSampled, hasAllocations) = (1, false, isOther)
    case "growth", "growthz", "fragmentation", "fragmentationz": (rate, isSampled, hasAllocations) = (1, false, false)
    default: return nil
    }
  }

  func read(_ text: inout LegacyText, into run: inout RunBuilder) throws(Diagnostic) -> Profile {
    let space = ProfileValueType("space", "bytes")
    let inuse =
      hasAllocations ? ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"] : ["objects", "space"]
    let types = inuse.map { ProfileValueType($0, $0.hasSuffix("objects") ? "count" : "bytes") }
    var profile = LegacyProfile(types, period: ProfilePeriod(space, rate))
    let key = profile.builder.text("bytes")
    var sums: [Int64] = [0, 0, 0, 0]
    while let line = text.next() {
      let content = line.text
      if LegacyText.isComment(content) {
        profile.addComment(content, file: text.file)
        continue
      }
      if PProfTextImporter.isMap(content) { break }
      guard let numbers = Self.numbers(content), let addresses = LegacyScanner.addresses(String(numbers.rest)) else {
        throw text.error("the line is not objects, bytes and a stack", at: line)
      }
      for index in 0..<4 { sums[index] = sums[index].addingReportingOverflow(numbers.values[index]).partialValue }
      let (values, size) = try scaled(numbers.values, text, line)
      profile.add(addresses, values, labels: [SampleLabel(key: key, number: size)])
    }
    if isSampled, sums != totals {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the first line counts \(totals[2]) objects, and the stacks \(sums[2])",
          at: SourceLocation(file: text.file, line: 1), hint: "was it cut off? record it again"))
    }
    return try profile.finish(LegacyMapping.read(&text), file: text.file)
  }

  /// The values of a stack, and the size of an object of it.
  private func scaled(
    _ numbers: [Int64], _ text: LegacyText, _ line: LineReader.Line
  ) throws(Diagnostic) -> (values: [Int64], size: Int64) {
    var values: [Int64] = []
    var size: Int64 = 0
    for (count, bytes) in (hasAllocations ? [(2, 3), (0, 1)] : [(0, 1)]).map({ (numbers[$0.0], numbers[$0.1]) }) {
      guard count != 0 || bytes == 0 else { throw text.error("no objects cannot have \(bytes) bytes", at: line) }
      if count != 0 { size = bytes.dividedReportingOverflow(by: count).partialValue }
      guard let pair = isSampled ? Self.unsampled(count, bytes, rate) : (count, bytes) else {
        throw text.error("the numbers are beyond 64 bits", at: line)
      }
      values += [pair.0, pair.1]
    }
    return (values, size)
  }

  /// What the sampled objects stand for: each byte had the chance 1/rate to be sampled, so that an object of size s was with
  /// 1 − e^(−s/rate) (pprof, `scaleHeapSample`). Nil beyond 64 bits.
  static func unsampled(_ count: Int64, _ bytes: Int64, _ rate: Int64) -> (Int64, Int64)? {
    if count == 0 || bytes == 0 { return (0, 0) }
    if rate <= 1 { return (count, bytes) }
    let scale = 1 / (1 - exp(-(Double(bytes) / Double(count)) / Double(rate)))
    guard let objects = Int64(exactly: (Double(count) * scale).rounded(.towardZero)),
      let space = Int64(exactly: (Double(bytes) * scale).rounded(.towardZero))
    else { return nil }
    return (objects, space)
  }

  /// `92: 2072728 [24658: 522174872] @` and what follows.
  private static func numbers(_ text: some StringProtocol) -> (values: [Int64], rest: Substring)? {
    var scanner = LegacyScanner(text)
    guard let a = scanner.integer(), scanner.take(":"), let b = scanner.integer(), scanner.take("["),
      let c = scanner.integer(), scanner.take(":"), let d = scanner.integer(), scanner.take("]"), scanner.take("@")
    else { return nil }
    return ([a, b, c, d], Substring(scanner.rest))
  }
}
