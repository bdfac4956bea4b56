import PerfDiagnostics

/// A piece of a line for a terminal: escaped text of one look.
struct TextSpan: Hashable {
  var text: String
  var look: Look

  struct Look: Hashable {
    var tone = Tone.neutral
    var isStrong = false
  }

  /// The lines of a text; only `lineBreak` makes a new one.
  static func lines(_ inlines: [Inline]) -> [[TextSpan]] {
    var lines: [[TextSpan]] = [[]]
    append(inlines, Look(), to: &lines)
    return lines
  }

  private static func append(_ inlines: [Inline], _ look: Look, to lines: inout [[TextSpan]]) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text):
        lines[lines.count - 1].append(TextSpan(text: PrintableText.escape(text), look: look))
      case .note(let number):
        lines[lines.count - 1].append(TextSpan(text: " [\(number)]", look: look))
      case .strong(let inner):
        append(inner, Look(tone: look.tone, isStrong: true), to: &lines)
      case .toned(let tone, let inner):
        append(inner, Look(tone: tone, isStrong: look.isStrong), to: &lines)
      case .aside(let inner, _):
        append(inner, look, to: &lines)
      case .lineBreak:
        lines.append([])
      }
    }
  }
}

extension [TextSpan] {
  /// Neighbours of one look as one span, so that a coloured sentence is not coloured word by word.
  var joiningLooks: [TextSpan] {
    reduce(into: []) { spans, span in
      if spans.last?.look == span.look { spans[spans.count - 1].text += span.text } else { spans.append(span) }
    }
  }

  var width: Int { reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// The same look with the middle of the text left out, so that it takes at most `width` cells.
  ///
  /// The middle goes because routes share their beginning and differ at the end.
  func shortened(to width: Int) -> [TextSpan] {
    guard self.width > width else { return self }
    guard let look = first?.look, width > 1 else { return width == 1 ? [TextSpan(text: "…", look: .init())] : [] }
    let characters = flatMap { Array<Character>($0.text) }
    let room = width - 1
    let head = Self.take(characters, room / 2)
    let tail = Self.take(characters.reversed(), room - DisplayWidth.of(head))
    return [TextSpan(text: head + "…" + String(tail.reversed()), look: look)]
  }

  /// The beginning, at most `width` cells wide, with `…` where something is cut off.
  func cut(to width: Int) -> [TextSpan] {
    guard self.width > width else { return self }
    var room = width - 1
    var kept: [TextSpan] = []
    for span in self where room > 0 {
      let text = Self.take(Array<Character>(span.text), room)
      room = text == span.text ? room - DisplayWidth.of(text) : 0
      kept.append(TextSpan(text: text, look: span.look))
    }
    return width > 0 ? kept + [TextSpan(text: "…", look: kept.last?.look ?? .init())] : []
  }

  private static func take(_ characters: [Character], _ width: Int) -> String {
    var taken = ""
    var used = 0
    for character in characters {
      used += DisplayWidth.of(character)
      guard used <= width else { break }
      taken.append(character)
    }
    return taken
  }
}
