public import PerfDiagnostics

/// Makes a profile of a format that has names in place of tables: each text, function and location is kept once.
public struct ProfileBuilder {
  public var parts = ProfileParts()
  private var texts: [String: UInt32] = ["": 0]
  private var functions: [ProfileFunction: UInt32] = [:]
  private var locations: [Place: UInt32] = [:]

  private struct Place: Hashable {
    let function: UInt32?
    let line: Int64
    let address: UInt64
    let mapping: UInt32?
  }

  public init(_ sampleTypes: [ProfileValueType]) { parts.sampleTypes = sampleTypes }

  /// The index of a text.
  public mutating func text(_ text: String) -> UInt32 {
    if let known = texts[text] { return known }
    let index = UInt32(truncatingIfNeeded: parts.strings.count)
    parts.strings.append(text)
    texts[text] = index
    return index
  }

  /// The index of a function.
  public mutating func function(_ name: String, file: String = "", startLine: Int64 = 0) -> UInt32 {
    let name = text(name)
    let function = ProfileFunction(name: name, systemName: name, file: text(file), startLine: startLine)
    if let known = functions[function] { return known }
    let index = UInt32(truncatingIfNeeded: parts.functions.count)
    parts.functions.append(function)
    functions[function] = index
    return index
  }

  /// The index of the location of a line in a function, or of an address whose function nobody knows.
  public mutating func location(
    function: UInt32? = nil, line: Int64 = 0, address: UInt64 = 0, mapping: UInt32? = nil
  ) -> UInt32 {
    let place = Place(function: function, line: line, address: address, mapping: mapping)
    if let known = locations[place] { return known }
    let index = UInt32(truncatingIfNeeded: parts.locations.count)
    parts.locations.mappings.append(mapping)
    parts.locations.addresses.append(address)
    parts.locations.starts.append(UInt32(truncatingIfNeeded: parts.locations.functions.count))
    parts.locations.counts.append(function == nil ? 0 : 1)
    if let function {
      parts.locations.functions.append(function)
      parts.locations.lines.append(line)
    }
    locations[place] = index
    return index
  }

  /// Adds a sample: its locations, the leaf first, and a value for each type.
  public mutating func add(_ stack: [UInt32], _ values: [Int64], labels: [SampleLabel] = []) {
    if !labels.isEmpty, parts.samples.labelEnds.isEmpty {
      parts.samples.labelEnds = Array(repeating: 0, count: parts.samples.count)
    }
    parts.samples.stack += stack
    parts.samples.ends.append(parts.samples.stack.count)
    parts.samples.values += values
    parts.samples.labels += labels
    if !parts.samples.labels.isEmpty { parts.samples.labelEnds.append(parts.samples.labels.count) }
  }

  /// The profile, checked.
  /// - Throws: `profile-malformed`.
  public consuming func finish(file: String) throws(Diagnostic) -> Profile { try parts.checked(file: file) }
}
