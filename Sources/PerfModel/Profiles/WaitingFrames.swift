/// Tells stacks that wait for something to do from those that do it.
///
/// A block or goroutine profile of a pool of idle workers grows with the pool and with the time, not with the load: their waiting is
/// no regression. Only places where a program waits for work are listed; waiting for a lock is contention, and stays.
public enum WaitingFrames {
  /// Functions under which a stack waits, as Go, the C library, the JVM, Python and V8 call them.
  static let names: Set<String> = [
    "runtime.gopark", "runtime.chanrecv", "runtime.chanrecv1", "runtime.chanrecv2", "runtime.selectgo",
    "runtime.netpollblock", "runtime.notetsleepg", "runtime.notesleep", "runtime.block", "time.Sleep",
    "internal/poll.runtime_pollWait", "sync.(*Cond).Wait", "os/signal.signal_recv",
    "epoll_wait", "epoll_pwait", "epoll_pwait2", "poll", "ppoll", "select", "pselect", "nanosleep", "clock_nanosleep",
    "sigtimedwait", "do_sys_poll", "ep_poll", "pthread_cond_wait", "pthread_cond_timedwait",
    "java.lang.Object.wait", "java.lang.Thread.sleep", "sun.nio.ch.EPoll.wait", "jdk.internal.misc.Unsafe.park",
    "sun.misc.Unsafe.park", "(idle)",
  ]

  /// Functions that hold the lock or run the code, beneath which a parked goroutine is contention and not idleness.
  static let contention: Set<String> = [
    "sync.(*Mutex).Lock", "sync.(*Mutex).lockSlow", "sync.(*RWMutex).Lock", "sync.(*RWMutex).RLock",
    "internal/sync.(*Mutex).lockSlow", "internal/sync.(*Mutex).Lock", "sync.runtime_SemacquireMutex",
    "internal/sync.runtime_SemacquireMutex", "sync.runtime_SemacquireRWMutex", "sync.runtime_SemacquireRWMutexR",
  ]

  /// How many frames from the leaf are looked at: what waits is called at the end of a stack.
  private static let depth = 4

  /// What is known of every location.
  static func marks(_ profile: Profile) -> Marks {
    // On the processor nobody waits; what is called so there is the work of going to sleep.
    let isOnProcessor = profile.sampleTypes.contains { $0.type == "cpu" }
    let functions = profile.functions.map { function in
      isOnProcessor ? .works : kind(profile.string(function.name))
    }
    var marks = Marks()
    let hasAny = functions.contains { $0 == .waits }
    guard hasAny else { return marks }
    marks.kinds = (0..<profile.locations.count).map { location in
      let kinds = profile.locations.range(location).map { functions[Int(profile.locations.functions[$0])] }
      return kinds.contains(.contends) ? .contends : kinds.contains(.waits) ? .waits : .works
    }
    return marks
  }

  fileprivate enum Kind {
    case works
    case waits
    case contends
  }

  private static func kind(_ name: String) -> Kind {
    if contention.contains(name) { return .contends }
    return names.contains(name) ? .waits : .works
  }

  struct Marks {
    fileprivate var kinds: [Kind] = []

    /// Whether a stack waits, and not for a lock.
    @inline(__always)
    func hold(_ stack: Span<UInt32>, _ range: Range<Int>) -> Bool {
      guard !kinds.isEmpty else { return false }
      var waits = false
      for frame in range.prefix(WaitingFrames.depth) {
        switch kinds[Int(stack[frame])] {
        case .contends: return false
        case .waits: waits = true
        case .works: continue
        }
      }
      return waits
    }
  }
}
