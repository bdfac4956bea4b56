/// Whether a document writes decimals with a comma, as its own numbers show: `1,5` and `0,25` do, `1,500` may be either.
enum DecimalComma {
  static func isUsed(in bytes: [UInt8]) -> Bool {
    var commas = 0
    var points = 0
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      let parts = number(bytes, &index)
      // Versions, dates and addresses have more parts; a number with a letter in front is a name.
      guard parts.digits.count == 2, start == 0 || !isWord(bytes[start - 1]) else { continue }
      let decimals = parts.digits[1]
      guard decimals != 3 || bytes[start] == UInt8(ascii: "0") && parts.digits[0] == 1 else { continue }
      if parts.sign == UInt8(ascii: ",") { commas += 1 } else { points += 1 }
    }
    return commas > points
  }

  /// The lengths of the runs of digits from `index` on, and the last sign between two of them.
  private static func number(_ bytes: [UInt8], _ index: inout Int) -> (digits: [Int], sign: UInt8) {
    var digits = [0]
    var sign: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte) {
        digits[digits.count - 1] += 1
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "."), index + 1 < bytes.count,
        isDigit(bytes[index + 1])
      {
        sign = byte
        digits.append(0)
      } else {
        break
      }
      index += 1
    }
    return (digits, sign)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isWord(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return byte >= 0x80 || byte == UInt8(ascii: "_") || (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z"))
  }
}
