import Foundation
import TestCorpus

/// A fresh folder in which command lines run as a user types them, with the built `perfreport` on the path and an environment that
/// holds nothing else. The folder goes with the value.
final class Sandbox {
  let folder: URL

  /// How a command line ended and what it wrote.
  struct Outcome: Equatable {
    let status: Int32
    let output: String
    let errors: String
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "perfreport-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The folder of the built program: that of the test bundle.
  static let programs = Bundle.main.executableURL?.deletingLastPathComponent().path ?? "."

  /// Writes a file, with the folders above it.
  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Copies a file or a folder of the repository.
  func copy(_ source: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: TestCorpus.repository + "/" + source, toPath: file.path)
  }

  /// The text of a file, nil where there is none.
  func text(_ path: String) -> String? { try? String(contentsOf: folder.appending(path: path), encoding: .utf8) }

  /// Runs a command line by the shell.
  /// - Parameters:
  ///   - subfolder: where to stand, below the sandbox.
  ///   - environment: on top of a `PATH`.
  func run(
    _ line: String, in subfolder: String = ".", environment: [String: String] = [:]
  ) throws -> Outcome {
    // Files, not pipes: nothing can fill up while both streams are waited for.
    let streams = try Streams()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder.appending(path: subfolder)
    process.environment = ["PATH": Self.programs + ":/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: streams.output)
    process.standardError = try FileHandle(forWritingTo: streams.errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: streams.output, encoding: .utf8),
      errors: try String(contentsOf: streams.errors, encoding: .utf8))
  }

  /// Two files outside of the sandbox, so that a command does not see them.
  private final class Streams {
    let output: URL
    let errors: URL

    init() throws {
      let stem = FileManager.default.temporaryDirectory.appending(path: "perfreport-" + UUID().uuidString).path
      output = URL(filePath: stem + ".out")
      errors = URL(filePath: stem + ".err")
      for file in [output, errors] { try Data().write(to: file) }
    }

    deinit {
      for file in [output, errors] { try? FileManager.default.removeItem(at: file) }
    }
  }
}
