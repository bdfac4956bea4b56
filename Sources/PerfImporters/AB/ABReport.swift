import PerfDiagnostics

/// One report of ab: what one invocation printed, as it printed it.
struct ABReport {
  let file: String
  /// Where the report begins, from 1.
  let line: Int
  var names: [ABName: String] = [:]
  var counts: [ABCount: ABFact<Int>] = [:]
  var figures: [ABFigure: ABFact<Double>] = [:]
  /// The parts of the failed requests by name: Connect, Receive, Length, Exceptions.
  var failures: [String: Int] = [:]
  var times: [ABPhase: ABTimes] = [:]
  /// Milliseconds by percentage, 100 left out.
  var percentiles: [Int: Int] = [:]
  var hasPercentileTable = false
  /// Whether the last line that ab prints of a report with a percentile table was read.
  var isClosed = false
  /// Flaws of this report, in the order of the file.
  var diagnostics: [Diagnostic] = []

  init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// A number and the line it is from.
struct ABFact<Value> {
  let value: Value
  let line: Int
}

/// A label whose value is text.
enum ABName: String, CaseIterable {
  case software = "Server Software"
  case host = "Server Hostname"
  case port = "Server Port"
  case tls = "SSL/TLS Protocol"
  case path = "Document Path"
}

/// A label whose value is a whole number.
enum ABCount: String, CaseIterable {
  case concurrency = "Concurrency Level"
  case complete = "Complete requests"
  case failed = "Failed requests"
  case writeErrors = "Write errors"
  case brokenPipes = "Broken pipe errors"
  case non2xx = "Non-2xx responses"
  case keepAlive = "Keep-Alive requests"
  case received = "Total transferred"
  case sent = "Total body sent"
  case posted = "Total POSTed"
  case put = "Total PUT"
  case html = "HTML transferred"
}

/// A label whose value has decimals.
enum ABFigure: String, CaseIterable {
  case timeTaken = "Time taken for tests"
  case rate = "Requests per second"
  case receivedRate = "Transfer rate"
  /// Has no label of its own: `24.48 kb/s sent` under the transfer rate.
  case sentRate = "kb/s sent"
}

/// A row of the table of connection times.
enum ABPhase: String, CaseIterable {
  case connect = "Connect"
  case processing = "Processing"
  case waiting = "Waiting"
  case total = "Total"
}

/// The numbers of such a row in milliseconds. With `-S` there is neither deviation nor median.
struct ABTimes {
  let minimum: Int
  let mean: Int
  let deviation: Double?
  let median: Int?
  let maximum: Int
}
