import PerfAnalysis
import PerfModel

extension JSONWriter {
  /// `"labels": { "scenario": "peak" }`
  mutating func labels(_ labels: Labels) {
    inlineObject("labels") { writer in
      for pair in labels.pairs { writer.member(pair.name, pair.value) }
    }
  }

  /// The three members that identify a series.
  mutating func series(_ key: SeriesKey) {
    member("metric", key.metric.rawValue)
    member("endpoint", key.endpoint)
    labels(key.labels)
  }

  mutating func files(_ files: [InputFile]) {
    array("files", files) { writer, file in
      writer.inlineElement {
        $0.member("path", file.path)
        $0.member("sha256", file.sha256)
        $0.member("bytes", file.bytes)
      }
    }
  }

  /// What was measured: the label and the runs behind it.
  mutating func side(_ name: String, _ side: SideSummary) {
    object(name) { writer in
      writer.member("label", side.label)
      writer.member("runs", side.runs.count)
      writer.array("details", side.runs) { writer, run in
        writer.element {
          $0.member("label", run.label)
          $0.member("tool", run.tool)
          $0.member("toolVersion", run.toolVersion)
          $0.member("format", run.format)
          $0.member("startedAt", run.startedAt?.rfc3339)
          $0.member("duration", run.duration)
          $0.member("requests", run.requests)
          $0.files(run.files)
        }
      }
    }
  }

  mutating func strings(_ name: String, _ strings: [String]) {
    array(name, strings) { $0.element($1) }
  }

  /// A list that the contract names and this report does not fill.
  mutating func emptyArray(_ name: String) { strings(name, []) }
}
