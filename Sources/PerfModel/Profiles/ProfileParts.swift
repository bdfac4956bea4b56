public import PerfDiagnostics

/// A profile while it is read: anything may be in it, until `checked` has looked at all of it.
public struct ProfileParts: Sendable, Hashable {
  public var sampleTypes: [ProfileValueType] = []
  /// The name of the type to show; empty for the last.
  public var defaultSampleType = ""
  /// The first is the empty text.
  public var strings: [String] = [""]
  public var functions: [ProfileFunction] = []
  public var mappings: [ProfileMapping] = []
  public var locations = ProfileLocations()
  public var samples = StackSamples()
  public var period: ProfilePeriod?
  public var duration: Int64?
  public var time: Int64?
  public var comments: [String] = []
  /// Cumulative values of functions that the source states itself, where it holds no stacks to add them up from.
  public var givenCumulative: [UInt32: [Int64]] = [:]

  public init() {}

  /// The profile, if it is one: every sample has a value of each type, and every index is in its table.
  /// - Parameter file: the input's name, for the error.
  /// - Throws: `profile-malformed`.
  public consuming func checked(file: String) throws(Diagnostic) -> Profile {
    if let flaw {
      throw Diagnostic(
        .error, .profileMalformed, "the profile contradicts itself: \(flaw)", at: SourceLocation(file: file, line: 1),
        hint: "was it cut off, or edited? record it again")
    }
    return Profile(checked: self)
  }

  /// What is wrong, nil if nothing is.
  private var flaw: String? {
    if strings.first != "" { return "the first text is not empty" }
    if sampleTypes.isEmpty, samples.count > 0 { return "samples without a sample type" }
    if samples.values.count != samples.count * sampleTypes.count {
      return "a sample has other values than there are sample types"
    }
    if !Self.areEnds(samples.ends, of: samples.stack.count) { return "a stack ends before it begins" }
    if !samples.labelEnds.isEmpty || !samples.labels.isEmpty {
      guard samples.labelEnds.count == samples.count, Self.areEnds(samples.labelEnds, of: samples.labels.count) else {
        return "a label belongs to no sample"
      }
    }
    return locationFlaw ?? textFlaw
  }

  private var locationFlaw: String? {
    let count = locations.count
    guard locations.mappings.count == count, locations.starts.count == count, locations.counts.count == count,
      locations.functions.count == locations.lines.count
    else { return "a location is incomplete" }
    if samples.stack.contains(where: { $0 >= count }) { return "a stack goes through a location that is not there" }
    for location in 0..<count where locations.range(location).upperBound > locations.functions.count {
      return "a location has lines that are not there"
    }
    if locations.mappings.contains(where: { $0.map { $0 >= mappings.count } ?? false }) {
      return "a location is in a mapping that is not there"
    }
    if locations.functions.contains(where: { $0 >= functions.count }) {
      return "a line is of a function that is not there"
    }
    return nil
  }

  private var textFlaw: String? {
    let count = strings.count
    guard givenCumulative.allSatisfy({ $0.key < functions.count && $0.value.count == sampleTypes.count }) else {
      return "a cumulative value is of a function that is not there"
    }
    let isNamed =
      functions.allSatisfy { $0.name < count && $0.systemName < count && $0.file < count }
      && mappings.allSatisfy { $0.file < count && $0.buildID < count }
      && samples.labels.allSatisfy { $0.key < count && $0.text < count && $0.unit < count }
    return isNamed ? nil : "a name is not in the table of texts"
  }

  private static func areEnds(_ ends: [Int], of count: Int) -> Bool {
    var last = 0
    for end in ends {
      guard end >= last else { return false }
      last = end
    }
    return last == count
  }
}
