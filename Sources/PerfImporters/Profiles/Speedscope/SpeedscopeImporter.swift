public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads speedscope's JSON (speedscope.app/file-format-schema.json), sampled and evented; the profiles of all threads are one here, with
/// the thread as a label.
public struct SpeedscopeImporter: Importer {
  public static let format = FormatDescription(
    id: "speedscope", tool: "speedscope", title: "speedscope JSON",
    holds: "stacks of every thread with their weights",
    lacks: "how often the profiler looked, where it joined equal samples; and when",
    record: "py-spy record -d 30 -f speedscope -o profile.speedscope.json -p PID", richness: 50)

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain when the schema is speedscope's, or when there are profiles and the frames that they share.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    guard let root = JSONOutline.root(of: prefix), root.members != nil else { return .no }
    if root["$schema"]?.string?.contains("speedscope.app/") == true { return .certain }
    let profile = root["profiles"]?.elements?.first
    let isTyped = ["sampled", "evented"].contains(profile?["type"]?.string ?? "")
    guard isTyped, profile?.has("unit") == true else { return .no }
    return root["shared"]?.has("frames") == true ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let name = source.name
    let document = try JSONDocument(try source.readAll()[...], name: name, limits: limits)
    let root = document.root
    let profiles = try document.elements(of: document.member("profiles", of: root))
    guard let first = profiles.first else {
      throw document.error(
        at: root, id: .profileMalformed, message: "there is no profile in the file", hint: "record it again")
    }
    let unit = SpeedscopeUnit(try document.string(document.member("unit", of: first)))
    var reader = SpeedscopeReader(document, unit)
    try reader.readFrames(document.elements(of: document.member("frames", of: document.member("shared", of: root))))
    for profile in profiles {
      guard SpeedscopeUnit(try document.string(document.member("unit", of: profile))) == unit else {
        throw document.error(
          at: profile, id: .profileMalformed, message: "the profiles of the file have weights of different units",
          hint: "export them one by one")
      }
      try reader.read(profile)
    }
    run.addProfile(try reader.finish(file: name))
  }
}

/// What the weights of a profile are.
struct SpeedscopeUnit: Equatable {
  let name: String

  init(_ name: String) { self.name = name }

  /// Times are kept in whole nanoseconds, bytes and counts as they are.
  var factor: Double {
    switch name {
    case "seconds": 1e9
    case "milliseconds": 1e6
    case "microseconds": 1e3
    default: 1
    }
  }

  var type: ProfileValueType {
    switch name {
    case "nanoseconds", "microseconds", "milliseconds", "seconds": ProfileValueType("time", "nanoseconds")
    case "bytes": ProfileValueType("space", "bytes")
    default: ProfileValueType("weight", "count")
    }
  }
}
