/// Every importer of the house. A test fails when one of them has no fixture folder.
public enum ImporterRegistry {
  /// In the order in which `perfreport formats` lists them.
  public static let all: [any Importer.Type] = [
    K6SummaryExportImporter.self,
    K6HandleSummaryImporter.self,
    K6MachineSummaryImporter.self,
    K6NDJSONImporter.self,
    K6CSVImporter.self,
    ABTextImporter.self,
    ABGnuplotImporter.self,
    ABPercentilesImporter.self,
    JTLCSVImporter.self,
    JTLXMLImporter.self,
    VegetaJSONImporter.self,
    VegetaCSVImporter.self,
    HeyCSVImporter.self,
    LocustHistoryImporter.self,
    H2LoadLogImporter.self,
    ResourceCSVImporter.self,
    ResourceJSONImporter.self,
    PrometheusImporter.self,
    PrometheusQueryImporter.self,
    DockerTableImporter.self,
    DockerJSONImporter.self,
    DockerAPIImporter.self,
    RedisInfoImporter.self,
    NginxStatusImporter.self,
    SysstatTextImporter.self,
    SadfCSVImporter.self,
    SysstatJSONImporter.self,
    VmstatImporter.self,
    TopImporter.self,
    FreeImporter.self,
    JstatImporter.self,
    RunJSONImporter.self,
    JUnitImporter.self,
    PProfImporter.self,
    PProfTextImporter.self,
    PProfCPUImporter.self,
    GoroutineDumpImporter.self,
    FoldedImporter.self,
    SpeedscopeImporter.self,
    V8CPUImporter.self,
    V8HeapImporter.self,
    PStatsImporter.self,
    PerfScriptImporter.self,
    PostgresStatementsImporter.self,
    PostgresExplainImporter.self,
    PostgresLogImporter.self,
    PostgresCSVLogImporter.self,
    PostgresJSONLogImporter.self,
    PostgresViewsImporter.self,
  ]

  /// What each of them says of its format.
  public static var formats: [FormatDescription] {
    var formats: [FormatDescription] = []
    for importer in all { formats.append(importer.format) }
    return formats
  }

  /// The importer of a format id.
  public static func importer(id: String) -> (any Importer.Type)? { all.first { $0.format.id == id } }

  /// What the first bytes of an input are.
  public static func identify(
    _ prefix: ArraySlice<UInt8>, among importers: [any Importer.Type] = all
  ) -> Identification {
    let verdicts = importers.map { ($0, $0.sniff(prefix)) }
    for confidence in [Confidence.certain, .maybe] {
      let claims = verdicts.filter { $0.1 == confidence }.map(\.0)
      if claims.count == 1 { return .one(claims[0]) }
      if claims.count > 1 { return .ambiguous(claims.map { $0.format.id }) }
    }
    return .unknown
  }

  /// The outcome of looking at an input's first bytes.
  public enum Identification {
    case one(any Importer.Type)
    /// Several importers claim it: their ids.
    case ambiguous([String])
    case unknown
  }
}
