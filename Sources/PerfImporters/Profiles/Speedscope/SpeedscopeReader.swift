import PerfDiagnostics
import PerfFormats
import PerfModel

/// Makes one profile of all profiles of a speedscope file.
struct SpeedscopeReader {
  private let document: JSONDocument
  private let unit: SpeedscopeUnit
  private var builder: ProfileBuilder
  private var frames: [UInt32] = []
  private var samples: [(stack: [UInt32], weight: Double, thread: UInt32)] = []
  private var isEvented = false
  private var thread: UInt32 = 0

  init(_ document: JSONDocument, _ unit: SpeedscopeUnit) {
    self.document = document
    self.unit = unit
    builder = ProfileBuilder([unit.type])
  }

  mutating func readFrames(_ nodes: [JSONNode]) throws(Diagnostic) {
    for node in nodes {
      let name = try document.string(document.member("name", of: node))
      let line = node["line"]?.number?.integer ?? 0
      let function = builder.function(name, file: node["file"]?.string ?? "")
      frames.append(builder.location(function: function, line: Int64(line)))
    }
  }

  mutating func read(_ profile: JSONNode) throws(Diagnostic) {
    thread = builder.text(profile["name"]?.string ?? "")
    let type = try document.string(document.member("type", of: profile))
    switch type {
    case "sampled": try readSamples(profile)
    case "evented": try readEvents(profile)
    default:
      throw document.error(
        at: profile, id: .profileMalformed, message: "a profile is neither sampled nor evented",
        hint: "was it written by a newer version?")
    }
  }

  private mutating func readSamples(_ profile: JSONNode) throws(Diagnostic) {
    let stacks = try document.elements(of: document.member("samples", of: profile))
    let weights = try document.elements(of: document.member("weights", of: profile))
    guard stacks.count == weights.count else {
      throw document.error(
        at: profile, id: .profileMalformed, message: "there are \(stacks.count) samples and \(weights.count) weights",
        hint: "was the file cut off or edited?")
    }
    for (stack, weight) in zip(stacks, weights) {
      var locations: [UInt32] = []
      for frame in try document.elements(of: stack) { locations.append(try location(frame)) }
      samples.append((locations.reversed(), try document.number(weight), thread))
    }
  }

  /// `O` opens a frame and `C` closes it; what lies between two events is time of the open frames.
  private mutating func readEvents(_ profile: JSONNode) throws(Diagnostic) {
    isEvented = true
    var open: [UInt32] = []
    var time = try document.number(document.member("startValue", of: profile))
    for event in try document.elements(of: document.member("events", of: profile)) {
      let at = try document.number(document.member("at", of: event))
      guard at >= time else { throw disorder(event, "an event happens before the one that stands before it") }
      if at > time, !open.isEmpty { samples.append((open.reversed(), at - time, thread)) }
      time = at
      let frame = try location(document.member("frame", of: event))
      if try document.string(document.member("type", of: event)) == "O" {
        open.append(frame)
      } else {
        guard open.popLast() == frame else {
          throw disorder(event, "an event closes a frame that is not the last one opened")
        }
      }
    }
    guard open.isEmpty else { throw disorder(profile, "\(open.count) frames are not closed") }
  }

  private func disorder(_ node: JSONNode, _ message: String) -> Diagnostic {
    document.error(at: node, id: .profileMalformed, message: message, hint: "was the file cut off or edited?")
  }

  private func location(_ node: JSONNode) throws(Diagnostic) -> UInt32 {
    let index = try document.integer(node)
    guard frames.indices.contains(index) else { throw disorder(node, "there is no frame \(index)") }
    return frames[index]
  }

  /// The profile. Where all weights are equal, each is one look of the profiler, and samples are counted too.
  consuming func finish(file: String) throws(Diagnostic) -> Profile {
    let weights = Set(samples.map(\.weight))
    let isRegular = !isEvented && weights.count == 1
    // Weights without a unit are counts, unless they have decimals.
    let isFractional = unit.factor == 1 && weights.contains { $0 != $0.rounded() }
    let factor = isFractional ? 1000 : unit.factor
    var type = unit.type
    if isFractional { type = ProfileValueType(type.type, type.unit == "count" ? "thousandths" : "milli" + type.unit) }
    builder.parts.sampleTypes = isRegular ? [ProfileValueType("samples", "count"), type] : [type]
    let key = builder.text("thread")
    for sample in samples {
      guard let value = Int64(exactly: (sample.weight * factor).rounded()) else {
        throw Diagnostic(
          .error, .profileOverflow, "a weight is beyond 64 bits", at: SourceLocation(file: file, line: 1),
          hint: "is it a profile of a real program?")
      }
      let labels = sample.thread == 0 ? [] : [SampleLabel(key: key, text: sample.thread)]
      builder.add(sample.stack, isRegular ? [1, value] : [value], labels: labels)
    }
    return try builder.finish(file: file)
  }
}
