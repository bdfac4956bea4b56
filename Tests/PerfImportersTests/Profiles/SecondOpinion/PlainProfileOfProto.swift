import PProfProto
import PerfModel

extension PlainProfile {
  /// What the generated code made of a file.
  init(_ message: Perftools_Profiles_Profile) {
    let texts = message.stringTable
    func text(_ index: Int64) -> String {
      if index == 0 { return "" }
      return texts.indices.contains(Int(index)) ? texts[Int(index)] : "no text \(index)"
    }
    func type(_ type: Perftools_Profiles_ValueType) -> ProfileValueType {
      ProfileValueType(text(type.type), text(type.unit))
    }
    sampleTypes = message.sampleType.map(type)
    let named = text(message.defaultSampleType)
    defaultSampleType = sampleTypes.contains { $0.type == named } ? named : sampleTypes.last?.type ?? ""
    period = message.hasPeriodType ? ProfilePeriod(type(message.periodType), message.period) : nil
    duration = message.durationNanos > 0 ? message.durationNanos : nil
    time = message.timeNanos == 0 ? nil : message.timeNanos
    comments = message.comment.map(text)

    var mappings: [UInt64: Mapping] = [:]
    for mapping in message.mapping {
      mappings[mapping.id] = Mapping(
        start: mapping.memoryStart, limit: mapping.memoryLimit, offset: mapping.fileOffset,
        file: text(mapping.filename), buildID: text(mapping.buildID))
    }
    var functions: [UInt64: Function] = [:]
    for function in message.function {
      functions[function.id] = Function(
        name: text(function.name), systemName: text(function.systemName), file: text(function.filename),
        startLine: function.startLine)
    }
    var locations: [UInt64: Location] = [:]
    for location in message.location {
      locations[location.id] = Location(
        mapping: mappings[location.mappingID], address: location.address,
        lines: location.line.map { Line(function: functions[$0.functionID], line: $0.line) })
    }
    var order = MeetingOrder<UInt64>()
    samples = message.sample.map { sample in
      Sample(
        stack: sample.locationID.map { order.number($0) }, values: sample.value,
        labels: sample.label.map { label in
          Label(key: text(label.key), text: text(label.str), number: label.num, unit: text(label.numUnit))
        })
    }
    visited = order.ids.compactMap { locations[$0] }
    self.mappings = counts(Array(mappings.values))
    self.functions = counts(Array(functions.values))
    self.locations = counts(Array(locations.values))
  }
}
