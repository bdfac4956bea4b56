// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target. `MemberImportVisibility` closes the leak of members through a dependency's dependency,
/// which is one of the locks on the direction of the house (ARCHITECTURE.md).
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]
  // `./run test` accepts no warning; a user whose compiler is newer than ours is not stopped by one.
  + (Context.environment["PERFREPORT_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name), "TestCorpus"] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")

let package = Package(
  name: "perfreport",
  products: [
    .executable(name: "perfreport", targets: ["perfreport"]),
    .library(
      name: "PerfReport",
      targets: [
        "PerfUnits", "PerfDiagnostics", "PerfStats", "PerfModel", "PerfFormats", "PerfImporters", "PerfAnalysis",
        "PerfCapacity", "PerfReporters",
      ]),
    .library(name: "PerfImporterConformance", targets: ["PerfImporterConformance"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    // Of tests only: what reads a profile beside the project's own reader.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CCmarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    // A header of our own: one instruction that Swift has no name for.
    .systemLibrary(name: "CFast"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    room("PerfUnits"),
    room("PerfDiagnostics"),
    room("PerfStats"),
    room("PerfModel", ["PerfUnits", "PerfStats", "PerfDiagnostics"]),
    room(
      "PerfFormats",
      ["PerfDiagnostics", "CFast", "CLibXML2", "CISAL", "CZlib", "CZstd", "CCrypto", "CCmarkGFM", "Yams"]),
    room("PerfImporters", ["PerfModel", "PerfUnits", "PerfFormats", "PerfDiagnostics", "CFast"]),
    room("PerfImporterConformance", ["PerfImporters", "PerfModel", "PerfUnits", "PerfFormats", "PerfDiagnostics"]),
    room("PerfAnalysis", ["PerfModel", "PerfStats", "PerfUnits", "PerfDiagnostics"]),
    room("PerfCapacity", ["PerfModel", "PerfStats", "PerfUnits", "PerfDiagnostics"]),
    room(
      "PerfReporters", ["PerfAnalysis", "PerfCapacity", "PerfModel", "PerfUnits", "PerfDiagnostics", mustache],
      resources: [.embedInCode("Schemas"), .embedInCode("Templates")]),
    room(
      "PerfReportCLI",
      [
        "PerfReporters", "PerfAnalysis", "PerfCapacity", "PerfImporters", "PerfFormats", "PerfModel", "PerfUnits",
        "PerfDiagnostics", argumentParser,
      ]),
    .executableTarget(name: "perfreport", dependencies: ["PerfReportCLI"], swiftSettings: strict),

    .target(name: "TestCorpus", path: "Tests/TestCorpus", swiftSettings: strict),
    .target(
      name: "PProfProto", dependencies: [protobuf], path: "Tests/PProfProto", exclude: ["profile.proto", "README.md"],
      swiftSettings: strict),
    tests(of: "PerfUnits"),
    tests(of: "PerfDiagnostics"),
    tests(of: "PerfStats"),
    tests(of: "PerfModel", ["PerfUnits", "PerfDiagnostics"]),
    tests(of: "PerfFormats", ["PerfDiagnostics"], exclude: ["PSQL/Styles", "PSQL/Styles-unmarked"]),
    tests(
      of: "PerfImporters",
      [
        "PerfImporterConformance", "PerfModel", "PerfUnits", "PerfFormats", "PerfDiagnostics", "PProfProto", protobuf,
      ], exclude: ["Fixtures"]),
    tests(of: "PerfCapacity", ["PerfImporters", "PerfModel", "PerfStats", "PerfUnits", "PerfDiagnostics"]),
    tests(
      of: "PerfAnalysis",
      ["PerfImporters", "PerfFormats", "PerfModel", "PerfStats", "PerfUnits", "PerfDiagnostics"]),
    tests(
      of: "PerfReporters", ["PerfAnalysis", "PerfCapacity", "PerfModel", "PerfUnits", "PerfDiagnostics"],
      exclude: ["Goldens"]),
    tests(
      of: "PerfReportCLI",
      [
        "perfreport", "PerfReporters", "PerfAnalysis", "PerfCapacity", "PerfImporters", "PerfImporterConformance",
        "PerfFormats",
        "PerfModel", "PerfUnits", "PerfDiagnostics",
      ], exclude: ["Scenarios"]),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
