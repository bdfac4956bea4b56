import PerfDiagnostics
import PerfFormats
import PerfModel

/// A profile in the making whose stacks are addresses, and, in what Go writes, names in the comments below them.
struct LegacyProfile {
  var builder: ProfileBuilder
  private var pending: Pending?

  private struct Pending {
    let addresses: [UInt64]
    let values: [Int64]
    var labels: [SampleLabel]
    var frames: [UInt32] = []
  }

  init(_ sampleTypes: [ProfileValueType], period: ProfilePeriod) {
    builder = ProfileBuilder(sampleTypes)
    builder.parts.period = period
  }

  /// Adds a sample. Addresses but the leaf's of a profile that interrupts are those behind a call, and moved onto it.
  mutating func add(
    _ addresses: [UInt64], _ values: [Int64], labels: [SampleLabel] = [], keepsLeaf: Bool = false, moves: Bool = true
  ) {
    flush()
    let moved = addresses.enumerated().map { index, address in
      moves && !(keepsLeaf && index == 0) ? address &- 1 : address
    }
    pending = Pending(addresses: moved, values: values, labels: labels)
  }

  /// Reads what Go writes below a sample: `#	0x7043d2	sync.(*Mutex).Unlock+0x12		/go/src/sync/mutex.go:65`, or its labels.
  mutating func addComment(_ text: String, file: String) {
    guard pending != nil else { return }
    if text.hasPrefix("# labels: ") { return addLabels(String(text.dropFirst(10)), file: file) }
    let fields = text.split(separator: "\t")
    guard fields.count >= 3, fields[0].hasPrefix("#"), fields[1].hasPrefix("0x"),
      let address = UInt64(fields[1].dropFirst(2), radix: 16)
    else { return }
    var name = fields[2]
    if let plus = name.lastIndex(of: "+") { name = name[..<plus] }
    var path = fields.count > 3 ? fields[3] : ""
    var line: Int64 = 0
    if let colon = path.lastIndex(of: ":"), let number = Int64(path[path.index(after: colon)...]) {
      line = number
      path = path[..<colon]
    }
    let function = builder.function(String(name), file: String(path))
    pending?.frames.append(builder.location(function: function, line: line, address: address))
  }

  private mutating func addLabels(_ text: String, file: String) {
    guard let document = try? JSONDocument(Array(text.utf8)[...], name: file), let members = document.root.members
    else { return }
    for member in members {
      guard let value = member.node.string else { continue }
      pending?.labels.append(SampleLabel(key: builder.text(member.key), text: builder.text(value)))
    }
  }

  /// Adds the sample that waited for its names.
  private mutating func flush() {
    guard let sample = pending else { return }
    pending = nil
    let stack = sample.frames.isEmpty ? sample.addresses.map { builder.location(address: $0) } : sample.frames
    builder.add(stack, sample.values, labels: sample.labels)
  }

  /// Counts the last sample once more.
  mutating func repeatLast() {
    flush()
    guard let last = builder.parts.samples.values.indices.last else { return }
    builder.parts.samples.values[last] &+= 1
  }

  /// The profile, with the programs that its addresses lie in.
  consuming func finish(_ mappings: [LegacyMapping], file: String) throws(Diagnostic) -> Profile {
    flush()
    LegacyMapping.assign(mappings, to: &builder)
    return try builder.finish(file: file)
  }
}
