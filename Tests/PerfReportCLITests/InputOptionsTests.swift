import Foundation
import Testing

@testable import PerfReportCLI

struct InputOptionsTests {
  @Test func anOutputMayNotBeAnInput() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("run.json").path
    try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
    let other = folder.appendingPathComponent("report.json").path
    #expect(try InputOptions.inputs([file], outputs: [other]).count == 1)
    #expect(throws: CommandFailure.self) { try InputOptions.inputs([file], outputs: [other, file]) }
    let alias = folder.path + "/../" + folder.lastPathComponent + "/run.json"
    #expect(throws: CommandFailure.self) { try InputOptions.inputs(["now=" + file], outputs: [alias]) }
  }
}
