import PerfModel

extension Lexicon {
  /// Words that compare.
  static let comparators: Entries = [
    (
      .comparator(.less),
      "below,less than,lower than,smaller than,fewer than,faster than,quicker than,shorter than,sub,lt,is less than,"
        + "stays below,stay below,stays under,stay under"
    ),
    (.comparingPreposition(.less), "under"),
    (
      .comparator(.atMost),
      "at most,no more than,not more than,up to,no higher than,not above,not exceed,not exceeding,never exceed,"
        + "does not exceed,must not exceed,should not exceed,never exceeds,not over,no longer than,no greater than,"
        + "no slower than,not greater than,less than or equal to,equal to or less than,or less than,lte,limited to,"
        + "capped at,no worse than,not longer than,never above,never over,must never exceed,cannot exceed,"
        + "must not be above,no fewer than or equal to,under or equal to,at or below,at or under"
    ),
    (.comparingPreposition(.atMost), "within"),
    (
      .comparator(.greater),
      "above,more than,greater than,higher than,exceeds,exceed,exceeding,bigger than,larger than,better than,gt,"
        + "in excess of,goes above,rises above,is above,goes over,climbs above,stays above,beyond"
    ),
    (.comparingPreposition(.greater), "over"),
    (
      .comparator(.atLeast),
      "at least,no less than,not less than,no fewer than,not below,never below,no lower than,greater than or equal to,"
        + "more than or equal to,gte,not under,not lower than,not fall below,must not fall below,not drop below,"
        + "must not drop below,never drop below,at or above"
    ),
    (
      .comparator(.less),
      "falls below,drops below,drop below,falls under,drops under,fall below,is below,goes below"
    ),
    (.comparator(.equal), "exactly,equal to"),
    (.orSide(.atMost), "or less,or lower,or fewer,or below,or under,or faster,or quicker,and below,or smaller"),
    (.orSide(.atLeast), "or more,or higher,or above,or greater,or over,and above,and up"),
    (.orSide(nil), "or better"),
    (.between, "between"),
    (.not, "not,never,doesn't,don't,shouldn't,mustn't,cannot,can't,won't"),
    (.none, "zero,no"),
    (.multiple(2), "twice"),
    (.multiple(0.5), "half"),
    (.scaling(2), "double"),
    (.scaling(0.5), "halve"),
  ]
}
