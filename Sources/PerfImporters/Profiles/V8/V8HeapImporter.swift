public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads V8's `.heapprofile`: which calls allocated what is still there.
public struct V8HeapImporter: Importer {
  public static let format = FormatDescription(
    id: "heapprofile", tool: "v8", title: "V8 heap profile",
    holds: "the tree of calls with the bytes that each allocated and that are still in use, as sampled",
    lacks: "numbers of objects, and what was freed",
    record: "node --heap-prof --heap-prof-name profile.heapprofile server.js", richness: 60)

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    guard let head = JSONOutline.root(of: prefix)?["head"] else { return .no }
    return head.has("callFrame") && head.has("selfSize") ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var limits = limits
    // The tree is as deep as the stacks, and each call is two levels of JSON.
    limits.maximumDepth = max(limits.maximumDepth, V8Tree.maximumDepth)
    let document = try JSONDocument(try source.readAll()[...], name: source.name, limits: limits)
    var tree = V8Tree(document)
    try tree.addTree(document.member("head", of: document.root))
    run.addProfile(try tree.heapProfile(file: source.name))
  }
}
