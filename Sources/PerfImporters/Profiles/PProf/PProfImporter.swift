public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads pprof's own format, `profile.proto` (github.com/google/pprof/blob/main/proto/profile.proto), gzipped or bare.
public struct PProfImporter: Importer {
  public static let format = FormatDescription(
    id: "pprof", tool: "pprof", title: "pprof profile",
    holds:
      "stacks with exact values of every sample type (CPU, heap, block, mutex, goroutine), labels, duration and build ids",
    lacks: "the requests that were served meanwhile, so that a cost per request needs `--requests`",
    record: "curl -o cpu.pb.gz 'http://localhost:6060/debug/pprof/profile?seconds=30'", richness: 90)

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence { PProfSniffer.confidence(Array(prefix)) }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var decoder = PProfDecoder()
    var reader = ProtobufReader(id: .profileMalformed)
    try reader.eachField(of: &source) { (field, bytes) throws(ProtobufFlaw) in try decoder.add(field, in: bytes) }
    guard !decoder.isEmpty else {
      throw Diagnostic(
        .error, .inputEmpty, "there is nothing in the profile", at: SourceLocation(file: source.name, line: 1),
        hint: "was it cut off? record it again")
    }
    run.addProfile(try decoder.finish(file: source.name))
  }
}
