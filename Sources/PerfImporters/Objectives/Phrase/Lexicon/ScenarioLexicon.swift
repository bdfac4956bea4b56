extension Lexicon {
  /// Names of loads. The name that a scenario gets is the meaning's; synonyms share one.
  static let scenarios: Entries = [
    (
      .scenario("normal"),
      "normal load,normal traffic,usual load,usual traffic,typical load,typical traffic,regular load,average load,"
        + "expected load,nominal load,everyday load,normal conditions,normal operation,normal operating conditions,"
        + "expected traffic,average traffic,normal,usual,typical,normal load conditions,regular traffic"
    ),
    (
      .scenario("sustained"),
      "sustained load,sustained traffic,sustained,steady load,steady state,steady traffic,constant load,continuous load"
    ),
    (
      .scenario("peak"),
      "peak load,peak traffic,peak hours,peak hour,peak time,peak times,peak,rush hour,peak conditions,peak usage,"
        + "peak demand"
    ),
    (
      .scenario("spike"),
      "spike load,spike,spikes,spike traffic,burst,bursts,burst load,burst traffic,traffic spikes,traffic spike,load spike"
    ),
    (.scenario("soak"), "soak,soak load,soak test,endurance,endurance test,soak tests"),
    (.scenario("stress"), "stress,stress load,stress test,stress conditions"),
    (.scenario("high"), "high load,heavy load,high traffic,heavy traffic"),
    (.scenario("light"), "light load,low load,light traffic,low traffic"),
    (.scenario("idle"), "idle load,at idle,no load"),
    (.load, "load,traffic,capacity"),
  ]
}
