import PerfAnalysis
import PerfModel
import PerfUnits

/// Levels of resources that were seen beside the runs, as rows of a results template.
enum ResultsResources {
  static func rows(_ seen: SideFindings?) -> [TemplateObject] {
    // Tables and indexes are hundreds, and no level of the service.
    let levels = (seen?.levels ?? []).filter { !MetricCatalogue.tableMetrics.contains($0.key.metric) }
    return levels.compactMap { change in
      guard let level = change.after else { return nil }
      let peak = change.basis == .mean ? level.maximum : nil
      let scale = DisplayScale(for: [level.value] + [peak].compactMap(\.self), dimension: change.unit.dimension)
      return TemplateObject([
        ("metric", .name(change.key.metric.rawValue)),
        ("subject", .text([.text(ResourceText.name(change.key) + basis(change.basis))])),
        ("value", .text(scale.text(level.value))), ("peak", .optional(peak.map { scale.text($0) })),
      ])
    }
  }

  private static func basis(_ basis: ResourceBasis) -> String {
    switch basis {
    case .perRequest: ", for each request"
    case .perSecond: ", a second"
    case .total: ", in all"
    case .mean, .quotient: ""
    }
  }
}
