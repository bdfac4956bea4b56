import PerfDiagnostics
import PerfModel
import Testing

struct ProfileModelTests {
  private static let cpu = [ProfileValueType("samples", "count"), ProfileValueType("cpu", "nanoseconds")]

  /// A profile of stacks written root first: `["a;b;c": 3]`.
  private static func profile(_ stacks: [(String, Int64)]) throws -> Profile {
    var builder = ProfileBuilder([ProfileValueType("samples", "count")])
    for (stack, count) in stacks {
      let frames = stack.split(separator: ";").map { builder.location(function: builder.function(String($0))) }
      builder.add(frames.reversed(), [count])
    }
    return try builder.finish(file: "test")
  }

  @Test("a recursion is counted once; flat goes to the leaf")
  func recursion() throws {
    let totals = try ProfileTotals(Self.profile([("a;b;a;b", 2), ("a;c", 5)]), file: "test")
    let entries = Dictionary(uniqueKeysWithValues: totals.entries.map { ($0.name, [$0.flat[0], $0.cumulative[0]]) })
    #expect(entries == ["a": [0, 7], "b": [2, 2], "c": [5, 5]] && totals.totals == [7])
  }

  @Test func sumsBeyond64BitsAreRefused() throws {
    let profile = try Self.profile([("a", .max), ("b", 1)])
    let error = #expect(throws: Diagnostic.self) { try ProfileTotals(profile, file: "test") }
    #expect(error?.id == .profileOverflow)
  }

  @Test("every index is looked at before there is a profile", arguments: 0..<5)
  func contradictions(flaw: Int) throws {
    var builder = ProfileBuilder(Self.cpu)
    builder.add([builder.location(function: builder.function("f"))], [1, 10])
    switch flaw {
    case 0: builder.parts.samples.stack[0] = 7
    case 1: builder.parts.samples.values.removeLast()
    case 2: builder.parts.functions[0].name = 9
    case 3: builder.parts.locations.counts[0] = 4
    default: builder.parts.samples.ends[0] = 2
    }
    let parts = builder.parts
    let error = #expect(throws: Diagnostic.self) { try parts.checked(file: "test") }
    #expect(error?.id == .profileMalformed)
  }

