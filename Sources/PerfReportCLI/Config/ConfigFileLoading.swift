import PerfDiagnostics
import PerfFormats

extension ConfigFile {
  /// The configuration file of a command line.
  /// - Parameter path: what was named with `--config`; nil is `perfreport.yml` in the current folder, which need not be there.
  static func load(_ path: String?) throws(Diagnostic) -> ConfigFile? {
    let name = path ?? defaultName
    do throws(Diagnostic) {
      var source = try ByteSource.file(name, name: name)
      return try ConfigFile(text: String(decoding: try source.readAll(), as: UTF8.self), name: name)
    } catch {
      if path == nil, error.id == .inputMissing { return nil }
      throw error
    }
  }
}
