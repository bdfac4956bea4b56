/// How much of a comparison a report holds; the steps by which it shrinks to a size, in this order.
enum ReportDetail: Hashable {
  /// Everything but the exploratory rows beyond a count.
  case full(exploratory: Int)
  /// Without the rows that are not distinguishable; their count stays.
  case changed(exploratory: Int)
  /// The headline and the worst so many newly failing tests and changed rows.
  case worst(Int)
  /// The headline and its sentences.
  case headline
}
