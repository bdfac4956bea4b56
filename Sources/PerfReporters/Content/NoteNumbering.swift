/// Numbers remarks in the order in which a document first needs them; the same text has one number.
struct NoteNumbering {
  private(set) var notes: [Note] = []
  private var numbers: [String: Int] = [:]

  var isEmpty: Bool { notes.isEmpty }

  mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    let number = notes.count + 1
    numbers[text] = number
    notes.append(Note(number: number, text: [.text(text)]))
    return number
  }
}
