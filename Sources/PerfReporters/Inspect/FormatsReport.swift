/// The list of formats, and the page of each (docs/formats).
public enum FormatsReport {
  public static func list(_ formats: [FormatText]) -> Document {
    var table = Table([
      Table.Column("format"), Table.Column("tool"), Table.Column("title", room: .shortened),
      Table.Column("holds", room: .dropped(order: 1)),
    ])
    for format in formats {
      table.append([[.code(format.id)], [.text(format.tool)], [.text(format.title)], [.text(format.holds)]])
    }
    return Document([.table(table)])
  }

  public static func page(_ format: FormatText) -> Document {
    var blocks: [Block] = [
      .heading(level: 1, [.text(format.title)]),
      .paragraph([
        .text("Format "), .code(format.id), .text(" of \(format.tool). It is found from the content; "),
        .code("--input-format \(format.id)"), .text(" says so in advance."),
      ]),
      .heading(level: 2, [.text("What it holds")]), .paragraph([.text(format.holds)]),
    ]
    if !format.lacks.isEmpty {
      blocks += [.heading(level: 2, [.text("What it cannot tell")]), .paragraph([.text(format.lacks)])]
    }
    return Document(blocks + [.heading(level: 2, [.text("How to record it")]), .code(format.record)])
  }
}
