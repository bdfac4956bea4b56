import PerfDiagnostics
import PerfModel

/// Which versions of Go built what a side's evidence comes from: another one brings another compiler, collector and scheduler.
struct GoVersions {
  /// What exporters say: `go_info{version="go1.22.1"}`.
  let told: Set<String>
  /// Where the files of the runtime lay when the profiled program was built: `/usr/lib/go-1.22/src/runtime/proc.go`; most places do not
  /// name a version.
  let found: Set<String>

  init(_ evidence: [Run]) {
    let series = evidence.flatMap(\.scrapes).flatMap(\.families).filter { $0.name == "go_info" || $0.name == "go" }
      .flatMap(\.series).filter { $0.name == "go_info" }
    told = Set(series.compactMap { $0.labels["version"] }.filter { !$0.isEmpty })
    found = Set(evidence.flatMap(\.profiles).compactMap(Self.version))
  }

  /// The versions that only one side has, where both have such: a service that was scraped on one side only is no other version.
  static func difference(_ before: GoVersions, _ after: GoVersions) -> (before: [String], after: [String])? {
    for (old, new) in [(before.told, after.told), (before.found, after.found)] where !old.isEmpty && !new.isEmpty {
      let (gone, come) = (old.subtracting(new).sorted(), new.subtracting(old).sorted())
      return gone.isEmpty || come.isEmpty ? nil : (gone, come)
    }
    return nil
  }

  private static func version(_ profile: Profile) -> String? {
    for function in profile.functions where profile.string(function.name).hasPrefix("runtime.") {
      let parts = profile.string(function.file).split(separator: "/", omittingEmptySubsequences: false)
      guard let runtime = parts.lastIndex(of: "runtime"), runtime > 0, parts[runtime - 1] == "src" else { continue }
      let folders = parts[..<(runtime - 1)]
      for (place, folder) in zip(folders.indices, folders).reversed() {
        if let version = version(ofFolder: folder) { return version }
        // `/opt/hostedtoolcache/go/1.22.1/x64/src/runtime/proc.go`
        if place > 0, parts[place - 1] == "go", let number = number(folder) { return "go" + number }
      }
    }
    return nil
  }

  /// `go1.22`, `go-1.22`, `toolchain@v0.0.1-go1.22.1.linux-amd64`
  private static func version(ofFolder folder: Substring) -> String? {
    var rest = folder
    while let start = rest.firstIndex(of: "g") {
      rest = rest[start...].dropFirst()
      guard rest.first == "o" else { continue }
      let after = rest.dropFirst()
      if let number = number(after.first == "-" ? after.dropFirst() : after) { return "go" + number }
    }
    return nil
  }

  /// `1.22`, `1.22.1` or `1.23rc1` at the beginning of a text.
  private static func number(_ text: Substring) -> String? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let parts = number.split(separator: ".").prefix(3)
    guard parts.count > 1, parts[0] == "1", text.first == "1" else { return nil }
    let rest = text[number.endIndex...]
    let stage = ["rc", "beta"].first { rest.hasPrefix($0) }
    let candidate = stage.map { $0 + rest.dropFirst($0.count).prefix { $0.isNumber } }
    return parts.joined(separator: ".") + (number.last == "." ? "" : candidate ?? "")
  }
}
