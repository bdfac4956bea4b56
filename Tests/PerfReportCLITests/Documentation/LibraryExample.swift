import PerfAnalysis
import PerfImporters
import PerfModel
import PerfReporters

/// Compares two results, writes the gated rows that got worse, and says whether a gate should let the change through.
func isAcceptable(before: String, after: String) throws -> Bool {
  let loader = RunLoader()
  let old = try loader.load([InputSpec(argument: before)])
  let new = try loader.load([InputSpec(argument: after)])
  var policy = ComparisonPolicy()
  policy.margins.center = 0.03
  let assessment = Comparer(policy: policy).compare(
    ComparedSide(label: "before", runs: old.runs), ComparedSide(label: "after", runs: new.runs))
  for row in assessment.comparisons where row.isGated && [.regressed, .likelyWorse].contains(row.verdict) {
    print(row.key.endpoint ?? "whole run", row.statistic.name, row.verdict)
  }
  print(ComparisonReport.markdown(assessment))
  return assessment.judgement == .good
}
