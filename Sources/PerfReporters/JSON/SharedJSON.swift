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

  mutating func strings(_ name: String, _ strings: [String]) {
    array(name, strings) { $0.element($1) }
  }

  /// A list that the contract names and this report does not fill.
  mutating func emptyArray(_ name: String) { strings(name, []) }
}
