import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import Testing

/// What tools tell of machines, containers and servers; expected values are read off the fixtures by eye.
struct HostToolTests {
  private func read(_ importer: any Importer.Type, _ fixture: String) throws -> Run {
    try #require(
      try ImporterConformance.read(importer, FixtureFiles.bytes(fixture), name: fixture).first)
  }

  private func series(
    _ run: Run, _ resource: String, _ metric: MetricID, _ role: ResourceRole = .service, instance: String? = nil
  ) throws -> ResourceSeries {
    let key = ResourceKey(resource: resource, role: role, instance: instance, metric: metric)
    return try #require(run.resources.first { $0.key == key })
  }

  private func isClose(_ values: some Collection<Double>, _ expected: [Double]) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < 1e-9 * max(1, abs($1)) }
  }

  @Test("four screens of docker stats: shares of one core, memory in powers of 1024")
  func dockerScreens() throws {
    let run = try read(DockerTableImporter.self, "docker-stats/stream.txt")
    let worker = try series(run, "lms-worker", .cpuCores)
    #expect(worker.clock == .order && isClose(worker.values, [0.0005, 0.0005, 0.0755, 0.0755]))
    #expect(isClose(try series(run, "lms-worker", .memoryUsed).values.suffix(1), [1004 * 1024]))
    #expect(isClose(try series(run, "lms-api", .memoryLimit).values.prefix(1), [268_435_456]))
    #expect(try series(run, "lms_redis.1.q8xk2", .processThreads).values == [1, 1, 1, 1])
  }

  @Test func dockerColumnsOfOnesOwn() throws {
    let run = try read(DockerTableImporter.self, "docker-stats/custom.txt")
    #expect(isClose(try series(run, "lms-worker", .cpuCores).values, [0.0472]))
    #expect(!run.resources.contains { $0.key.metric == .processThreads })
  }

  @Test func dockerLines() throws {
    let run = try read(DockerJSONImporter.self, "docker-stats-json/two.json")
    #expect(isClose(try series(run, "lms-api", .cpuCores).values, [0.428, 0.3244]))
  }

  @Test("the engine's answer: memory without files that are cached, of 2 cores none used since the reading before")
  func dockerEngine() throws {
    let run = try read(DockerAPIImporter.self, "docker-stats-api/api_stats.json")
    #expect(try series(run, "lms-api", .memoryUsed).values == [40_591_360])
    #expect(try series(run, "lms-api", .cpuUtilization).values == [0])
    #expect(run.startedAt?.rfc3339 == "2026-11-21T03:43:30.821Z")
  }

  @Test func redis() throws {
    let run = try read(RedisInfoImporter.self, "redis-info/after.txt")
    let text = String(decoding: try FixtureFiles.bytes("redis-info/after.txt"), as: UTF8.self)
    func written(_ name: String) -> Double? {
      text.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + ":") }
        .flatMap { Double($0.dropFirst(name.count + 1)) }
    }
    #expect(try series(run, "redis", .cacheHits, .cache).values.first == written("keyspace_hits"))
    #expect(try series(run, "redis", .memoryUsed, .cache).values.first == written("used_memory"))
    #expect(try series(run, "redis", .memoryLimit, .cache).values == [67_108_864])
    #expect(run.toolVersion == "7.0.15")
  }

  @Test func nginx() throws {
    let run = try read(NginxStatusImporter.self, "nginx-stub-status/during.txt")
    #expect(try series(run, "nginx", .serviceConnections).values == [22])
    #expect(try series(run, "nginx", .serviceRequests).values == [1203])
  }

  @Test("sar: what is neither idle nor waiting, under the banner's day; averages are left out")
  func sar() throws {
    let run = try read(SysstatTextImporter.self, "sysstat-text/sar_u.txt")
    let host = try series(run, "host", .cpuUtilization, instance: "vm")
    #expect(isClose(host.values, [0.996, 0.998, 0.994, 0.9869, 0.994, 0.996, 1, 1, 0.998]))
    // 2026-11-21 03:53:01 UTC.
    #expect(host.times.first == 1_795_233_181_000_000_000)
    let memory = try read(SysstatTextImporter.self, "sysstat-text/sar_r.txt")
    #expect(try series(memory, "host", .memoryUsed, instance: "vm").values.first == 359_056 * 1024)
  }

  @Test("disks and interfaces one by one; a kB is 1024 bytes, and an interface over which nothing went is left out")
  func devices() throws {
    let run = try read(SysstatTextImporter.self, "sysstat-text/sar_d_n.txt")
    let disk = "disk vda"
    #expect(isClose(try series(run, disk, .resourceUtilization, instance: "vm").values, [0.012, 0, 0.004]))
    #expect(isClose(try series(run, disk, .diskLatency, instance: "vm").values, [0.00007, 0.0005, 0.0005]))
    #expect(isClose(try series(run, disk, .diskReadRate, instance: "vm").values, [6556 * 1024, 65_536, 3.96 * 1024]))
    #expect(isClose(try series(run, disk, .diskWriteRate, instance: "vm").values, [0, 0, 130.69 * 1024]))
    let received = try series(run, "network lo", .networkReceivedRate, .network, instance: "vm")
    #expect(isClose(received.values, [13551.38 * 1024, 11684.64 * 1024]))
    // 2026-11-21 03:44:20 UTC.
    #expect(received.times.first == 1_795_232_660_000_000_000)
    #expect(Set(run.resources.filter { $0.key.role == .network }.map(\.key.resource)) == ["network lo"])
    // How much a loopback can carry, nobody knows.
    #expect(!run.resources.contains { $0.key.role == .network && $0.key.metric == .resourceUtilization })
    let json = try read(SysstatJSONImporter.self, "sysstat-json/sadf-network.json")
    let sent = try series(json, "network lo", .networkSentRate, .network, instance: "vm")
    #expect(isClose(sent.values.prefix(1), [11684.64 * 1024]))
  }

  @Test("iostat: reads and writes take their mean by their number; where there were none, nothing is known")
  func iostatDevices() throws {
    let text = try read(SysstatTextImporter.self, "sysstat-text/iostat.txt")
    let latency = try series(text, "disk vda", .diskLatency, instance: "vm")
    let milliseconds: Double = (103 * 0.58 + 61.4 * 0.1) / 164.4
    #expect(isClose(latency.values.prefix(1), [milliseconds / 1000]))
    let json = try read(SysstatJSONImporter.self, "sysstat-json/iostat.json")
    #expect(isClose(try series(json, "disk vda", .diskLatency, instance: "vm").values, [0.00008, 0.0005]))
    #expect(isClose(try series(json, "disk vda", .resourceUtilization, instance: "vm").values, [0.012, 0]))
  }

  @Test("commands of Redis, without those that look at the server")
  func redisCommands() throws {
    let run = try read(RedisInfoImporter.self, "redis-info/commandstats.txt")
    func value(_ command: String, _ metric: MetricID) throws -> Double? {
      try series(run, "redis", metric, .cache, instance: command).values.first
    }
    #expect(try value("get", .cacheCommandCalls) == 80_600 && value("get", .cacheCommandFailed) == 0)
    #expect(try value("lrange", .cacheCommandTime) == 0.194595)
    #expect(!run.resources.contains { $0.key.instance == "info" || $0.key.instance == "config|get" })
    let text =
      "# Commandstats\r\ncmdstat_set:calls=10,usec=40,usec_per_call=4.00,rejected_calls=2,failed_calls=3\r\n"
      + "cmdstat_old:calls=4,usec=8,usec_per_call=2.00\r\n"
    let made = try #require(try ImporterConformance.read(RedisInfoImporter.self, Array(text.utf8), name: "i").first)
    #expect(try series(made, "redis", .cacheCommandFailed, .cache, instance: "set").values == [5])
    // Versions before 6.2 do not count failures.
    let old = made.resources.filter { $0.key.instance == "old" }
    #expect(old.map(\.key.metric) == [.cacheCommandCalls, .cacheCommandTime])
  }

  @Test("jstat: collections of all kinds, their time, and with -gc the heap in use")
  func jstat() throws {
    let run = try read(JstatImporter.self, "jstat/gc.txt")
    let counts = try series(run, "", .gcCount)
    // 58 young and 1 full collection, then 69 and 80 young ones; 244.5 + 5120 + 6744.5 KiB.
    #expect(counts.clock == .order && counts.values.prefix(3) == [59, 70, 81])
    #expect(try series(run, "", .gcPauseTime).values.prefix(3) == [0.121, 0.128, 0.135])
    #expect(isClose(try series(run, "", .runtimeHeap).values.prefix(1), [12_109 * 1024]))
    let shares = try read(JstatImporter.self, "jstat/gcutil.txt")
    #expect(try series(shares, "", .gcCount).values.prefix(2) == [15, 25])
    #expect(!shares.resources.contains { $0.key.metric == .runtimeHeap })
    let old =
      "  S0     S1     E      O      M     CCS    YGC     YGCT    FGC    FGCT    CGC    CGCT     GCT\n"
      + "  0,00  12,02  20,00  55,01  96,89  83,59     14    0,061     1    0,018     -        -    0,079\n"
    let made = try #require(try ImporterConformance.read(JstatImporter.self, Array(old.utf8), name: "j").first)
    #expect(try series(made, "", .gcCount).values == [15] && series(made, "", .gcPauseTime).values == [0.079])
  }

  @Test("pidstat: the backends of a database are one, and share 2 cores")
  func pidstat() throws {
    let run = try read(SysstatTextImporter.self, "sysstat-text/pidstat.txt")
    let database = try series(run, "postgres", .cpuUtilization, .database)
    let first = (7.77 + 4.98 + 2.59 + 2.79 + 0.60 + 4.58) / 200
    #expect(isClose([database.values[0]], [first]))
  }

  @Test("of iostat, vmstat and top the first report is an average since boot, and is left out with a word")
  func sinceBoot() throws {
    let iostat = try read(SysstatTextImporter.self, "sysstat-text/iostat.txt")
    #expect(
      isClose(try series(iostat, "host", .cpuUtilization, instance: "vm").values.prefix(2), [0.996, 0.997]))
    let vmstat = try read(VmstatImporter.self, "vmstat/timed.txt")
    #expect(isClose(try series(vmstat, "host", .cpuUtilization).values.prefix(2), [1, 1]))
    #expect(try series(vmstat, "host", .cpuUtilization).times.first == 1_795_233_181_000_000_000)
    let wide = try read(VmstatImporter.self, "vmstat/wide.txt")
    #expect(try series(wide, "host", .cpuUtilization).clock == .order)
    let top = try read(TopImporter.self, "top/frames.txt")
    #expect(isClose(try series(top, "host", .cpuUtilization).values, [1]))
    #expect(isClose(try series(top, "host", .memoryUsed).values, [1292.6 * 1_048_576, 1790.1 * 1_048_576]))
    for run in [iostat, vmstat, wide, top] {
      #expect(run.diagnostics.contains { $0.id.rawValue == "since-boot" })
    }
  }

  @Test func sadfAndItsKin() throws {
    let csv = try read(SadfCSVImporter.self, "sadf-csv/u.csv")
    let host = try series(csv, "host", .cpuUtilization, instance: "vm")
    // 2026-11-21 03:44:20 UTC, 100 − 0.50 − 0.00.
    #expect(isClose([host.values[0]], [0.995]) && host.times[0] == 1_795_232_660_000_000_000)
    let json = try read(SysstatJSONImporter.self, "sysstat-json/mpstat.json")
    #expect(isClose([try series(json, "host", .cpuUtilization, instance: "vm").values[0]], [0.995]))
  }

  @Test("free -b is known by its numbers, which are all multiples of 1024")
  func freeInBytes() throws {
    let text = """
                     total        used        free      shared     buffers       cache   available
      Mem:     25276510208  1132257280 16448847872    87183360    75612160  8066834432 24144252928
      Swap:              0           0           0

      """
    let run = try #require(try ImporterConformance.read(FreeImporter.self, Array(text.utf8), name: "free.txt").first)
    #expect(try series(run, "host", .memoryLimit).values == [25_276_510_208])
    #expect(try series(run, "host", .memoryUsed).values == [1_132_257_280])
  }

  @Test("of free -m and free -k nobody can tell the unit")
  func free() throws {
    let run = try read(FreeImporter.self, "free/free_h.txt")
    #expect(try series(run, "host", .memoryLimit).values == [23 * 0x1p30])
    for memory in ["24105  1079  15686  83  7765  23025", "24684092  1105720  16063328  85140  7877936  23578372"] {
      #expect(FreeImporter.sniff(Array("       total  used  free\nMem:  \(memory)\n".utf8)[...]) == .no)
    }
  }

  @Test("twelve hours, and a night that lies between two rows")
  func clocks() throws {
    let text = """
      Linux 6.1.0 (vm) \t11/21/26 \t_x86_64_\t(2 CPU)

      11:59:50 PM     CPU     %user     %nice   %system   %iowait    %steal     %idle
      11:59:55 PM     all     10.00      0.00      0.00      0.00      0.00     90.00
      12:00:00 AM     all     20.00      0.00      0.00      0.00      0.00     80.00

      """
    let run = try #require(
      try ImporterConformance.read(SysstatTextImporter.self, Array(text.utf8), name: "sar.txt").first)
    let host = try series(run, "host", .cpuUtilization, instance: "vm")
    #expect(host.times[1] - host.times[0] == 5_000_000_000 && isClose(host.values, [0.1, 0.2]))
  }
}
