extension Profile {
  /// The text of the first label of a sample whose key is one of some; nil where it has none.
  public func label(_ sample: Int, among keys: Set<String>) -> String? {
    for label in samples.labels(sample) where label.text != 0 && keys.contains(string(label.key)) {
      return string(label.text)
    }
    return nil
  }

  /// The profile with the samples under a label of some key with one of some texts.
  public func samples(labelled keys: Set<String>, _ texts: Set<String>) -> Profile {
    keepingSamples { sample in label(sample, among: keys).map(texts.contains) ?? false }
  }

  /// The profile with some of its samples; what none of them goes through stays in the tables.
  func keepingSamples(_ isKept: (Int) -> Bool) -> Profile {
    let types = sampleTypes.count
    var kept = StackSamples()
    for sample in 0..<samples.count where isKept(sample) {
      kept.stack += samples.stack[samples.range(sample)]
      kept.ends.append(kept.stack.count)
      kept.values += samples.values[sample * types..<(sample + 1) * types]
      guard !samples.labelEnds.isEmpty else { continue }
      kept.labels += samples.labels(sample)
      kept.labelEnds.append(kept.labels.count)
    }
    var parts = parts
    parts.samples = kept
    return Profile(checked: parts)
  }
}
