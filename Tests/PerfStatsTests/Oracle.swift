import Foundation
import TestCorpus
import Testing

/// A value of a JSON file of expected results.
enum Oracle: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Oracle])
  case object([String: Oracle])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Oracle].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Oracle].self))
    }
  }

  /// A file below `stats/`, or another folder of the corpus; null where the corpus is absent.
  static func file(_ name: String, in folder: String = "stats") -> Oracle {
    guard let bytes = TestCorpus.bytes(folder + "/" + name) else { return .null }
    return (try? JSONDecoder().decode(Oracle.self, from: Data(bytes))) ?? .null
  }

  /// The member of an object; null where there is none.
  subscript(key: String) -> Oracle {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  /// The names of an object's members, sorted.
  var keys: [String] {
    if case .object(let members) = self { members.keys.sorted() } else { [] }
  }

  /// A number; "NaN" and the infinities are written as strings.
  var number: Double? {
    switch self {
    case .number(let value): value
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }

  /// A number that has to be there: for use within `#require`, which does not nest.
  func real() throws -> Double { try #require(number) }

  /// Numbers that have to be there.
  func reals() throws -> [Double] { try #require(numbers) }

  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var string: String? { if case .string(let value) = self { value } else { nil } }
  var array: [Oracle]? { if case .array(let elements) = self { elements } else { nil } }
  var numbers: [Double]? { array?.compactMap(\.number) }
  var isNull: Bool { if case .null = self { true } else { false } }
}

/// The columns of a CSV file of the corpus by their names; empty where the corpus is absent.
func columns(_ path: String) -> [String: [String]] {
  guard let bytes = TestCorpus.bytes(path) else { return [:] }
  let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
    line.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: ["\""]) }
  }
  guard let names = rows.first else { return [:] }
  return Dictionary(
    uniqueKeysWithValues: names.enumerated().map { place, name in
      (name, rows.dropFirst().compactMap { place < $0.count ? $0[place] : nil })
    })
}

/// The samples that all expected results are about.
enum Samples {
  private static let all = Oracle.file("samples.json")["samples"]

  static func named(_ name: String) -> [Double]? { all[name].numbers }

  /// The two samples of a name such as `tie_a|tie_b`.
  static func pair(_ name: String) -> (a: [Double], b: [Double])? {
    let parts = name.split(separator: "|").map(String.init)
    guard parts.count == 2, let a = named(parts[0]), let b = named(parts[1]) else { return nil }
    return (a, b)
  }
}

/// Whether two numbers agree to a relative tolerance; equal infinities agree, and nothing agrees with nil or NaN.
func agree(_ actual: Double?, _ expected: Double?, relative: Double = 1e-12, absolute: Double = 0) -> Bool {
  guard let actual, let expected else { return false }
  return actual == expected || abs(actual - expected) <= max(absolute, relative * abs(expected))
}

/// Reproducible numbers in [0, 1): Knuth's MMIX generator.
struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }

  mutating func uniforms(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }
}
