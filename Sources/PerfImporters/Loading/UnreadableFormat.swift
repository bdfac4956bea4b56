import PerfFormats
import PerfModel

/// A format that is known by its first bytes and cannot be read, with the way to one that can.
struct UnreadableFormat {
  let title: String
  /// The end of the sentence that begins with the title.
  var reason = "which cannot be read"
  let hint: String
  let recognises: @Sendable (ArraySlice<UInt8>) -> Bool

  static let all: [UnreadableFormat] = binaries + psql

  private static let binaries: [UnreadableFormat] = [
    UnreadableFormat(
      title: "a Go execution trace",
      hint: "make a profile of it: go tool trace -pprof=sync trace.out > sync.pb.gz (or net, syscall, sched)"
    ) { prefix in
      // `go 1.26 trace` and three zeros, in 16 bytes.
      let head = String(decoding: prefix.prefix(16), as: UTF8.self)
      return head.hasPrefix("go 1.") && head.contains(" trace\u{0}")
    },
    UnreadableFormat(
      title: "a recording of Java Flight Recorder",
      hint:
        "make folded stacks of it: java -cp converter.jar jfr2flame --collapsed recording.jfr stacks.folded (async-profiler)"
    ) { $0.starts(with: [0x46, 0x4C, 0x52, 0x00]) },
    UnreadableFormat(
      title: "what jfr printed of a recording of Java Flight Recorder",
      hint:
        "make folded stacks of the recording: java -cp converter.jar jfr2flame --collapsed recording.jfr stacks.folded (async-profiler)"
    ) { prefix in
      // `{"recording": {"events": [{"type": "jdk.CPULoad"`, `<recording …><event type="jdk.CPULoad">` or `jdk.CPULoad {`; on one line or
      // on many, and as PowerShell redirects it: UTF-16.
      let head = String(decoding: prefix.prefix(800).filter { (0x21...0x7E).contains($0) }, as: UTF8.self)
      return head.hasPrefix("{\"recording\":{") || head.contains("<recording") && head.contains("<event")
        || head.hasPrefix("jdk.") && head.contains("{startTime=")
    },
    UnreadableFormat(
      title: "a file of vegeta's binary results", reason: "which only vegeta reads",
      hint: "vegeta encode < results.bin > results.json"
    ) { prefix in
      // Go's gob describes its types first: the length of a type's name and the name, and the first field of the struct.
      let head = Array(prefix.prefix(64))
      let marks = [[0x06] + Array("Result".utf8), [0x06] + Array("Attack".utf8)]
      return marks.allSatisfy { mark in head.indices.contains { head[$0...].starts(with: mark) } }
    },
    UnreadableFormat(
      title: "the output of free without a unit",
      hint: "its numbers may be KiB or MiB: record it with free -h or free -b, or with sar -r"
    ) { prefix in
      let words = String(decoding: prefix.prefix(200), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      return words.starts(with: ["total", "used", "free"])
    },
    UnreadableFormat(
      title: "a server-wide statistics view of PostgreSQL (pg_stat_bgwriter, pg_stat_checkpointer, pg_stat_wal)",
      reason: "of which nothing is used",
      hint:
        "what is used of PostgreSQL: pg_stat_statements, pg_stat_activity, pg_stat_database, pg_stat_user_tables and _indexes, EXPLAIN"
    ) { prefix in
      let names = Set(PSQLTable.columns(of: prefix) ?? [])
      return [["buffers_clean", "maxwritten_clean"], ["wal_records", "wal_fpi"], ["num_timed", "num_requested"]]
        .contains { names.isSuperset(of: $0) }
    },
    UnreadableFormat(
      title: "the output of sadf -p",
      hint:
        "it has a line for each number; record tables: sadf -d FILE -- -u -r > sadf.csv, or sadf -j FILE -- -u -r > sadf.json"
    ) { prefix in
      // `host  1  2026-11-21 03:32:13 UTC  all  %user  1.64`, with tabs; without the zone where times are local.
      var lines = PrefixLines(prefix)
      let fields = lines.next()?.split(separator: "\t", omittingEmptySubsequences: false) ?? []
      return fields.count == 6 && Int(fields[1]) != nil && Timestamp(rfc3339: String(fields[2].prefix(19))) != nil
        && Double(fields[5]) != nil
    },
    UnreadableFormat(
      title: "the binary file of sar",
      hint:
        "make text of it: sadf -d FILE -- -u -r -d -n DEV > sadf.csv, or sadf -j FILE -- -u -r -d -n DEV > sadf.json"
    ) { prefix in
      // The magic numbers of sysstat and of its daily data, in either order of bytes (sysstat, sa.h: 0xd596, 0x2175).
      let head = Array(prefix.prefix(4))
      return head == [0x96, 0xD5, 0x75, 0x21] || head == [0xD5, 0x96, 0x21, 0x75]
    },
    UnreadableFormat(
      title: "the binary simulation.log of Gatling 3.12 or newer",
      hint:
        "let Gatling make its report of it: mvn gatling:test -Dgatling.reportsOnly=FOLDER; js/assertions.xml in it can be read"
    ) { prefix in
      // A head of type 0, then the length of the version and the version: 00 00 00 00 06 "3.12.1".
      let bytes = Array(prefix.prefix(16))
      guard bytes.count == 16, bytes[...3] == [0, 0, 0, 0], (5...12).contains(bytes[4]) else { return false }
      let version = bytes[5..<5 + min(Int(bytes[4]), 11)]
      return version.allSatisfy { (0x30...0x39).contains($0) || [0x2E, 0x2D, 0x4D].contains($0) }
    },
  ]
}
