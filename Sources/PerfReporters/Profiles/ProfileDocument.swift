import PerfAnalysis
import PerfModel
import PerfUnits

/// Lays out a profile: what it is, the tables, and what may not be read out of them.
struct ProfileDocument {
  private let analysis: ProfileAnalysis
  private let selection: ProfileReport.Selection
  private let type: Int

  init(_ analysis: ProfileAnalysis, _ selection: ProfileReport.Selection) {
    self.analysis = analysis
    self.selection = selection
    type = analysis.sampleType
  }

  func document(isQuiet: Bool) -> Document {
    let headline = Block.headline(.neutral, [.text(claim)])
    guard !isQuiet else { return Document([headline]) }
    return Document([headline, .list(facts)] + tables + packages)
  }

  // MARK: Sentences

  /// The list of what moved stands here.
  private func remedy(_ obstacle: SamplingObstacle) -> String {
    obstacle == .uncounted ? "a profile of processor time counts them" : obstacle.remedy
  }

  /// What is counted.
  private var noun: String { analysis.after.totals.granularity.rawValue }

  private var valueType: ProfileValueType { analysis.sampleTypes[type] }

  private var claim: String {
    let side = analysis.after.label
    guard let before = analysis.before else {
      return "\(side): \(valueType.type) \(total(analysis.totals, analysis.after))"
    }
    let findings = analysis.functions.count(where: \.isFinding)
    let judged =
      analysis.obstacle == nil
      ? Words.count(findings, noun) + " changed beyond the noise of sampling" : "changes are not judged"
    return "\(before.label) → \(side): \(valueType.type) \(total(analysis.totalsBefore ?? [], before)) → "
      + "\(total(analysis.totals, analysis.after)), \(judged)"
  }

  /// The total of a side on the basis of the analysis; a share of itself would say nothing.
  private func total(_ totals: [Int64], _ side: ProfileSide) -> String {
    let basis = analysis.basis == .sample ? ProfileBasis.recorded : analysis.basis
    guard let divisor = basis == .recorded ? 1 : analysis.divisor(side), divisor != 0 else { return "unknown" }
    let value = Double(totals[type]) / divisor
    return ProfileScale(valueType, basis, [value]).text(value)
  }

  private var facts: [[Inline]] {
    var facts: [[Inline]] = []
    let others = analysis.sampleTypes.filter { $0 != valueType }.map(\.text)
    facts.append(
      [.text("sample type: "), .code(valueType.text)]
        + (others.isEmpty ? [] : [.text("; also in the file: " + others.joined(separator: ", "))]))
    if let weights { facts.append([.text(weights)]) }
    for (name, side) in [("before", analysis.before), ("after", analysis.after)] {
      guard let side, let duration = side.duration else { continue }
      let seconds = Double(duration) / 1e9
      let title = analysis.before == nil ? "duration: " : "duration \(name): "
      facts.append([.text(title + DisplayScale(for: [seconds], dimension: .time).text(seconds))])
    }
    if analysis.before != nil { facts.append([.text(basis)]) }
    if let obstacle = analysis.obstacle {
      facts.append([.toned(.warning, [.text("not judged: \(obstacle.reason)")]), .text("; \(remedy(obstacle))")])
    }
    if analysis.before?.isSameBuild(as: analysis.after) == true {
      facts.append([.text("both sides are the same build")])
    }
    if let waiting { facts.append([.text(waiting)]) }
    return facts
  }

  /// Of which numbers samples were derived, where the profile counts weights.
  private var weights: String? {
    let sides = [analysis.before, analysis.after].compactMap(\.self)
    let periods = Set(sides.compactMap(\.period).filter { $0.type.type == "weight" }.map(\.value)).sorted()
    guard !periods.isEmpty else { return nil }
    let each = periods.map { NumberText.grouped(Int($0)) }.joined(separator: " and ")
    return "samples are derived: a weight of \(each) is taken for one"
  }

  private var basis: String {
    switch analysis.basis {
    case .recorded: "basis: the values as recorded, not scaled"
    case .second: "basis: per second of the profile's duration"
    case .request: "basis: per request"
    case .sample:
      "basis: share of all samples\(isTimed ? "" : ", as one of the profiles does not say how long it took"); "
        + "says which function has a larger part, not which became cheaper"
    }
  }

  /// Whether both sides say how long they took.
  private var isTimed: Bool { analysis.before?.duration != nil && analysis.after.duration != nil }

  private var waiting: String? {
    func share(_ part: [Int64], _ all: [Int64]) -> Double? {
      all[type] > 0 ? Double(part[type]) / Double(all[type]) : nil
    }
    guard let after = share(analysis.waiting, analysis.totals), after > 0 || hasWaitedBefore else { return nil }
    let percent = { (share: Double) in NumberText.significant(share * 100, digits: 3) + " %" }
    guard let old = analysis.waitingBefore, let totals = analysis.totalsBefore, let before = share(old, totals) else {
      return "\(percent(after)) of it is waiting for something to do"
    }
    return "waiting for something to do: \(percent(before)) before, \(percent(after)) after; "
      + "it grows with idle workers, not with load"
  }

  private var hasWaitedBefore: Bool { (analysis.waitingBefore?[type] ?? 0) != 0 }

  // MARK: Tables

