import Foundation

/// A value of a JSON file of expected results.
package enum Oracle: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Oracle])
  case object([String: Oracle])

  package init(from decoder: any Decoder) throws {
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
  package static func file(_ name: String, in folder: String = "stats") -> Oracle {
    guard let bytes = TestCorpus.bytes(folder + "/" + name) else { return .null }
    return (try? JSONDecoder().decode(Oracle.self, from: Data(bytes))) ?? .null
  }

  /// The member of an object; null where there is none.
  package subscript(key: String) -> Oracle {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  /// The names of an object's members, sorted.
  package var keys: [String] {
    if case .object(let members) = self { members.keys.sorted() } else { [] }
  }

  /// A number; "NaN" and the infinities are written as strings.
  package var number: Double? {
    switch self {
    case .number(let value): value
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }

  /// A number that has to be there: for use within `#require`, which does not nest.
  package func real() throws -> Double {
    guard let number else { throw Missing() }
    return number
  }

  /// Numbers that have to be there.
  package func reals() throws -> [Double] {
    guard let numbers else { throw Missing() }
    return numbers
  }

  /// The oracle does not hold what a test asks it for.
  package struct Missing: Error {}

  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var array: [Oracle]? { if case .array(let elements) = self { elements } else { nil } }
  package var numbers: [Double]? { array?.compactMap(\.number) }
  package var isNull: Bool { if case .null = self { true } else { false } }
}

/// The columns of a CSV file of the corpus by their names; empty where the corpus is absent.
package func columns(_ path: String) -> [String: [String]] {
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

/// Whether two numbers agree to a relative tolerance; equal infinities agree, and nothing agrees with nil or NaN.
package func agree(_ actual: Double?, _ expected: Double?, relative: Double = 1e-12, absolute: Double = 0) -> Bool {
  guard let actual, let expected else { return false }
  return actual == expected || abs(actual - expected) <= max(absolute, relative * abs(expected))
}
