import PerfDiagnostics
import PerfFormats

/// Finds files of the same bytes among those of one side: the same file twice is not two runs.
struct FileCopies {
  private var bySize: [Int: [Known]] = [:]

  private struct Known {
    let path: String
    let name: String
    var digest: String?
  }

  /// The name of an earlier file of the same bytes; nil, and the file is remembered, when there is none.
  ///
  /// Content is read only where the sizes are equal.
  mutating func original(of path: String, name: String, bytes: Int) throws(Diagnostic) -> String? {
    var known = bySize[bytes, default: []]
    defer { bySize[bytes] = known }
    guard !known.isEmpty else {
      known.append(Known(path: path, name: name))
      return nil
    }
    let digest = try FileDigest.sha256(ofFile: path, name: name)
    for index in known.indices {
      if known[index].digest == nil {
        known[index].digest = try FileDigest.sha256(ofFile: known[index].path, name: known[index].name)
      }
      if known[index].digest == digest { return known[index].name }
    }
    known.append(Known(path: path, name: name, digest: digest))
    return nil
  }
}
