/// The variables of what was judged: objectives, and before and after.
extension ResultsFields {
  /// What a check says of an endpoint, or of the whole run.
  static var judged: [[TemplateField]] {
    [
      TemplateField.text(
        "target", "The bound of its objective that is kept least, as in `p95 ≤ 90 ms`.", else: "none given"),
      TemplateField.text("actual", "What was measured against it.", else: "–"),
      TemplateField.text("targetStatus", "What became of it.", else: "not judged"),
      TemplateField.list("objectives", "All its objectives, broken ones first.", objective),
    ]
  }

  private static var objective: [[TemplateField]] {
    [
      TemplateField.text("endpoint", "The endpoint, or the words that name one."),
      TemplateField.text("measure", "What is measured, as in `p95`."),
      TemplateField.text("load", "The load it is meant for.", else: "any"),
      TemplateField.text("tier", "target, warning, critical or max."),
      TemplateField.text("bound", "The bound with its sign."),
      TemplateField.text("actual", "What was measured.", else: "not measured"),
      TemplateField.text("interval", "The 90 % interval of it.", else: "unknown"),
      TemplateField.text("headroom", "How far it stays on the good side, in percent of the bound.", else: "unknown"),
      TemplateField.text("status", "met, breached, too close to call or unknown, with a sign in front."),
      TemplateField.text("reason", "Why it is unknown, what stands in for what.", else: "–"),
      TemplateField.text("text", "As it is written."),
      TemplateField.text("source", "Where it is written.", else: "not recorded"),
    ]
  }

  static var check: [TemplateField] {
    let unread = [
      TemplateField.text("text", "As it is written."), TemplateField.text("reason", "Why."),
      TemplateField.text("source", "Where it is written.", else: "unknown"),
    ]
    return TemplateField.object(
      "check", "The objectives; unknown without `--slo`.",
      else: [.text("No targets of the run itself were given: which does this service have? "), .code("--slo DOC")],
      [
        TemplateField.text("headline", "Verdict and claim in one sentence."),
        TemplateField.text("status", "green, yellow or red."),
        TemplateField.text("ledger", "Where every target went, in a sentence whose counts add up."),
        TemplateField.list("objectives", "Every objective, broken ones first.", objective),
        TemplateField.list(
          "declared", "What the runs declare themselves beside `--slo`, broken ones first; it does not decide.",
          objective),
        TemplateField.list("notMeasurable", "Targets that no run can answer.", unread),
        TemplateField.list("notUnderstood", "Lines that look like a target and could not be read.", unread),
      ])
  }

  static var comparison: [TemplateField] {
    let row = [
      TemplateField.text("endpoint", "The endpoint, or another name of what is measured."),
      TemplateField.text("measure", "What is measured, as in `p95`."),
      TemplateField.text("before", "The value before.", else: "not measured"),
      TemplateField.text("after", "The value after.", else: "not measured"),
      TemplateField.text("change", "The change in percent, of shares in percentage points.", else: "undefined"),
      TemplateField.text("interval", "The 90 % interval of the change.", else: "unknown"),
      TemplateField.text("verdict", "The verdict, with a sign in front."),
      TemplateField.text("reason", "Why, where the verdict alone does not say.", else: "–"),
    ]
    return TemplateField.object(
      "comparison", "Before and after; unknown without `--before`.",
      else: [.text("Nothing to compare with: what was it before? "), .code("--before RUN")],
      [
        TemplateField.text("headline", "Verdict and claim in one sentence."),
        TemplateField.text("status", "green, yellow or red."),
        TemplateField.text("before", "Label, tool, runs, requests and duration of the side before."),
        TemplateField.text("after", "The same of the side after."),
        TemplateField.text(
          "steadyPart", "Which figures are of the whole run, where compared durations leave out a part of it.",
          else: "all figures are of whole runs"),
        TemplateField.list("changed", "Gated rows that changed, worst first.", row),
        TemplateField.list("unjudged", "Gated rows that could not be judged.", row),
        TemplateField.text("indistinct", "How many gated rows are not distinguishable from noise.", else: "none"),
        TemplateField.list(
          "objectives", "The objectives on both sides.",
          [
            TemplateField.text("change", "newly breached, still breached, newly met, still met, not told."),
            TemplateField.text("endpoint", "The endpoint, or the words that name one."),
            TemplateField.text("measure", "What is measured, as in `p95`."),
            TemplateField.text("bound", "The bound with its sign."),
            TemplateField.text("before", "The value before.", else: "not measured"),
            TemplateField.text("after", "The value after.", else: "not measured"),
            TemplateField.text("status", "What became of it after."),
          ]),
        TemplateField.texts("assumptions", "What was assumed for want of data."),
        TemplateField.text("ledger", "Where every series went, in a sentence whose counts add up."),
      ])
  }
}
