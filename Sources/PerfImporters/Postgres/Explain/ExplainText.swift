import PerfDiagnostics
import PerfModel
import PerfUnits

/// Reads a plan as text: nodes by their indentation, and below each what it says more.
struct ExplainText {
  /// A node while it is built.
  private final class Draft {
    let line: ExplainNodeLine
    var relationship: String?
    var subplanName: String?
    var workers: (planned: Int?, launched: Int?)
    var blocks: [QueryCount: Int] = [:]
    var details: [PlanNode.Detail] = []
    var children: [Draft] = []

    init(_ line: ExplainNodeLine) {
      self.line = line
      if let mode = line.partialMode { details.append(PlanNode.Detail(name: "Partial Mode", value: mode)) }
    }
  }

  /// What lines of greater indentation belong to.
  private struct Element {
    let depth: Int
    /// Nil for parts that are no node: `Planning`, `JIT`, `Worker 0`.
    let node: Draft?
    /// What the next node below is: `InitPlan`, `SubPlan`, and its name.
    var child: (relationship: String, name: String)?
  }

  private var root: Draft?
  private var elements: [Element] = []
  private var query: String?
  private var planningTime: Double?
  private var executionTime: Double?
  private let maximumDepth: Int

  /// Nil where no line is a node.
  /// - Throws: `nesting-too-deep`, `plan-malformed` where a line is a node that cannot be read.
  static func plan(_ lines: [String], file: String, maximumDepth: Int) throws(Diagnostic) -> QueryPlan? {
    var reader = ExplainText(maximumDepth: maximumDepth)
    for line in ExplainLines.joined(lines) { try reader.add(line, file: file) }
    guard let root = reader.root else { return nil }
    return QueryPlan(
      query: reader.query, root: Self.node(root), planningTime: reader.planningTime,
      executionTime: reader.executionTime)
  }

  private init(maximumDepth: Int) { self.maximumDepth = maximumDepth }

  private static func node(_ draft: Draft) -> PlanNode {
    let line = draft.line
    return PlanNode(
      type: line.type, relation: line.relation, alias: line.alias, index: line.index, joinType: line.joinType,
      parentRelationship: draft.relationship, subplanName: draft.subplanName, cteName: line.cteName,
      estimate: line.estimate, actual: line.actual, workersPlanned: draft.workers.planned,
      workersLaunched: draft.workers.launched, blocks: draft.blocks, details: draft.details,
      children: draft.children.map(node))
  }

  // MARK: Lines

  private mutating func add(_ line: String, file: String) throws(Diagnostic) {
    var text = line[...].trimmed
    if text.hasSuffix("\"") { text = text.dropLast().trimmed }
    if text.hasPrefix("\"") { text = text.dropFirst() }
    let depth = Self.depth(line)
    text = text.trimmed
    guard !text.isEmpty else { return }
    if let child = Self.child(text) {
      pop(to: depth)
      return elements.append(Element(depth: depth, node: elements.last?.node, child: child))
    }
    if let node = ExplainNodeLine(String(text)) {
      try add(node, depth, file: file)
    } else if ["Planning:", "JIT:"].contains(text) || text.hasPrefix("Serialization:") || Self.isWorker(text) {
      pop(to: depth)
      elements.append(Element(depth: depth, node: nil))
    } else if text.hasPrefix("->"), text.contains("(cost=") || text.contains("(actual ") {
      throw Diagnostic(
        .error, .planMalformed, "the figures of a node cannot be read: is its line wrapped?",
        at: SourceLocation(file: file, line: 1), hint: "record it with: \(PostgresExplainImporter.format.record)")
    } else if !text.hasPrefix("Trigger ") {
      add(property: text, depth)
    }
  }

  /// Leading white space; a tab is four spaces.
  private static func depth(_ line: String) -> Int {
    var rest = line[...]
    // A quotation mark that a spreadsheet put before the line is none of it.
    if rest.trimmed.hasPrefix("\""), let quote = rest.firstIndex(of: "\"") { rest = rest[rest.index(after: quote)...] }
    return rest.prefix(while: \.isWhitespace).reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
  }

