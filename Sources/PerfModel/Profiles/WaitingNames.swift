/// The functions that tell whether a stack waits for something to do, as Go, the C library, the JVM, Python and V8 call them.
enum WaitingNames {
  /// - Parameters:
  ///   - name: with dots or slashes, with the place of py-spy (`select (selectors.py:415)`) or the library of perf behind it or without.
  ///   - file: where it is known.
  static func kind(_ name: String, file: String) -> WaitingFrames.Kind {
    var bare = name[...]
    if bare.last == ")", let open = bare.firstRange(of: " ("), open.lowerBound > bare.startIndex {
      bare = bare[..<open.lowerBound]
    }
    // Python's are told by their file too: any program has a function `wait`.
    if file.hasSuffix(".py") { return pythonKind(bare, file) }
    if name.hasPrefix("net/http/pprof.") { return .observes }
    // async-profiler writes `java/lang/Object.wait`.
    if ["java", "javax", "jakarta", "jdk", "sun", "com"].contains(bare.prefix { $0 != "/" }) {
      bare = Substring(bare.map { $0 == "/" ? "." : String($0) }.joined())
    }
    if contention.contains(bare) { return .contends }
    if waits.contains(bare) { return .waits }
    return requests.contains(bare) || bare.hasSuffix(".ServeHTTP") ? .serves : .works
  }

  /// Functions under which a stack waits.
  private static let waits: Set<Substring> = [
    "runtime.gopark", "runtime.chanrecv", "runtime.chanrecv1", "runtime.chanrecv2", "runtime.selectgo",
    "runtime.netpollblock", "runtime.notetsleepg", "runtime.notesleep", "runtime.block", "time.Sleep",
    "internal/poll.runtime_pollWait", "sync.(*Cond).Wait", "os/signal.signal_recv",
    "epoll_wait", "epoll_pwait", "epoll_pwait2", "poll", "ppoll", "select", "pselect", "nanosleep", "clock_nanosleep",
    "sigtimedwait", "do_sys_poll", "ep_poll", "pthread_cond_wait", "pthread_cond_timedwait",
    "java.lang.Object.wait", "java.lang.Thread.sleep", "sun.nio.ch.EPoll.wait", "jdk.internal.misc.Unsafe.park",
    "sun.misc.Unsafe.park", "(idle)",
  ]

  /// Functions that take a lock, or a connection out of a pool: beneath them a parked goroutine is contention and not idleness. Who sends
  /// has something and finds no taker, which is a queue, or a leak.
  private static let contention: Set<Substring> = [
    "sync.(*Mutex).Lock", "sync.(*Mutex).lockSlow", "sync.(*RWMutex).Lock", "sync.(*RWMutex).RLock",
    "internal/sync.(*Mutex).lockSlow", "internal/sync.(*Mutex).Lock", "sync.runtime_SemacquireMutex",
    "internal/sync.runtime_SemacquireMutex", "sync.runtime_SemacquireRWMutex", "sync.runtime_SemacquireRWMutexR",
    "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire",
    "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquireQueued",
    "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquireShared", "runtime.chansend", "runtime.chansend1",
    "database/sql.(*DB).conn",
    "golang.org/x/sync/semaphore.(*Weighted).Acquire",
  ]

  /// Functions that answer a request, beside all that are called `ServeHTTP`, and those that ask another service or a database.
  private static let requests: Set<Substring> = [
    "google.golang.org/grpc.(*Server).handleStream", "google.golang.org/grpc.(*ClientConn).Invoke",
    "net/http.(*Client).do", "net/http.(*Transport).roundTrip",
    "database/sql.(*DB).QueryContext", "database/sql.(*DB).ExecContext", "database/sql.(*Tx).QueryContext",
    "database/sql.(*Tx).ExecContext", "database/sql.(*Stmt).QueryContext", "database/sql.(*Stmt).ExecContext",
    "javax.servlet.http.HttpServlet.service", "jakarta.servlet.http.HttpServlet.service",
    "com.sun.net.httpserver.Filter$Chain.doFilter", "com.zaxxer.hikari.pool.HikariPool.getConnection",
  ]

  /// A method of Python without its class, where it waits for work if nothing is called from it, and the end of its file's path.
  private static let pythonWaits: [(method: Substring, file: String)] = [
    ("select", "selectors.py"), ("wait", "threading.py"), ("accept", "socket.py"), ("readinto", "socket.py"),
    ("_worker", "concurrent/futures/thread.py"), ("wait", "multiprocessing/connection.py"),
  ]

  /// The same of methods that answer a request or ask for it; of servers that keep a connection, those behind the reading of the request.
  private static let pythonRequests: [(method: Substring, file: String)] = [
    ("run", "wsgiref/handlers.py"), ("run_wsgi", "werkzeug/serving.py"), ("wsgi_app", "flask/app.py"),
    ("get_response", "django/core/handlers/base.py"), ("handle_request", "gunicorn/workers/sync.py"),
    ("handle_request", "gunicorn/workers/gthread.py"), ("getresponse", "http/client.py"),
    ("_do_get", "sqlalchemy/pool/impl.py"),
  ]

  private static func pythonKind(_ name: Substring, _ file: String) -> WaitingFrames.Kind {
    let method = name.split(separator: ".").last ?? name
    func isAmong(_ places: [(method: Substring, file: String)]) -> Bool {
      places.contains { $0.method == method && (file == $0.file || file.hasSuffix("/" + $0.file)) }
    }
    // BaseHTTPRequestHandler calls them by the method of the request.
    let isHandler = ["do_GET", "do_POST", "do_PUT", "do_PATCH", "do_DELETE"].contains(method)
    if isHandler || isAmong(pythonRequests) { return .serves }
    return isAmong(pythonWaits) ? .waitsAsLeaf : .works
  }
}
