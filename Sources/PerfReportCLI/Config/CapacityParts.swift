import PerfCapacity
import PerfDiagnostics
import PerfFormats
import PerfUnits

/// Outside services, pools, workers and resources, each under a name of the user's own.
enum CapacityParts {
  static func services(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> [OutsideService] {
    var services: [OutsideService] = []
    for member in try document.members(node, known: nil) {
      let fields = try ConfigFields(
        member.value, of: document,
        known: [
          "endpoint", "measured", "calls", "inputTokens", "inputTokensPerCall", "outputTokens", "outputTokensPerCall",
          "concurrency", "latency", "attempts", "cached",
        ])
      var service = OutsideService(name: member.name)
      service.endpoint = try fields.text("endpoint", example: "POST /api/ask")
      service.measuredRate = try fields.rate("measured")
      service.callsPerMinute = try fields.perMinute("calls", example: "500/min")
      service.inputTokensPerMinute = try fields.perMinute("inputTokens", example: "200000/min")
      service.inputTokensPerCall = try fields.factor("inputTokensPerCall", example: "1200")
      service.outputTokensPerMinute = try fields.perMinute("outputTokens", example: "80000/min")
      service.outputTokensPerCall = try fields.factor("outputTokensPerCall", example: "400")
      service.concurrency = try fields.factor("concurrency", example: "50")
      service.latency = try fields.time("latency")
      service.attempts = try fields.factor("attempts", from: 1, example: "1.05") ?? 1
      service.cachedShare =
        try fields.value("cached", "a share below 1", example: "30%") { text in
          Amount.share(text).flatMap { $0 < 1 ? $0 : nil }
        } ?? 0
      services.append(service)
    }
    return services
  }

  static func instance(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> InstanceSetting {
    let fields = try ConfigFields(node, of: document, known: ["workers", "serviceTime", "memory"])
    return InstanceSetting(
      workers: try fields.count("workers", from: 1, example: "6"), serviceTime: try fields.time("serviceTime"),
      memoryLimit: try fields.value("memory", "a number of bytes above 0", example: "512 MB") { text in
        ConfigFields.amount(text, .data).flatMap { $0 > 0 ? $0 : nil }
      })
  }

  static func pools(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> [PoolSetting] {
    var pools: [PoolSetting] = []
    for member in try document.members(node, known: nil) {
      let fields = try ConfigFields(
        member.value, of: document,
        known: [
          "calls", "hold", "execution", "databaseCores", "spindles", "maxConnections", "reserved", "otherClients",
          "instances", "size", "threads", "connectionsPerThread",
        ])
      var pool = PoolSetting(name: member.name)
      pool.callRate = try fields.rate("calls", example: "760/s")
      pool.holdTime = try fields.time("hold")
      pool.executionTime = try fields.time("execution")
      pool.databaseCores = try fields.count("databaseCores", from: 1, example: "8")
      pool.databaseSpindles = try fields.count("spindles") ?? pool.databaseSpindles
      pool.maxConnections = try fields.count("maxConnections", from: 1, example: "200")
      pool.reservedConnections = try fields.count("reserved") ?? pool.reservedConnections
      pool.otherClients = try fields.count("otherClients") ?? pool.otherClients
      pool.instances = try fields.count("instances", from: 1) ?? pool.instances
      pool.size = try fields.count("size", from: 1, example: "10")
      pool.threads = try fields.count("threads", from: 1, example: "8")
      pool.connectionsPerThread = try fields.count("connectionsPerThread", from: 1, example: "2")
      pools.append(pool)
    }
    return pools
  }

  static func workers(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> [WorkerSetting] {
    var workers: [WorkerSetting] = []
    for member in try document.members(node, known: nil) {
      let fields = try ConfigFields(member.value, of: document, known: ["jobsPerRequest", "jobTime", "slots"])
      guard let time = try fields.time("jobTime"),
        let setting = WorkerSetting(
          name: member.name, jobsPerRequest: try fields.factor("jobsPerRequest", example: "0.2") ?? 1, jobTime: time,
          slots: try fields.count("slots", from: 1, example: "4") ?? 1)
      else {
        throw document.error(
          at: member.value, "how long a job of \(member.name) takes is not said",
          hint: "{jobsPerRequest: 0.2, jobTime: 300 ms, slots: 4}")
      }
      workers.append(setting)
    }
    return workers
  }

  static func shared(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> [SharedDemand] {
    var demands: [SharedDemand] = []
    for member in try document.members(node, known: nil) {
      let fields = try ConfigFields(member.value, of: document, known: ["perRequest", "servers"])
      guard let time = try fields.time("perRequest"),
        let demand = SharedDemand(
          name: member.name, demand: time, servers: try fields.factor("servers", from: 1, example: "4") ?? 1)
      else {
        throw document.error(
          at: member.value, "how much a request needs of \(member.name) is not said",
          hint: "{perRequest: 1.2 ms, servers: 4}")
      }
      demands.append(demand)
    }
    return demands
  }

  static func notes(_ node: YAMLNode, of document: YAMLDocument) throws(Diagnostic) -> [ResourceNote] {
    var notes: [ResourceNote] = []
    for member in try document.members(node, known: nil) {
      let fields = try ConfigFields(
        member.value, of: document, known: ["kind", "shared", "fullAt", "reads", "timeGrowth", "change"])
      var note = ResourceNote(name: member.name)
      let kinds = ResourceEvidence.Kind.allCases.map(\.rawValue)
      note.kind = try fields.value("kind", "one of " + kinds.joined(separator: ", "), example: "pool") {
        ResourceEvidence.Kind(rawValue: $0)
      }
      note.isShared = try fields.flag("shared")
      note.fullAt = try fields.share("fullAt", example: "80%")
      note.readShare = try fields.share("reads", example: "60%")
      note.growthShare = try fields.share("timeGrowth", example: "55%")
      if let change = fields["change"] { note.intervention = try intervention(change, of: document) }
      notes.append(note)
    }
    return notes
  }

  /// `{what: pool 5 to 10, before: 100 req/s, after: 139 req/s}`.
  private static func intervention(
    _ node: YAMLNode, of document: YAMLDocument
  ) throws(Diagnostic) -> ResourceEvidence.Intervention {
    let fields = try ConfigFields(node, of: document, known: ["what", "before", "after"])
    guard let before = try fields.rate("before"), let after = try fields.rate("after") else {
      throw document.error(
        at: node, "a change has no maximum before and after it",
        hint: "{what: pool 5 to 10, before: 100 req/s, after: 139 req/s}")
    }
    return ResourceEvidence.Intervention(
      text: try fields.text("what", example: "pool 5 to 10") ?? "one change", before: before.value, after: after.value)
  }
}
