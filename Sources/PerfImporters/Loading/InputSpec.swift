import PerfFormats

/// A `RUN` of the command line: `PATH`, `LABEL=PATH` or `-` for standard input.
public struct InputSpec: Sendable, Hashable {
  /// How the user wants the run to be called.
  public let label: String?
  public let path: String

  public init(label: String?, path: String) {
    self.label = label
    self.path = path
  }

  /// Reads an argument. A path that exists is a path, whatever signs are in it.
  public init(argument: String) {
    guard FileStatus(path: argument) == nil, let sign = argument.firstIndex(of: "="), sign > argument.startIndex else {
      self.init(label: nil, path: argument)
      return
    }
    let path = argument[argument.index(after: sign)...]
    self.init(label: path.isEmpty ? nil : String(argument[..<sign]), path: path.isEmpty ? argument : String(path))
  }

  /// Whether the bytes come from standard input.
  var isStandardInput: Bool { path == "-" }
}
