import PerfDiagnostics

/// Breaks a line at its spaces; a word that is wider than the line is cut into pieces.
enum LineBreaking {
  static func wrap(_ line: [TextSpan], to width: Int) -> [[TextSpan]] {
    var lines: [[TextSpan]] = [[]]
    var used = 0
    for word in words(line) {
      let wordWidth = word.width
      if word.first?.text == " " {
        // No line begins or ends with a space.
        guard used > 0, used < width else { continue }
      } else if used > 0, used + wordWidth > width {
        lines.append([])
        used = 0
      }
      if wordWidth <= width {
        lines[lines.count - 1] += word
        used += wordWidth
      } else {
        let pieces = pieces(word, width)
        lines[lines.count - 1] += pieces[0]
        lines += pieces[1...]
        used = pieces[pieces.count - 1].width
      }
    }
    return lines
  }

  /// Words and single spaces in turn; a word may run over several spans, as `[` and a name in code do.
  private static func words(_ line: [TextSpan]) -> [[TextSpan]] {
    var words: [[TextSpan]] = []
    var isInWord = false
    for span in line {
      for piece in split(span) {
        if piece.text != " ", isInWord {
          words[words.count - 1].append(piece)
        } else {
          words.append([piece])
        }
        isInWord = piece.text != " "
      }
    }
    return words
  }

  private static func split(_ span: TextSpan) -> [TextSpan] {
    let words = span.text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    return words.enumerated().flatMap { index, word in
      (index > 0 ? [" "] : []) + (word.isEmpty ? [] : [word])
    }.map { TextSpan(text: $0, look: span.look) }
  }

  /// At least one piece, none wider than the line unless a single character is.
  private static func pieces(_ word: [TextSpan], _ width: Int) -> [[TextSpan]] {
    var pieces: [[TextSpan]] = [[]]
    var used = 0
    for span in word {
      for character in span.text {
        let cells = DisplayWidth.of(character)
        if used + cells > width, used > 0 {
          pieces.append([])
          used = 0
        }
        pieces[pieces.count - 1].append(TextSpan(text: String(character), look: span.look))
        used += cells
      }
    }
    return pieces
  }
}
