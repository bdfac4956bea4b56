import PerfModel

/// Whether the fields together are a profile.
extension PProfDecoder {
  /// What pprof would refuse the profile for (`CheckValid`, `postDecode`); nil for nothing.
  var flaw: String? {
    if hasSeveral { return "the file holds several profiles, one after the other" }
    if let first = parts.strings.first, first != "" { return "the first text of its table is not empty" }
    for (ids, name) in [(mappingIDs, "mapping"), (functionIDs, "function"), (locationIDs, "location")] {
      if ids.clash == 0 { return "a \(name) has the reserved id 0" }
      if let clash = ids.clash { return "several \(name)s have the id \(clash)" }
    }
    if !locationIDs.areAllDefined { return "a sample goes through a location that is not there" }
    if !functionIDs.areAllDefined || hasUndefinedFunction { return "a line is of a function that is not there" }
    if !mappingIDs.areAllDefined { return "a location is in a mapping that is not there" }
    if types.isEmpty, parts.samples.count > 0 { return "samples without a sample type" }
    if let count = valueCounts.first(where: { $0 != types.count }) {
      return "a sample has \(count) values, and there are \(types.count) sample types"
    }
    let numbers = types.flatMap { [$0.type, $0.unit] } + comments + [dropFrames, keepFrames, defaultSampleType]
    let period = periodType.map { [$0.type, $0.unit] } ?? []
    let largest = (numbers + period).max() ?? 0
    return max(largest, largestText) < UInt64(max(1, parts.strings.count)) ? nil : "a text is not in its table"
  }
}
