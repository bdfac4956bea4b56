import PerfDiagnostics

/// The language a template is written in, which decides how values are escaped.
enum TemplateLanguage: Sendable, Hashable {
  case markdown
  case html
  case plain

  /// The language that a file's suffix says; Markdown where it says nothing.
  init(ofFile name: String) {
    switch name.split(separator: "/").last?.split(separator: ".").last?.lowercased() {
    case "html", "htm", "xhtml", "xml": self = .html
    case "txt", "text": self = .plain
    default: self = .markdown
    }
  }

  /// A value made harmless wherever a template may put it: in prose, in a table, at the beginning of a line.
  func write(_ inlines: [Inline]) -> String { write(inlines, after: "") }

  private func write(_ inlines: [Inline], after previous: String) -> String {
    var output = ""
    for inline in inlines { output += write(inline, after: output.isEmpty ? previous : output) }
    return output
  }

  private func write(_ inline: Inline, after previous: String) -> String {
    switch (inline, self) {
    case (.text(let text), .markdown): MarkdownText.portable(text, after: previous)
    case (.code(let text), .markdown): MarkdownText.portableCode(text, after: previous)
    case (.text(let text), .html): MarkdownText.attribute(text)
    case (.code(let text), .html): "<code>\(MarkdownText.attribute(text))</code>"
    case (.text(let text), .plain), (.code(let text), .plain): PrintableText.escape(text)
    case (.strong(let inner), _), (.toned(_, let inner), _), (.aside(let inner, _), _): write(inner, after: previous)
    case (.note, _): ""
    case (.lineBreak, _): " "
    }
  }
}

extension [Inline] {
  /// The letters alone, as JSON has them.
  var letters: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .strong(let inner), .toned(_, let inner), .aside(let inner, _): inner.letters
      case .note: ""
      case .lineBreak: " "
      }
    }.joined()
  }
}
