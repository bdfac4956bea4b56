import PerfDiagnostics
import PerfModel

/// The same content in other bytes, in other chunks, at another time.
extension Subject {
  func checkWhole(_ fixture: Fixture) -> [Violation] {
    switch (read(fixture.bytes, of: fixture), read(fixture.bytes, of: fixture)) {
    case (.thrown(let error), _), (_, .thrown(let error)):
      return [Violation(rule: .readsItsOwn, fixture: fixture.name, detail: error.text)]
    case (.runs(let first), .runs(let second)):
      let isSame = first == second
      return
        (isSame
        ? [] : [Violation(rule: .isDeterministic, fixture: fixture.name, detail: "two reads give different runs")])
        + first.flatMap { checkInvariants($0, fixture.name) }
    }
  }

  func checkRepresentations(_ fixture: Fixture) -> [Violation] {
    guard case .runs(let whole) = read(fixture.bytes, of: fixture) else { return [] }
    var violations: [Violation] = []
    // One byte at a time costs time in the square of the length of a line.
    for size in fixture.bytes.count <= 16 << 10 ? [1, 7, 1000] : [1000] {
      guard case .runs(let runs) = read(fixture.bytes, of: fixture, chunkBytes: size), runs == whole else {
        violations.append(
          Violation(rule: .ignoresChunks, fixture: fixture.name, detail: "chunks of \(size) bytes give other runs"))
        break
      }
    }
    guard fixture.isText else { return violations }
    let content = whole.map(RunContent.init)
    let lines = fixture.bytes.filter { $0 != UInt8(ascii: "\r") }
    let withCR = lines.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
    if read(lines, of: fixture).content != content || read(withCR, of: fixture).content != content {
      violations.append(Violation(rule: .ignoresLineEnds, fixture: fixture.name, detail: "LF and CR LF differ"))
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let marked = mark + (fixture.bytes.starts(with: mark) ? fixture.bytes.dropFirst(3) : fixture.bytes[...])
    if sniff(marked) != sniff(fixture.bytes) || read(marked, of: fixture).content != content {
      violations.append(
        Violation(rule: .ignoresByteOrderMark, fixture: fixture.name, detail: "a byte order mark changes the outcome"))
    }
    return violations
  }
}
