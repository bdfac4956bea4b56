import PerfModel

extension PlainProfile {
  /// What the project's own reader made of a file.
  init(_ profile: Profile) {
    sampleTypes = profile.sampleTypes
    defaultSampleType = sampleTypes.isEmpty ? "" : sampleTypes[profile.defaultSampleType].type
    (period, duration, time, comments) = (profile.period, profile.duration, profile.time, profile.comments)
    let mappings = profile.mappings.map { mapping in
      Mapping(
        start: mapping.start, limit: mapping.limit, offset: mapping.offset, file: profile.string(mapping.file),
        buildID: profile.string(mapping.buildID))
    }
    let functions = profile.functions.map { function in
      Function(
        name: profile.string(function.name), systemName: profile.string(function.systemName),
        file: profile.string(function.file), startLine: function.startLine)
    }
    let table = profile.locations
    let locations = (0..<table.count).map { location in
      Location(
        mapping: table.mappings[location].map { mappings[Int($0)] }, address: table.addresses[location],
        lines: table.range(location).map { Line(function: functions[Int(table.functions[$0])], line: table.lines[$0]) })
    }
    var order = MeetingOrder<UInt32>()
    let width = sampleTypes.count
    samples = (0..<profile.samples.count).map { sample in
      Sample(
        stack: profile.samples.stack[profile.samples.range(sample)].map { order.number($0) },
        values: Array(profile.samples.values[sample * width..<(sample + 1) * width]),
        labels: profile.samples.labels(sample).map { label in
          Label(
            key: profile.string(label.key), text: profile.string(label.text), number: label.number,
            unit: profile.string(label.unit))
        })
    }
    visited = order.ids.map { locations[Int($0)] }
    self.mappings = counts(mappings)
    self.functions = counts(functions)
    self.locations = counts(locations)
  }
}
