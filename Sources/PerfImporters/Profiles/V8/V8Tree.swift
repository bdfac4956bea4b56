import PerfDiagnostics
import PerfFormats
import PerfModel

/// The calls of a V8 profile: nodes with parents.
struct V8Tree {
  private let document: JSONDocument
  private var nodes: [Node] = []
  private var places: [Int: Int] = [:]

  /// Deeper trees are refused: nobody's stack is.
  static let maximumDepth = 2048

  private struct Node {
    let name: String
    let file: String
    let line: Int64
    var parent: Int?
    let hits: Int64
    let size: Int64
  }

  init(_ document: JSONDocument) { self.document = document }

  /// Adds the nodes of a list, which name their children by id.
  mutating func addNodes(_ list: [JSONNode]) throws(Diagnostic) {
    for node in list { _ = try add(node, parent: nil) }
    for (index, node) in list.enumerated() {
      for child in node["children"]?.elements ?? [] {
        let id = try document.integer(child)
        guard let place = places[id], place > index || nodes[place].parent == nil, place != index else {
          throw document.error(
            at: child, id: .profileMalformed, message: "there is no node \(id) to be called from here",
            hint: "was the file cut off or edited?")
        }
        nodes[place].parent = index
      }
    }
  }

  /// Adds a node that holds its children.
  mutating func addTree(_ root: JSONNode) throws(Diagnostic) {
    var open: [(node: JSONNode, parent: Int?)] = [(root, nil)]
    while let (node, parent) = open.popLast() {
      let index = try add(node, parent: parent)
      for child in (node["children"]?.elements ?? []).reversed() { open.append((child, index)) }
    }
  }

  private mutating func add(_ node: JSONNode, parent: Int?) throws(Diagnostic) -> Int {
    let frame = node["callFrame"] ?? node
    let name = try document.string(document.member("functionName", of: frame))
    let file = frame["url"]?.string ?? ""
    let line = frame["lineNumber"]?.number?.integer ?? 0
    // Lines are counted from 0 since there are call frames.
    let number = node.has("callFrame") ? max(0, Int64(line) &+ 1) : Int64(line)
    let index = nodes.count
    nodes.append(
      Node(
        name: name.isEmpty ? Self.anonymous(file, number) : name, file: file, line: number, parent: parent,
        hits: Int64(node["hitCount"]?.number?.integer ?? 0), size: Int64(node["selfSize"]?.number?.integer ?? 0)))
    if let id = node["id"]?.number?.integer {
      guard places.updateValue(index, forKey: id) == nil else {
        throw document.error(
          at: node, id: .profileMalformed, message: "several nodes have the id \(id)",
          hint: "was the file edited? record it again")
      }
    }
    return index
  }

  /// Functions without a name are told apart by their place.
  private static func anonymous(_ file: String, _ line: Int64) -> String {
    file.isEmpty ? "(anonymous)" : "(anonymous) (\(file.split(separator: "/").last ?? ""):\(line))"
  }

  /// Samples and microseconds of every node.
  consuming func cpuProfile(
    times: [(id: Int, time: Double)], microseconds: Double, file: String
  ) throws(Diagnostic) -> Profile {
    let types = [ProfileValueType("samples", "count"), ProfileValueType("wall", "microseconds")]
    var sums = Array(repeating: 0.0, count: nodes.count)
    for (id, time) in times {
      guard let place = places[id] else {
        throw document.error(
          at: document.root, id: .profileMalformed, message: "a sample is of node \(id), which is not there",
          hint: "was the file cut off or edited?")
      }
      sums[place] += time
    }
    let hits = nodes.map(\.hits)
    return try profile(types, file, nanoseconds: microseconds * 1000) { index in
      [hits[index], Int64(exactly: sums[index].rounded()) ?? 0]
    }
  }

  /// Bytes of every node.
  consuming func heapProfile(file: String) throws(Diagnostic) -> Profile {
    let sizes = nodes.map(\.size)
    return try profile([ProfileValueType("inuse_space", "bytes")], file, nanoseconds: 0) { [sizes[$0]] }
  }

  private consuming func profile(
    _ types: [ProfileValueType], _ file: String, nanoseconds: Double, _ values: (Int) -> [Int64]
  ) throws(Diagnostic) -> Profile {
    var builder = ProfileBuilder(types)
    if let duration = Int64(exactly: nanoseconds.rounded()), duration > 0 { builder.parts.duration = duration }
    let locations = nodes.map { node in
      builder.location(function: builder.function(node.name, file: node.file), line: node.line)
    }
    for index in nodes.indices {
      let values = values(index)
      guard values.contains(where: { $0 != 0 }) else { continue }
      var stack = [locations[index]]
      var parent = nodes[index].parent
      while let place = parent {
        guard stack.count < Self.maximumDepth else {
          throw Diagnostic(
            .error, .profileMalformed,
            "the calls are more than \(Self.maximumDepth) deep, or call each other in a circle",
            at: SourceLocation(file: file, line: 1), hint: "was the file edited? record it again")
        }
        stack.append(locations[place])
        parent = nodes[place].parent
      }
      builder.add(stack, values)
    }
    return try builder.finish(file: file)
  }
}
