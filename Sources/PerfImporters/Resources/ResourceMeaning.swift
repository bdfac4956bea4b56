import PerfDiagnostics
import PerfModel
import PerfUnits

/// What the words and numbers of resource series mean, in whichever format they are written.
enum ResourceMeaning {
  /// The largest value that is believed, in the unit in which it is written.
  static let largest = 1e18

  /// The metric of a name.
  static func metric(_ name: String) throws(ResourceFlaw) -> Metric {
    guard let metric = metrics[name] else {
      throw ResourceFlaw(
        .metric, "'\(PrintableText.escape(name))' is no metric of a resource",
        hint: nearest(name, among: metrics.keys.sorted()))
    }
    return metric
  }

  /// The role of a name; a resource is the service where there is none.
  static func role(_ name: String) throws(ResourceFlaw) -> ResourceRole {
    guard let role = name.isEmpty ? .service : ResourceRole(rawValue: name) else {
      throw ResourceFlaw(
        .role, "'\(PrintableText.escape(name))' is no role of a resource",
        hint: nearest(name, among: ResourceRole.allCases.map(\.rawValue)))
    }
    return role
  }

  /// The unit of a name; it is the base unit of the metric where there is none.
  static func unit(_ name: String, of metric: Metric) throws(ResourceFlaw) -> Unit {
    // `1` is how a catalogue writes that there is none.
    let given = name.isEmpty || name == metric.unit.symbol ? metric.unit : UnitText.read(name)
    guard let unit = given, unit.dimension == metric.unit.dimension else {
      throw ResourceFlaw(
        .unit, "'\(PrintableText.escape(name))' is no unit of \(metric.id)",
        hint: "leave it empty, which is \(metric.unit.symbol)")
    }
    return unit
  }

  /// A value in the metric's base unit.
  static func value(_ written: Double, in unit: Unit, of metric: Metric) throws(ResourceFlaw) -> Double {
    let value = unit.toBase(written)
    // A processor at 100 % may be measured at a little more.
    guard !MetricCatalogue.resourceShares.contains(metric.id) || value <= 1.05 else {
      throw ResourceFlaw(
        .value, "\(metric.id) is \(written), which is no share",
        hint: "give the share of all there is: 320 % of 4 cores is 0.8, or 80 with unit %")
    }
    return value
  }

  /// Nanoseconds of a number of seconds; nil for what is no time.
  static func time(seconds: Double) -> Int64? {
    guard seconds >= 0, seconds * 1e9 <= Double(RowTime.latest) else { return nil }
    return Int64((seconds * 1e9).rounded())
  }

  /// Nanoseconds since 1970 of a time as RFC 3339 writes it; nil for what is no time.
  static func time(rfc3339 text: String) -> Int64? {
    guard let time = Timestamp(rfc3339: text) else { return nil }
    let (nanoseconds, overflows) = time.millisecondsSinceEpoch.multipliedReportingOverflow(by: 1_000_000)
    return !overflows && (0...RowTime.latest).contains(nanoseconds) ? nanoseconds : nil
  }

  /// The known word that may be meant, or all that are known.
  static func nearest(_ word: String, among known: [String]) -> String {
    Spelling.nearest(to: word, among: known).map { "did you mean '\($0)'?" }
      ?? "known: " + known.joined(separator: ", ")
  }

  private static let metrics = Dictionary(
    uniqueKeysWithValues: MetricCatalogue.resourceGauges.map { ($0.id.rawValue, $0) })
}

/// Why a word or a number of a resource series is none.
struct ResourceFlaw: Error {
  /// What is wrong, which is also the name of its column or key.
  let part: Part
  let message: String
  let hint: String

  enum Part: String { case metric, role, unit, value }

  init(_ part: Part, _ message: String, hint: String) {
    self.part = part
    self.message = message
    self.hint = hint
  }
}

extension DiagnosticID {
  /// A line or an entry of resource series whose metric, role, unit or share is none.
  static let resourceRow = DiagnosticID(rawValue: "resource-row")
}
