import PerfModel

/// A profile with everything written out in place of ids, so that two readers can be compared whatever tables they keep.
struct PlainProfile: Equatable {
  struct Mapping: Hashable {
    let start: UInt64
    let limit: UInt64
    let offset: UInt64
    let file: String
    let buildID: String
  }

  struct Function: Hashable {
    let name: String
    let systemName: String
    let file: String
    let startLine: Int64
  }

  struct Line: Hashable {
    /// Nil for one that is not there.
    let function: Function?
    let line: Int64
  }

  struct Location: Hashable {
    let mapping: Mapping?
    let address: UInt64
    let lines: [Line]
  }

  struct Label: Equatable {
    let key: String
    let text: String
    let number: Int64
    let unit: String
  }

  struct Sample: Equatable {
    /// Numbers of locations, in the order in which the samples go through them.
    let stack: [Int]
    let values: [Int64]
    let labels: [Label]
  }

  var sampleTypes: [ProfileValueType] = []
  var defaultSampleType = ""
  var period: ProfilePeriod?
  var duration: Int64?
  var time: Int64?
  var comments: [String] = []
  var mappings: [Mapping: Int] = [:]
  var functions: [Function: Int] = [:]
  /// All locations, and how many there are of each.
  var locations: [Location: Int] = [:]
  /// Those that stacks go through, by their numbers.
  var visited: [Location] = []
  var samples: [Sample] = []
}

/// Numbers ids in the order in which they are met.
struct MeetingOrder<ID: Hashable> {
  private(set) var ids: [ID] = []
  private var numbers: [ID: Int] = [:]

  mutating func number(_ id: ID) -> Int {
    if let known = numbers[id] { return known }
    numbers[id] = ids.count
    ids.append(id)
    return ids.count - 1
  }
}

/// How many there are of each.
func counts<Element: Hashable>(_ elements: [Element]) -> [Element: Int] {
  elements.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}