  private mutating func pop(to depth: Int) {
    while let last = elements.last, last.depth >= depth { elements.removeLast() }
  }

  /// `InitPlan 1 (returns $0)`, `SubPlan 2`, `CTE active`.
  private static func child(_ text: Substring) -> (relationship: String, name: String)? {
    let words = text.split(separator: " ")
    switch words.first {
    case "InitPlan", "SubPlan":
      let rest = words.dropFirst().drop { Int($0) != nil }
      guard rest.isEmpty || rest.first?.hasPrefix("(returns") == true && text.hasSuffix(")") else { return nil }
      return (String(words[0]), String(text))
    case "CTE": return words.count == 2 ? ("InitPlan", String(text)) : nil
    default: return nil
    }
  }

  private static func isWorker(_ text: Substring) -> Bool {
    let words = text.split(separator: " ", maxSplits: 2)
    return words.count > 1 && words[0] == "Worker" && words[1].hasSuffix(":") && Int(words[1].dropLast()) != nil
  }

  private mutating func add(_ line: ExplainNodeLine, _ depth: Int, file: String) throws(Diagnostic) {
    let node = Draft(line)
    guard root != nil else {
      root = node
      return elements.append(Element(depth: depth, node: node))
    }
    pop(to: depth)
    guard let parent = elements.last, let above = parent.node else { return }
    guard elements.count < maximumDepth else {
      throw Diagnostic(
        .error, .nestingTooDeep, "the plan nests deeper than \(maximumDepth) levels",
        at: SourceLocation(file: file, line: 1), hint: "no plan nests like that; is it the right file?")
    }
    node.relationship = parent.child?.relationship
    node.subplanName = parent.child?.name
    above.children.append(node)
    elements.append(Element(depth: depth, node: node))
  }

  // MARK: Properties

  /// `Name: value`
  private mutating func add(property text: Substring, _ depth: Int) {
    // What is said of the whole plan stands one space in where psql printed it, and the root node stands there too.
    if depth <= 1 { elements = [] } else { pop(to: depth) }
    guard let colon = text.firstIndex(of: ":") else { return }
    let name = text[..<colon]
    let value = text[text.index(after: colon)...].trimmed
    guard !value.isEmpty, let element = elements.last else {
      addToPlan(name, value)
      return
    }
    guard let node = element.node else { return }
    switch name {
    case "Workers Planned": node.workers.planned = Int(value)
    case "Workers Launched": node.workers.launched = Int(value)
    case "Buffers": node.blocks = Self.blocks(value)
    default: node.details.append(PlanNode.Detail(name: String(name), value: String(value)))
    }
  }

  private mutating func addToPlan(_ name: Substring, _ value: Substring) {
    let seconds = value.split(separator: " ").first.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }.map(
      Unit.milliseconds.toBase)
    switch name.lowercased() {
    case "planning time": planningTime = seconds
    case "execution time", "total runtime": executionTime = seconds
    case "query text": query = String(value)
    default: break
    }
  }

  /// `shared hit=12 read=3, temp read=4 written=5`; what is not named of a group is zero.
  private static func blocks(_ text: Substring) -> [QueryCount: Int] {
    var blocks: [QueryCount: Int] = [:]
    for group in text.split(separator: ",") {
      let words = group.split(separator: " ")
      guard let kind = words.first, let names = blockNames[kind] else { continue }
      for name in names.values { blocks[name] = 0 }
      for word in words.dropFirst() {
        let parts = word.split(separator: "=")
        guard parts.count == 2, let name = names[parts[0]] else { continue }
        blocks[name] = Int(parts[1])
      }
    }
    return blocks
  }

  private static let blockNames: [Substring: [Substring: QueryCount]] = [
    "shared": [
      "hit": .sharedHit, "read": .sharedRead, "dirtied": .sharedDirtied, "written": .sharedWritten,
    ],
    "local": ["hit": .localHit, "read": .localRead, "dirtied": .localDirtied, "written": .localWritten],
    "temp": ["read": .tempRead, "written": .tempWritten],
  ]
}
