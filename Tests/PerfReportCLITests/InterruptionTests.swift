import Foundation
import Testing

@testable import PerfReportCLI

struct InterruptionTests {
  @Test func aTerminatedProgramLeavesNoHalfWrittenFile() async {
    let folder = FileManager.default.temporaryDirectory.appending(path: "interrupted-\(UUID().uuidString)")
    let path = folder.appending(path: "run.json.abc123").path
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    await #expect(processExitsWith: .signal(SIGTERM)) { [path = path as String] in
      Interruption.prepare()
      _ = FileManager.default.createFile(atPath: path, contents: Data("half".utf8))
      Interruption.guardFile(path)
      kill(getpid(), SIGTERM)
      sleep(5)
    }
    #expect(FileManager.default.fileExists(atPath: folder.path))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aFileThatIsInItsPlaceStays() async {
    let path = FileManager.default.temporaryDirectory.appending(path: "written-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    await #expect(processExitsWith: .signal(SIGINT)) { [path = path as String] in
      Interruption.prepare()
      _ = FileManager.default.createFile(atPath: path, contents: Data("whole".utf8))
      Interruption.guardFile(path)
      Interruption.unguardFile()
      kill(getpid(), SIGINT)
      sleep(5)
    }
    #expect(FileManager.default.fileExists(atPath: path))
  }
}

struct ProgressLineTests {
  @Test func saysHowMuchHowFastAndHowLong() {
    let line = ProgressLine.text("run.ndjson.gz", bytes: 300_000_000, of: 1_200_000_000, seconds: 2)
    #expect(line == "reading run.ndjson.gz  300 MB of 1.20 GB  150 MB/s  6 s left")
  }

  @Test func ofAPipeNobodyKnowsTheEnd() {
    #expect(ProgressLine.text("-", bytes: 1_000_000, of: nil, seconds: 1) == "reading -  1.00 MB  1.00 MB/s")
  }

  @Test func escapesTheName() {
    #expect(!ProgressLine.text("a\u{1B}[2Jb", bytes: 1, of: nil, seconds: 1).contains("\u{1B}"))
  }

  @Test func aSlowFileIsCountedInMinutes() {
    #expect(
      ProgressLine.text("x", bytes: 1_000_000, of: 601_000_000, seconds: 1).hasSuffix("10 min left"))
  }
}
