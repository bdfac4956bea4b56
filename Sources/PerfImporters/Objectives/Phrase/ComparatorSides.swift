import PerfModel

extension Objective.Comparator {
  /// What holds where this does not.
  var negated: Objective.Comparator {
    switch self {
    case .less: .atLeast
    case .atMost: .greater
    case .greater: .atMost
    case .atLeast: .less
    case .equal: .equal
    }
  }

  /// The actual value has to stay below.
  var isUpperBound: Bool { self == .less || self == .atMost }
  /// The actual value has to stay above.
  var isLowerBound: Bool { self == .greater || self == .atLeast }

  /// The same bound seen from the other end: a share of at least 99 % good is one of at most 1 % bad.
  var mirrored: Objective.Comparator {
    switch self {
    case .less: .greater
    case .atMost: .atLeast
    case .greater: .less
    case .atLeast: .atMost
    case .equal: .equal
    }
  }
}