  private var tables: [Block] {
    selection.tables.flatMap { table -> [Block] in
      let title = table == .flat ? "By flat value" : "By cumulative value"
      return self.table(
        title + (analysis.before == nil ? "" : " change"), sorted(analysis.functions, by: table), noun, by: table)
    }
  }

  private var packages: [Block] {
    guard analysis.after.totals.granularity == .function, analysis.packages.count > 1 else { return [] }
    return table("By package", sorted(analysis.packages, by: .flat), "package", by: .flat)
  }

  private func sorted(_ functions: [FunctionChange], by table: ProfileReport.Selection.Table) -> [FunctionChange] {
    let keyed = functions.map { (size: size($0, table), change: $0) }
    return keyed.filter { $0.size > 0 }
      .sorted { ($1.size, $0.change.name) < ($0.size, $1.change.name) }.map(\.change)
  }

  private func size(_ change: FunctionChange, _ table: ProfileReport.Selection.Table) -> Double {
    let (flat, cumulative) = (scaled(change, \.flat, \.flatBefore), scaled(change, \.cumulative, \.cumulativeBefore))
    let pair = table == .flat ? flat : cumulative
    return abs(pair.after - (pair.before ?? 0))
  }

  /// The values of a function on the basis of the analysis.
  private func scaled(
    _ change: FunctionChange, _ after: KeyPath<FunctionChange, [Int64]>, _ before: KeyPath<FunctionChange, [Int64]?>
  ) -> (before: Double?, after: Double) {
    let old = analysis.before.flatMap { side in
      change[keyPath: before].map { Double($0[type]) / (analysis.divisor(side) ?? .infinity) }
    }
    return (old, Double(change[keyPath: after][type]) / (analysis.divisor(analysis.after) ?? .infinity))
  }

  private func table(
    _ title: String, _ changes: [FunctionChange], _ noun: String, by order: ProfileReport.Selection.Table
  ) -> [Block] {
    guard !changes.isEmpty else { return [] }
    let shown = Array(changes.prefix(selection.limit ?? changes.count))
    let hidden = changes.count - shown.count
    let table = analysis.before == nil ? single(shown, noun) : differential(shown, noun, by: order)
    return [.heading(level: 2, [.text(title)]), .table(table)]
      + (hidden > 0 ? [.paragraph([.text("and \(NumberText.grouped(hidden)) more; the JSON has all")])] : [])
  }

  private func single(_ changes: [FunctionChange], _ noun: String) -> Table {
    var table = Table([
      .init("flat", .right), .init("flat %", .right), .init("cum", .right), .init("cum %", .right),
      .init(noun, room: .shortened), .init(""),
    ])
    let values = changes.flatMap {
      [scaled($0, \.flat, \.flatBefore).after, scaled($0, \.cumulative, \.cumulativeBefore).after]
    }
    let scale = ProfileScale(valueType, analysis.basis, values)
    for change in changes {
      let flat = scaled(change, \.flat, \.flatBefore).after
      let cumulative = scaled(change, \.cumulative, \.cumulativeBefore).after
      table.append([
        [.text(scale.text(flat))], [.text(share(change.flat))], [.text(scale.text(cumulative))],
        [.text(share(change.cumulative))], [.code(change.name)], [.text(change.isWaiting ? "waits" : "")],
      ])
    }
    return table
  }

  private func share(_ values: [Int64]) -> String {
    let total = Double(analysis.totals[type])
    return total == 0 ? "" : NumberText.fixed(Double(values[type]) / total * 100, decimals: 1)
  }

  /// A narrow screen keeps the values by which the table is sorted.
  private func differential(
    _ changes: [FunctionChange], _ noun: String, by order: ProfileReport.Selection.Table
  ) -> Table {
    func columns(_ values: String, areSorted: Bool) -> [Table.Column] {
      [values + " before", "after", "change"].enumerated().map { index, title in
        .init(title, .right, room: areSorted ? .kept : .dropped(order: index == 2 ? 1 : 2))
      }
    }
    var table = Table(
      columns("flat", areSorted: order == .flat) + columns("cum", areSorted: order == .cumulative) + [
        .init("z", .right), .init(noun, room: .shortened), .init(""),
      ])
    let rows = changes.map { change in
      (scaled(change, \.flat, \.flatBefore), scaled(change, \.cumulative, \.cumulativeBefore), change)
    }
    let scale = ProfileScale(
      valueType, analysis.basis, rows.flatMap { [$0.0.before ?? 0, $0.0.after, $0.1.before ?? 0, $0.1.after] })
    for (flat, cumulative, change) in rows {
      table.append([
        [.text(scale.text(flat.before ?? 0))], [.text(scale.text(flat.after))],
        [.text(scale.signed(flat.after - (flat.before ?? 0)))],
        [.text(scale.text(cumulative.before ?? 0))], [.text(scale.text(cumulative.after))],
        [.text(scale.signed(cumulative.after - (cumulative.before ?? 0)))],
        [.text(change.z.map { NumberText.fixed($0, decimals: 1) } ?? "")], [.code(change.name)],
        [.text(remarks(change))],
      ])
    }
    return table
  }

  private func remarks(_ change: FunctionChange) -> String {
    [
      change.isFinding ? "changed" : nil, change.presence == .both ? nil : change.presence.rawValue,
      change.isWaiting ? "waits" : nil, change.nameBefore.map { "was \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
