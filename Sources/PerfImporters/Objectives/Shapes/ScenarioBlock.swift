import PerfModel

/// A load and the targets under it in one list: "Scenario: peak" with `- 400 concurrent users`, `- Target: <1.8s P95 latency`.
enum ScenarioBlock: ObjectiveShape {
  /// The load that the items of a block state, together with the name above them.
  static func load(of items: [String], at place: DocumentPlace) -> LoadScenario? {
    guard place.isOfScenario else { return nil }
    let loads = items.filter(isLoad).compactMap(SubjectReader.scenario)
    guard let named = place.context().scenario ?? name(place).map({ LoadScenario(name: $0) }) ?? loads.first else {
      return nil
    }
    return LoadScenario(
      name: named.name, users: named.users ?? loads.lazy.compactMap(\.users).first,
      rate: named.rate ?? loads.lazy.compactMap(\.rate).first)
  }

  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .line(let line) = passage, line.kind != .prose, place.isOfScenario, place.blockScenario != nil else {
      return false
    }
    guard !isLoad(line.text), isTarget(line.text) else { return true }
    return LabelledTargets.read(line, at: place, into: &sheet)
  }

  /// "Scenario: flash sale" is called "flash sale".
  private static func name(_ place: DocumentPlace) -> String? {
    for text in place.texts {
      guard let (label, rest) = Wording.labelled(text), Wording.words(label) == ["scenario"] else { continue }
      return Wording.isLeadIn(rest) ? String(rest.dropLast()).lowercased() : rest.lowercased()
    }
    return nil
  }

  /// `400 concurrent users`, `Load: 90 req/s`: what is put on the system, not what is asked of it.
  private static func isLoad(_ text: String) -> Bool {
    guard !Wording.hasRelation(text), !Wording.contains(text, TargetWords.wanted) else { return false }
    let scenario = SubjectReader.scenario(text)
    return scenario?.users != nil || scenario?.rate != nil
  }

  private static func isTarget(_ text: String) -> Bool {
    Wording.hasRelation(text) || Wording.contains(text, TargetWords.wanted)
      || Wording.hasDigit(text) && !isSetting(text)
  }

  /// How the load is put on: "Duration: 30 min", "Ramp-up over 5 min".
  private static func isSetting(_ text: String) -> Bool {
    Wording.contains(text, ["duration", "ramp", "rampup", "think", "warmup", "warm", "hold", "iterations", "stages"])
  }
}
