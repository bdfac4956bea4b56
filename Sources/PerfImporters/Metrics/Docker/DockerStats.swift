import PerfModel
import PerfUnits

/// What `docker stats` tells of a container, in whichever shape.
struct DockerStats {
  let name: String
  /// `42.80%`: of one core, so that it may exceed 100 %.
  let processor: String?
  /// `33.66MiB / 256MiB`: in use, and the limit, which is the machine's memory where none is set.
  let memory: String?
  /// Processes and threads.
  let tasks: String?

  /// What a container that does not run has in every column.
  private static let none = "--"

  func tell(_ points: inout ResourcePoints, place: Int) {
    func add(_ metric: MetricID, _ value: Double?) {
      points.add(ResourceKey(resource: name, metric: metric), value, time: nil, place: place)
    }
    add(.cpuCores, processor.flatMap(Self.share))
    let sizes = memory?.split(separator: "/").map { Self.bytes($0.filter { $0 != " " }) } ?? []
    if sizes.count == 2, let used = sizes[0], let limit = sizes[1], limit > 0 {
      add(.memoryUsed, used)
      add(.memoryLimit, limit)
    }
    add(.processThreads, tasks.flatMap(Double.init))
  }

  /// Whether a text is what the column of the processor holds.
  static func isShare(_ text: String) -> Bool { text == none || share(text) != nil }

  private static func share(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return nil }
    return Double(text.dropLast()).map { $0 / 100 }
  }

  /// `560KiB`, `23.54GiB` in powers of 1024; `1.2kB`, `3MB` in powers of 1000 (docker/go-units).
  static func bytes(_ text: String) -> Double? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(digits), let factor = factors[String(text.dropFirst(digits.count))] else { return nil }
    return value * factor
  }

  private static let factors: [String: Double] = [
    "B": 1, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KiB": 0x1p10, "MiB": 0x1p20, "GiB": 0x1p30,
    "TiB": 0x1p40,
  ]
}
