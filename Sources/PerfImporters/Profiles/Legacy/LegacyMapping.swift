import PerfFormats
import PerfModel

/// A line of the memory map at the end of a profile, as Linux and gperftools write it.
struct LegacyMapping {
  var start: UInt64
  var limit: UInt64
  var offset: UInt64 = 0
  var file = ""
  var buildID = ""

  /// Reads the lines behind `MAPPED_LIBRARIES:` or `--- Memory map: ---` as far as they are a map.
  static func read(_ text: inout LegacyText) -> [LegacyMapping] {
    var attributes: [(name: String, value: String)] = []
    var mappings: [LegacyMapping] = []
    while let line = text.next() {
      var content = line.text
      for attribute in attributes { content = content.replacing("$" + attribute.name, with: attribute.value) }
      if let mapping = LegacyMapping(content) {
        mappings.append(mapping)
      } else if attributes.count < 100, let sign = content.firstIndex(of: "=") {
        let name = content[..<sign].filter { !$0.isWhitespace }
        let value = content[content.index(after: sign)...].drop(while: \.isWhitespace)
        if !name.isEmpty { attributes.append((name, String(value))) }
      }
    }
    return mappings
  }

  /// `00400000-00fcb000 r-xp 00000000 fc:01 12345 /usr/bin/server` or `0x400000 0xfcb000 /usr/bin/server (@1000) abc123`; nil for what is
  /// neither, and for what holds no code.
  private init?(_ line: String) {
    var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
    // Some logs put a place before each line.
    if let first = words.first, first.hasSuffix("]"), first.contains(":") { words = words.dropFirst() }
    guard var first = words.popFirst() else { return nil }
    var ends: [UInt64] = []
    if first.hasSuffix(":") { first = first.dropLast() }
    for part in first.split(separator: "-") {
      guard let value = Self.hex(part) else { return nil }
      ends.append(value)
    }
    if ends.count == 1, let second = words.popFirst().flatMap({ Self.hex($0.hasSuffix(":") ? $0.dropLast() : $0) }) {
      ends.append(second)
    }
    guard ends.count == 2 else { return nil }
    (start, limit) = (ends[0], ends[1])
    if let permissions = words.first, permissions.allSatisfy({ "-rwxp".contains($0) }) {
      guard permissions.contains("x") else { return nil }
      words = words.dropFirst()
      if words.count >= 3, let offset = Self.hex(words[words.startIndex]), words[words.startIndex + 1].contains(":") {
        self.offset = offset
        file = words.dropFirst(3).first.map(String.init) ?? ""
        return
      }
    }
    file = words.popFirst().map(String.init) ?? ""
    if let offset = words.first, offset.hasPrefix("(@"), let value = Self.hex(offset.dropFirst(2).dropLast()) {
      self.offset = value
      words = words.dropFirst()
    }
    buildID = words.first.map(String.init) ?? ""
  }

  private static func hex(_ text: Substring) -> UInt64? {
    UInt64(text.hasPrefix("0x") ? text.dropFirst(2) : text, radix: 16)
  }

  /// Whether this is the program and not one of its libraries.
  private var isProgram: Bool { !file.isEmpty && !file.hasPrefix("[") && !file.contains(".so") }

  /// Puts every address without a function into its program.
  static func assign(_ mappings: [LegacyMapping], to builder: inout ProfileBuilder) {
    var mappings = mappings
    if let program = mappings.firstIndex(where: \.isProgram), program > 0 { mappings.swapAt(0, program) }
    for index in mappings.indices {
      builder.parts.mappings.append(
        ProfileMapping(
          start: mappings[index].start, limit: mappings[index].limit, offset: mappings[index].offset,
          file: builder.text(mappings[index].file), buildID: builder.text(mappings[index].buildID)))
    }
    for location in 0..<builder.parts.locations.count where builder.parts.locations.counts[location] == 0 {
      let address = builder.parts.locations.addresses[location]
      let holder =
        mappings.firstIndex { $0.start <= address && address < $0.limit }
        // The first part of a mapping that was split may be missing from the map.
        ?? mappings.firstIndex { $0.offset != 0 && $0.start &- $0.offset <= address && address < $0.start }
      builder.parts.locations.mappings[location] = holder.map { UInt32(truncatingIfNeeded: $0) }
    }
  }
}
