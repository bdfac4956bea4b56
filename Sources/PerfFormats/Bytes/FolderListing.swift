import Glibc
public import PerfDiagnostics

/// All regular files below a folder, ascending by the bytes of their paths.
///
/// Hidden files and folders are left out. Links are followed; a folder that was listed already, by whatever name, is not listed
/// again, so that a link upwards ends.
public struct FolderListing: Sendable {
  /// Paths relative to the folder.
  public private(set) var files: [String] = []
  /// Entries that are no files: broken links, pipes, names that are not UTF-8, folders deeper than `maximumDepth`.
  public private(set) var passedOver: [String] = []
  private var visited: Set<FileStatus.Identity> = []

  /// Levels of folders below the first.
  public static let maximumDepth = 32
  /// Files of one folder with its subfolders.
  public static let maximumFiles = 100_000

  /// Lists a folder.
  /// - Parameters:
  ///   - path: where the folder is.
  ///   - name: how errors call it.
  /// - Throws: `input-unreadable` for a folder that may not be listed, `input-too-large` above `maximumFiles`.
  public init(folder path: String, name: String) throws(Diagnostic) {
    if let status = FileStatus(path: path) { visited.insert(status.identity) }
    try list(path, "", name: name, depth: 0)
    files.sort(by: Self.byBytes)
    passedOver.sort(by: Self.byBytes)
  }

  private mutating func list(_ path: String, _ relative: String, name: String, depth: Int) throws(Diagnostic) {
    for entry in try Self.entries(path, name: relative.isEmpty ? name : name + "/" + relative) {
      let child = relative.isEmpty ? entry : relative + "/" + entry
      let status = FileStatus(path: path + "/" + entry)
      switch status?.kind {
      case .file: files.append(child)
      case .folder where depth < Self.maximumDepth:
        guard let status, visited.insert(status.identity).inserted else { continue }
        try list(path + "/" + entry, child, name: name, depth: depth + 1)
      default: passedOver.append(child)
      }
      guard files.count + passedOver.count <= Self.maximumFiles else {
        throw Diagnostic(
          .error, .inputTooLarge, "there are more than \(Self.maximumFiles) files in the folder",
          at: SourceLocation(file: name), hint: "name the folder that holds the results")
      }
    }
  }

  /// The names in a folder that are not hidden; a name that is not UTF-8 is repaired, and so names nothing that exists.
  private static func entries(_ path: String, name: String) throws(Diagnostic) -> [String] {
    guard let folder = opendir(path) else {
      throw Diagnostic(
        .error, .inputUnreadable, "cannot list the folder: \(String(cString: strerror(errno)))",
        at: SourceLocation(file: name))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func byBytes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
