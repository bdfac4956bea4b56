extension Diagnostic {
  /// The finding as a person reads it on standard error, without a final line break:
  ///
  /// ```
  /// results.json:4:1: warning: line is not a k6 record [k6-bad-line]
  ///   4 | {"type":"Point","metric":"http_re
  ///     | ^
  ///   hint: was the file cut off while k6 was still writing?
  /// ```
  public var text: String {
    var lines = [heading]
    if let excerpt {
      let number = location?.line.map(String.init) ?? ""
      let margin = String(repeating: " ", count: number.count)
      lines.append("  \(number) | \(excerpt.text)")
      lines.append("  \(margin) | \(String(repeating: " ", count: excerpt.caret))^")
    }
    if let hint { lines.append("  hint: " + PrintableText.escape(hint)) }
    return lines.joined(separator: "\n")
  }

  private var heading: String {
    var place = ""
    if let file = location?.file { place = PrintableText.escape(file) + ":" }
    if let line = location?.line { place += "\(line):" }
    if let column = location?.column { place += "\(column):" }
    if !place.isEmpty { place += " " }
    return "\(place)\(severity.rawValue): \(PrintableText.escape(message)) [\(id.rawValue)]"
  }
}
