import PerfAnalysis
import PerfModel
import PerfUnits

/// A profile at a glance, as `inspect` shows it: what was measured, how much of it, and of what program.
enum ProfileBlocks {
  static func blocks(_ profile: Profile) -> [Block] {
    var table = Table([.init("sample type"), .init("total", .right)])
    let types = profile.sampleTypes.count
    for (index, type) in profile.sampleTypes.enumerated() {
      let values = stride(from: index, to: profile.samples.values.count, by: max(1, types))
      // A glance may round: a sum beyond 64 bits is an error only where it is asked for exactly.
      let total = values.reduce(0.0) { $0 + Double(profile.samples.values[$1]) }
      let mark = index == profile.defaultSampleType && types > 1 ? " (default)" : ""
      table.append([
        [.code(type.text), .text(mark)], [.text(ProfileScale(type, .recorded, [total]).text(total))],
      ])
    }
    var facts: [[Inline]] = [
      [.text(Words.count(profile.samples.count, "stack") + ", " + Words.count(profile.functions.count, "function"))]
    ]
    if let period = profile.period, period.value > 0 {
      let text = ProfileScale(period.type, .recorded, [Double(period.value)]).text(Double(period.value))
      facts.append([.text("a sample every \(text) of "), .code(period.type.type)])
    }
    if let mapping = profile.mappings.first, mapping.file != 0 {
      let name = profile.string(mapping.file).split(separator: "/").last.map(String.init) ?? ""
      let build = profile.string(mapping.buildID)
      facts.append([.text("program: "), .code(name)] + (build.isEmpty ? [] : [.text(", build id "), .code(build)]))
    }
    return [.list(facts), .table(table)]
  }
}
