import PerfModel

/// A processor profile of 10 s, written by hand: how many samples of 10 ms a function has, under which route.
struct MadeProfile {
  var samples: [(function: String, route: String?, count: Int64)]
  /// Of the processor time, and how many of them a sample of 10 ms is.
  var unit = "nanoseconds"
  var perSample: Int64 = 10_000_000
  /// The file of every function.
  var file = ""

  func profile() throws -> Profile {
    var builder = ProfileBuilder([ProfileValueType("samples", "count"), ProfileValueType("cpu", unit)])
    builder.parts.duration = 10_000_000_000
    for (name, route, count) in samples {
      let labels = route.map { [SampleLabel(key: builder.text("route"), text: builder.text($0), number: 0, unit: 0)] }
      builder.add(
        [builder.location(function: builder.function(name, file: file))],
        [count, count.multipliedReportingOverflow(by: perSample).partialValue], labels: labels ?? [])
    }
    return try builder.finish(file: "test")
  }

  func run(_ label: String = "cpu") throws -> Run {
    var builder = RunBuilder(label: label, tool: "pprof", format: "pprof")
    builder.addProfile(try profile())
    return builder.finish()[0]
  }
}