  @Test(
    "packages",
    arguments: [
      ("encoding/json.(*encodeState).string", "encoding/json"), ("runtime.memmove", "runtime"),
      ("gopkg.in/yaml%2ev3.Unmarshal", "gopkg.in/yaml%2ev3"), ("main.Sum[go.shape.int]", "main"),
      ("com.example.shop.Cart.sum", "com.example.shop"), ("std::vector<int>::push_back", "std"),
      ("alloc::vec::Vec::push", "alloc::vec::Vec"), ("memcpy", ""), ("[libc.so.6]", "[libc.so.6]"),
      ("finish_task_switch.isra.0", ""), ("work.part.0.cold", ""), ("shop.Cart.sum.constprop.0", "shop"),
      ("com.example.shop.Cart$$Lambda$14/0x0000000800c03000.run", "com.example.shop"),
      ("com.x.A$$Lambda$14/0x0000000800c03000", "com.x"),
    ])
  func packages(name: String, package: String) { #expect(PackageName.of(name) == package) }

  @Test("stacks by what they go through")
  func filters() throws {
    let profile = try Self.profile([("main;json.decode;alloc", 2), ("main;http.serve", 5), ("main;json.encode", 1)])
    func total(_ focus: String?, _ ignore: String?) throws -> Int64 {
      let filter = StackFilter(
        focus: focus.flatMap { NamePattern($0) }.map { [$0] } ?? [],
        ignore: ignore.flatMap { NamePattern($0) }.map { [$0] } ?? [])
      return try ProfileTotals(filter.apply(to: profile), file: "test").totals[0]
    }
    #expect(try total("^json\\.", nil) == 3)
    #expect(try total("json", "alloc") == 1)
    #expect(try total(nil, "main") == 0)
  }

  @Test("waiting for work is told from waiting for a lock")
  func waiting() throws {
    let profile = try Self.profile([
      ("main.worker;runtime.chanrecv2;runtime.gopark", 7),
      ("main.serve;sync.(*Mutex).Lock;runtime.gopark", 5), ("main.serve;main.work", 1),
    ])
    let totals = try ProfileTotals(profile, file: "test")
    #expect(totals.waiting == [7])
    #expect(totals.entries.first { $0.name == "runtime.gopark" }.map { [$0.cumulative[0], $0.waiting[0]] } == [12, 7])
  }

  @Test(
    "idle is who waits for work, not who waits under a request",
    arguments: [
      // Reading the next request of a connection, and waiting for any connection.
      (
        "net/http.(*conn).serve;net/http.(*conn).readRequest;internal/poll.(*FD).Read;internal/poll.runtime_pollWait",
        true
      ),
      ("net/http.(*Server).Serve;internal/poll.(*FD).Accept;internal/poll.runtime_pollWait;runtime.gopark", true),
      // The pool's wait, the database's answer, and a handler's channel.
      ("net/http.HandlerFunc.ServeHTTP;main.query;database/sql.(*DB).conn;runtime.selectgo", false),
      ("main.worker;main.query;database/sql.(*DB).conn;runtime.selectgo", false),
      ("main.job;database/sql.(*DB).QueryContext;internal/poll.(*FD).Read;internal/poll.runtime_pollWait", false),
      ("net/http.serverHandler.ServeHTTP;main.page;runtime.chanrecv1", false),
      // A leak: nobody takes what it sends.
      ("main.sendNotification;runtime.chansend1;runtime.chansend;runtime.gopark", false),
      // The profiler's own request waits for the time that it was asked for.
      ("net/http.HandlerFunc.ServeHTTP;net/http/pprof.Profile;net/http/pprof.sleep;runtime.selectgo", true),
      ("java/lang/Thread.run;java/util/concurrent/ThreadPoolExecutor.getTask;jdk/internal/misc/Unsafe.park", true),
      ("Job.run;java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire;jdk.internal.misc.Unsafe.park", false),
      ("javax/servlet/http/HttpServlet.service;com/x/Pool.take;jdk/internal/misc/Unsafe.park", false),
      ("start_thread;epoll_wait (/lib/x86_64-linux-gnu/libc.so.6)", true),
    ])
  func idle(stack: String, isIdle: Bool) throws {
    #expect(try ProfileTotals(Self.profile([(stack, 3)]), file: "test").waiting == [isIdle ? 3 : 0])
  }

  @Test(
    "Python's waits are told by their files",
    arguments: [
      ("serve_forever (socketserver.py:233);_PollLikeSelector.select (selectors.py:415)", true),
      ("_run_once (asyncio/base_events.py:1871);select (selectors.py)", true),
      ("Event.wait (threading.py:629);Condition.wait (threading.py:327)", true),
      ("WSGIRequestHandler.handle (wsgiref/simple_server.py:118);SocketIO.readinto (socket.py:706)", true),
      // At work after accepting; another program's select; a pool under a request.
      ("socket.accept (socket.py:295);socket.__init__ (socket.py:232)", false),
      ("main (app.py:3);select (query.py:20)", false),
      ("wsgi_app (flask/app.py:20);Queue.get (queue.py:171);Condition.wait (threading.py:320)", false),
    ])
  func idlePython(stack: String, isIdle: Bool) throws {
    var builder = ProfileBuilder([ProfileValueType("samples", "count")])
    let frames = stack.split(separator: ";").map { frame in
      let file = frame.split(separator: "(").last?.prefix { $0 != ":" && $0 != ")" } ?? ""
      return builder.location(function: builder.function(String(frame), file: String(file)))
    }
    builder.add(frames.reversed(), [3])
    #expect(try ProfileTotals(builder.finish(file: "test"), file: "test").waiting == [isIdle ? 3 : 0])
  }

  @Test("what lies beneath an uninteresting frame goes, but not the first frames")
  func pruning() throws {
    var builder = ProfileBuilder([ProfileValueType("samples", "count")])
    for stack in ["main;malloc;tc_grow", "malloc;tc_grow", "main;work"] {
      let frames = stack.split(separator: ";").map { builder.location(function: builder.function(String($0))) }
      builder.add(frames.reversed(), [1])
    }
    let drop = try #require(NamePattern("malloc|free", isWhole: true))
    builder.parts.prune(drop, keeping: nil)
    let totals = try ProfileTotals(builder.finish(file: "test"), file: "test")
    let flat = totals.entries.filter { $0.flat[0] != 0 }.map { "\($0.name) \($0.flat[0])" }.sorted()
    #expect(flat == ["main 1", "tc_grow 1", "work 1"])
  }
}

struct NamePatternTests {
  @Test(
    "patterns that are found",
    arguments: [
      ("json", "encoding/json.Marshal"), ("^main\\.", "main.worker"), ("a|b", "xbx"), ("x.z", "xyz"),
      ("a{2,3}$", "baaa"), ("(ab)+c", "ababc"), ("[a-c_]+\\d", "zz_c7"), ("[^a]b", "cb"), ("(?i)HTTP", "net/http"),
      ("\\bGet\\b", "x.Get()"), ("operator new(\\[\\])?", "operator new[]"), ("", "anything"), ("a*", "bbb"),
      ("colou?r", "color"), ("é", "café"),
    ])
  func matches(pattern: String, name: String) throws {
    #expect(try #require(NamePattern(pattern)).matches(name))
  }

  @Test(
    "patterns that are not found",
    arguments: [
      ("^json", "encoding/json"), ("a{2}b", "ab"), ("[^a]b", "ab"), ("x$", "xy"), ("HTTP", "http"), (".", ""),
    ])
  func misses(pattern: String, name: String) throws {
    #expect(!(try #require(NamePattern(pattern)).matches(name)))
  }

  @Test("what is no pattern", arguments: ["(", "a)", "[a", "*a", "a\\", "(?<x>a)", "\\q", "a{9999}{9999}", "[b-a]"])
  func refuses(pattern: String) { #expect(NamePattern(pattern) == nil) }

  @Test("no pattern runs away: backtracking would take 2^40 steps here")
  func isLinear() throws {
    let pattern = try #require(NamePattern("^(a|a)*(a|a)*(a+)+$"))
    #expect(!pattern.matches(String(repeating: "a", count: 2000) + "b"))
  }

  @Test func wholeNames() throws {
    let pattern = try #require(NamePattern("malloc|free", isWhole: true))
    #expect(pattern.matches("free") && !pattern.matches("freed") && !pattern.matches("mallocs"))
  }
}
