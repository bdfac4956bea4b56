import PerfModel

extension Lexicon {
  /// Names of how bad a miss is, and words that announce an alert.
  static let tiers: Entries = [
    (
      .tier(.target),
      "goal,goals,objective,objectives,slo,slos,sla,targets,acceptance criterion,acceptance criteria,slo target,sla target"
    ),
    (.tier(.warning), "warning,warn,warning threshold,warning level,yellow,amber,warnings,warning alert,warning limit"),
    (.tier(.critical), "critical,critical threshold,critical level,red,severe,critical alert,critical limit,crit"),
    (
      .tier(.max),
      "hard limit,hard limits,upper limit,absolute limit,absolute max,absolute maximum,max limit,hard max,max acceptable,maximum acceptable,limit,ceiling"
    ),
    (
      .alert,
      "alert,alert if,alert when,alert on,alerts,alerts if,alerts when,page if,page when,page on,fires when,fires if,"
        + "fire when,trigger when,trigger if,triggers when,triggers if,warn if,warn when,notify if,notify when,alarm if,"
        + "alarm when,alarm,fail if,fail when,abort if,abort when,alert us when,alert us if,warn us if"
    ),
    (.reference(.target), "target,target value,the target"),
    (
      .reference(.baseline),
      "baseline,the baseline,previous release,the previous release,previous run,the previous run,last release"
    ),
  ]
}
