public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `free -h` and `free -b`, once or repeatedly. Of others nobody can tell which unit their numbers have, so that they are not claimed.
public struct FreeImporter: Importer {
  public static let format = FormatDescription(
    id: "free", tool: "procps", title: "free -h or free -b",
    holds: "how much memory of the machine was in use, and how much there was",
    lacks: "times; two digits of memory, as -h has them, are coarse: -b and sar -r tell more",
    record: "free -b -s 5 > free.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let lines = Array(PrefixLines(prefix).prefix(2))
    guard lines.count > 1, lines[0].split(separator: " ").starts(with: ["total", "used", "free"]) else { return .no }
    return memory(lines[1]) == nil ? .no : .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var points = ResourcePoints()
    var (number, place) = (0, 0)
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      guard let (total, used) = Self.memory(line.text) else { continue }
      points.add(ResourceKey(resource: "host", metric: .memoryLimit), total, time: nil, place: place)
      points.add(ResourceKey(resource: "host", metric: .memoryUsed), used, time: nil, place: place)
      place += 1
    }
    guard !points.isEmpty else { throw NoReadings.error(source.name, line: number, hint: "record it with free -b") }
    points.tell(&run)
  }

  /// Total and used of `Mem:  23Gi  1.1Gi …`.
  private static func memory(_ line: some StringProtocol) -> (Double, Double)? {
    let words = String(line).split(separator: " ")
    guard words.count >= 3, words[0] == "Mem:" else { return nil }
    if let total = bytes(words[1]), let used = bytes(words[2]) { return (total, used) }
    let numbers = words.dropFirst().compactMap { Int($0) }
    return numbers.count == words.count - 1 && areBytes(numbers) ? (Double(numbers[0]), Double(numbers[1])) : nil
  }

  /// The kernel counts in KiB, so that bytes are all multiples of 1024; of five numbers in KiB or MiB, one in 10¹⁵ times all are too.
  private static func areBytes(_ numbers: [Int]) -> Bool {
    numbers.count { $0 > 0 } >= 5 && numbers.allSatisfy { $0 >= 0 && $0.isMultiple(of: 1024) }
  }

  /// `23Gi`, `512Mi`, `0B`; `--si` writes `25G` for powers of 1000.
  private static func bytes(_ text: Substring) -> Double? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(digits), let factor = factors[String(text.dropFirst(digits.count))] else { return nil }
    return value * factor
  }

  private static let factors: [String: Double] = [
    "B": 1, "Ki": 0x1p10, "Mi": 0x1p20, "Gi": 0x1p30, "Ti": 0x1p40, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12,
  ]
}
