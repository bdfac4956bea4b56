/// The commented `perfreport.yml` to begin with, built into the program from `templates`.
public enum StarterConfig {
  public static var text: String { String(decoding: PackageResources.perfreport_yml, as: UTF8.self) }
}
