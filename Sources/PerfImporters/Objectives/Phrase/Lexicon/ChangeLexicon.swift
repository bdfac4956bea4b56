extension Lexicon {
  /// Words of a goal that compares an after with a before. Past tenses tell of a change that was made: `narrative`.
  static let changes: Entries = [
    (
      .change(.decrease),
      "reduction,decrease,drop,reduce,lower,cut,fewer,less,decline,shrink,decreases,drops,falls,fall,declines"
    ),
    (.change(.increase), "increase,rise,growth,raise,more,higher,gain,increases,rises,grow,grows,boost"),
    (.change(.improve), "improvement,improve,better,improvements,improves"),
    (
      .change(.worsen),
      "regression,regressions,regress,regresses,degradation,degrade,degrades,worse,worsen,worsens,deterioration,slower,"
        + "slowdown"
    ),
    (.change(.faster), "faster,speedup,speed up,quicker"),
  ]
}
