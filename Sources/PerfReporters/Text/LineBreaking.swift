/// Breaks a line at its spaces; a word that is wider than the line is cut into pieces.
enum LineBreaking {
  static func wrap(_ line: [TextSpan], to width: Int) -> [[TextSpan]] {
    var lines: [[TextSpan]] = [[]]
    var used = 0
    for span in line {
      for word in words(span.text) {
        let wordWidth = DisplayWidth.of(word)
        if used + wordWidth > width, used > 0, word != " " {
          lines.append([])
          used = 0
        }
        if word == " ", used == 0 || used >= width { continue }
        for piece in pieces(word, wordWidth, width) {
          if piece.isFurther {
            lines.append([])
            used = 0
          }
          lines[lines.count - 1].append(TextSpan(text: piece.text, look: span.look))
          used += DisplayWidth.of(piece.text)
        }
      }
    }
    return lines
  }

  /// Words and single spaces in turn.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    for character in text {
      if character == " " || words.isEmpty || words[words.count - 1] == " " {
        words.append(String(character))
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }

  private static func pieces(_ word: String, _ wordWidth: Int, _ width: Int) -> [(text: String, isFurther: Bool)] {
    guard wordWidth > width else { return [(word, false)] }
    var pieces: [(text: String, isFurther: Bool)] = []
    var piece = ""
    var used = 0
    for character in word {
      let cells = DisplayWidth.of(character)
      if used + cells > width, !piece.isEmpty {
        pieces.append((piece, !pieces.isEmpty))
        piece = ""
        used = 0
      }
      piece.append(character)
      used += cells
    }
    return pieces + [(piece, !pieces.isEmpty)]
  }
}
