import Foundation
import Glibc
import Testing

/// A pseudo-terminal of a given width that a program writes to.
enum Terminal {
  /// Runs a command line with the terminal as its standard output and returns what the terminal got, with `\n` line ends.
  static func run(
    _ line: String, in sandbox: Sandbox, columns: UInt16, environment: [String: String] = [:]
  ) throws -> String {
    var (master, slave) = (Int32(-1), Int32(-1))
    var size = winsize(ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&master, &slave, nil, nil, &size) == 0)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = sandbox.folder
    process.environment = ["PATH": Sandbox.programs + ":/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardError = FileHandle.nullDevice
    try process.run()
    close(slave)
    defer { close(master) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    // The read fails with EIO when the last writer is gone.
    while case let count = read(master, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }
}
