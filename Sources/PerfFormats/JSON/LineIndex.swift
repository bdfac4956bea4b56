/// Finds the line of an offset without a walk from the beginning, so that a thousand findings do not cost a thousand walks.
struct LineIndex: Sendable {
  private static let blockSize = 1 << 9

  /// What is known where a block begins: how many lines have ended, and where the current one began.
  private struct Block {
    var ended = 0
    var lineStart = 0
  }

  private let blocks: [Block]

  init(_ bytes: [UInt8]) {
    var blocks = [Block()]
    var start = 0
    while bytes.count - start > Self.blockSize {
      let end = start + Self.blockSize
      blocks.append(Self.advance(blocks[blocks.count - 1], over: bytes[start..<end]))
      start = end
    }
    self.blocks = blocks
  }

  /// How many lines end before an offset, and the offset at which its own begins.
  func line(of offset: Int, in bytes: [UInt8]) -> (number: Int, start: Int) {
    let index = min(offset / Self.blockSize, blocks.count - 1)
    let found = Self.advance(blocks[index], over: bytes[index * Self.blockSize..<offset])
    return (found.ended, found.lineStart)
  }

  private static func advance(_ block: Block, over bytes: ArraySlice<UInt8>) -> Block {
    let count = bytes.reduce(0) { $0 &+ ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    guard count > 0, let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return block }
    return Block(ended: block.ended + count, lineStart: last + 1)
  }
}
