/// The JSON Schemas of everything that perfreport writes as JSON, built into the program from the files in `Schemas`; that
/// of the template contexts is made from their fields.
public enum SchemaCatalogue {
  public static let comparison = "perfreport/comparison/1"
  public static let check = "perfreport/check/1"
  public static let plan = "perfreport/plan/1"
  public static let run = "perfreport/run/1"
  public static let profile = "perfreport/profile/1"
  public static let templateContext = "perfreport/template-context/1"
  public static let planTemplateContext = "perfreport/plan-template-context/1"

  /// In the order in which they are listed.
  public static let names = [comparison, check, plan, run, profile, templateContext, planTemplateContext]

  /// The schema of a name, nil where there is none.
  public static func text(_ name: String) -> String? {
    switch name {
    case comparison: String(decoding: PackageResources.comparison_1_json, as: UTF8.self)
    case check: String(decoding: PackageResources.check_1_json, as: UTF8.self)
    case plan: String(decoding: PackageResources.plan_1_json, as: UTF8.self)
    case run: String(decoding: PackageResources.run_1_json, as: UTF8.self)
    case profile: String(decoding: PackageResources.profile_1_json, as: UTF8.self)
    case templateContext: TemplateContextJSON.results.schema
    case planTemplateContext: TemplateContextJSON.plan.schema
    default: nil
    }
  }
}
