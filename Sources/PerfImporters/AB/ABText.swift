/// The fixed words of ab's output, as httpd's support/ab.c prints them (`copyright`, `output_results`, `apr_err`).
enum ABText {
  /// Line starts that no other tool prints.
  static let marks = [
    ABName.software.rawValue, ABName.path.rawValue, ABCount.concurrency.rawValue, ABCount.complete.rawValue,
    ABFigure.timeTaken.rawValue,
  ].map { $0 + ":" }

  /// The heading of the table of connection times; ab 1.3 wrote `Connnection`.
  static let timesHeading = "ection Times (ms)"
  /// The heading that `-S` puts over the table of connection times, in place of one with mean and deviation.
  static let shortTimesColumns = "min   avg   max"
  static let percentilesHeading = "Percentage of the requests served within a certain time (ms)"
  /// The end of the last line of a report.
  static let longest = "(longest request)"

  private static let bannerStart = "This is ApacheBench, Version"

  /// Whether a line is `This is ApacheBench, Version 2.3 <$Revision$>`, or the like of it in a page written with `-w`.
  static func isBanner(_ line: String) -> Bool { line.trimmed.hasPrefix(bannerStart) }

  /// `2.3` of a banner.
  static func version(inBanner line: String) -> String? {
    line.trimmed.dropFirst(bannerStart.count).split(separator: " ").first.map(String.init)
  }

  /// Whether a line belongs to a page written with `-w`.
  static func isHTML(_ line: String) -> Bool {
    isBanner(line) && line.contains("&lt;") || line.hasPrefix("<tr ") && line.contains("Server Software:</th>")
  }

  /// Why ab stopped, when the line says so: `apr_socket_recv: Connection refused (111)`, which may follow
  /// `Benchmarking 127.0.0.1 (be patient)...` without a line break.
  static func failure(in line: String) -> String? {
    if line.hasPrefix("apr_") || line.hasPrefix("Test aborted") { return line }
    guard line.hasPrefix("Benchmarking "), let start = line.firstRange(of: "apr_") else { return nil }
    return String(line[start.lowerBound...])
  }

  /// The lines of a prefix, without line ends and byte order mark. Split as bytes: to Swift, CR LF is one character.
  static func lines(of prefix: ArraySlice<UInt8>) -> [String] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = prefix.starts(with: mark) ? prefix.dropFirst(mark.count) : prefix
    return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
  }
}
