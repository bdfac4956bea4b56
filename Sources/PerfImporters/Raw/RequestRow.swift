import PerfModel

/// What is known of one request, or one of the lines that tell of it: when it ended, and the measures that are there.
struct RequestRow: BitwiseCopyable, Sendable {
  /// The number of the request's key in the recorder.
  let slot: Int32
  let end: Int64
  /// A bit for each measure that is there, in the order of `values`, and those of the outcome.
  private(set) var held: UInt32 = 0
  /// The duration, then the phases in the order of their numbers.
  private var values = InlineArray<7, Double>(repeating: 0)

  /// A measure of a request: a place in a row.
  struct Measure: BitwiseCopyable, Sendable {
    let place: Int

    static let duration = Measure(place: 0)
    static func phase(_ phase: RequestPhase) -> Measure { Measure(place: 1 + phase.rawValue) }

    var bit: UInt32 { 1 << UInt32(truncatingIfNeeded: place) }
  }

  static let outcomeBit: UInt32 = 1 << 30
  static let failedBit: UInt32 = 1 << 31

  /// A row of which nothing is known yet.
  @inline(__always)
  init(_ slot: Int, end: Int64) {
    self.slot = Int32(truncatingIfNeeded: slot)
    self.end = end
  }

  @inline(__always)
  init(_ slot: Int, end: Int64, duration: Double, isFailed: Bool) {
    self.init(slot, end: end)
    self[.duration] = duration
    setOutcome(isFailed: isFailed)
  }

  /// A measure, nil where it is not known.
  @inline(__always)
  subscript(measure: Measure) -> Double? {
    get { held & measure.bit != 0 ? values[measure.place] : nil }
    set {
      values[measure.place] = newValue ?? 0
      held = newValue == nil ? held & ~measure.bit : held | measure.bit
    }
  }

  @inline(__always)
  mutating func setOutcome(isFailed: Bool) { held |= isFailed ? Self.outcomeBit | Self.failedBit : Self.outcomeBit }

  var hasOutcome: Bool { held & Self.outcomeBit != 0 }
  var isFailed: Bool { held & Self.failedBit != 0 }
}
