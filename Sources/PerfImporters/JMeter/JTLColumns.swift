import PerfFormats

/// Which column of a JTL CSV holds what, and what separates them: found from the header, or where there is none (the default of JMeter
/// up to 2.13) from the first row.
struct JTLColumns: Sendable, Equatable {
  let delimiter: UInt8
  let hasHeader: Bool
  /// How many columns a row has.
  let count: Int
  let time: Int?
  let elapsed: Int?
  let label: Int?
  let code: Int?
  let message: Int?
  let thread: Int?
  let success: Int?
  let failure: Int?
  let bytes: Int?
  let sentBytes: Int?
  let users: Int?
  let latency: Int?
  let connect: Int?

  /// The columns of an input that begins with these bytes; nil where it is no JTL CSV.
  init?(prefix: ArraySlice<UInt8>) {
    guard let columns = Self.headed(prefix) ?? Self.unheaded(prefix) else { return nil }
    self = columns
  }

  private init(delimiter: UInt8, hasHeader: Bool, names: [String]) {
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    count = names.count
    let names = names.map { $0.lowercased() }
    func place(_ name: String) -> Int? { names.firstIndex(of: name) }
    time = place("timestamp")
    elapsed = place("elapsed")
    label = place("label")
    code = place("responsecode")
    message = place("responsemessage")
    thread = place("threadname")
    success = place("success")
    failure = place("failuremessage")
    bytes = place("bytes")
    sentBytes = place("sentbytes")
    users = place("allthreads")
    latency = place("latency")
    connect = place("connect")
  }

  // MARK: With a header

  /// Names of columns that no other tool's CSV has together (`CSVSaveService` of JMeter).
  private static let marks: Set = ["label", "responsecode", "success"]

  /// Without these there are no results; JMeter leaves them out when it is told to.
  private static let needed: Set = ["timestamp", "elapsed"]

  /// What JMeter can save besides (`SampleSaveConfiguration`). Users add columns of their own to it (`sample_variables`).
  private static let others: Set = [
    "responsemessage", "threadname", "datatype", "failuremessage", "bytes", "sentbytes", "grpthreads", "allthreads",
    "url",
    "filename", "latency", "encoding", "samplecount", "errorcount", "hostname", "idletime", "connect",
  ]

  private static func headed(_ prefix: ArraySlice<UInt8>) -> JTLColumns? {
    guard let delimiter = RawHeader.line(of: prefix).first(where: { !isNameByte($0) }), delimiter >= 0x09 else {
      return nil
    }
    let names = RawHeader.fields(of: prefix, delimiter: delimiter)
    let lowercased = Set(names.map { $0.lowercased() })
    guard lowercased.isSuperset(of: marks) else { return nil }
    // Where JMeter saved no time, nothing but its own columns tells its file from another's (`elapsed_us`).
    let known = marks.union(needed).union(others)
    guard lowercased.isSuperset(of: needed) || lowercased.isSubset(of: known) else { return nil }
    return JTLColumns(delimiter: delimiter, hasHeader: true, names: names)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "\""), UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  // MARK: Without one

  private static let common = [
    "timeStamp", "elapsed", "label", "responseCode", "responseMessage", "threadName", "dataType", "success",
  ]

  /// What follows the first eight columns in the defaults of JMeter's versions, by their number.
  private static let rests: [Int: [String]] = [
    9: ["bytes"],
    10: ["bytes", "Latency"],
    12: ["bytes", "grpThreads", "allThreads", "Latency"],
    14: ["failureMessage", "bytes", "grpThreads", "allThreads", "Latency", "IdleTime"],
    15: ["failureMessage", "bytes", "grpThreads", "allThreads", "Latency", "IdleTime", "Connect"],
    16: ["failureMessage", "bytes", "sentBytes", "grpThreads", "allThreads", "Latency", "IdleTime", "Connect"],
    17: ["failureMessage", "bytes", "sentBytes", "grpThreads", "allThreads", "URL", "Latency", "IdleTime", "Connect"],
  ]

  private static func unheaded(_ prefix: ArraySlice<UInt8>) -> JTLColumns? {
    let line = RawHeader.line(of: prefix)
    let time = line.prefix { isTimeByte($0) }
    let delimiter = line.dropFirst(time.count).first
    guard time.count >= 10, let delimiter, delimiter >= 0x09, delimiter != UInt8(ascii: "\"") else { return nil }
    let fields = RawHeader.fields(of: prefix, delimiter: delimiter)
    guard fields.count >= common.count, Int(fields[1]) != nil, ["true", "false"].contains(fields[7].lowercased()),
      JTLTime.nanoseconds(fields[0]) != nil
    else { return nil }
    // A column that no default has is not guessed at.
    let rest = rests[fields.count] ?? []
    let unknown = [String](repeating: "", count: fields.count - common.count - rest.count)
    return JTLColumns(delimiter: delimiter, hasHeader: false, names: common + rest + unknown)
  }

  private static func isTimeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ":"),
      UInt8(ascii: "."),
      UInt8(ascii: " "), UInt8(ascii: "T"):
      true
    default: false
    }
  }
}
