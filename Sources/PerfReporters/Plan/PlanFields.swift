/// The variables of templates of capacity plans (docs/templates.md), in the order of the documentation.
enum PlanFields {
  static let all: [TemplateField] = Array(
    [
      summary, objective, TemplateField.list("runs", "The runs that the levels come from.", run),
      TemplateField.texts("evidence", "Files with series of resources."), changes,
      TemplateField.list("lines", "Every line of the plan.", line),
      TemplateField.list("determined", "The lines that have a value.", line), refused,
      TemplateField.text(
        "users", "How the users of tiers are taken to behave.",
        else: [.text("How long do users think between two requests? Tell with "), .code("thinkTime"), .text(".")]),
      tiers, levels, bottleneck,
      TemplateField.texts("soak", "What the soak test says of each series."), qualifications, nextTest,
      ResultsFields.dataQuality,
    ].joined())

  private static let notKnown = "not known"

  private static var summary: [TemplateField] {
    [
      TemplateField.text("title", "The label that was given, or “Capacity plan”."),
      TemplateField.text("headline", "What can be planned with, in one sentence."),
      TemplateField.text("light", "🟢 for a capacity that is enclosed, 🟡 for a lower bound or none, 🔴 without a plan."),
      TemplateField.texts("decision", "Three sentences: what can be promised, sizes, what limits it and what to do."),
      TemplateField.text(
        "generatedAt", "The time that was given with --generated-at.",
        else: [.text("not given: on which day was this measured? "), .code("--generated-at")]),
    ].flatMap(\.self)
  }

  private static var objective: [TemplateField] {
    TemplateField.object(
      "objective", "What levels are held against.",
      else: [.text("none was given: what is too slow? "), .code("--slo 'p95 < 200 ms'")],
      [
        TemplateField.text("goal", "The bounds, as in `p95 ≤ 200 ms, errors ≤ 1 %`."),
        TemplateField.text("source", "Where they are written.", else: "not recorded"),
        TemplateField.texts("notes", "How they were chosen, where there was a choice."),
      ])
  }

  private static var run: [[TemplateField]] {
    [
      TemplateField.text("label", "How reports call the run."),
      TemplateField.text("tool", "The tool that measured, with its version where it is known."),
      TemplateField.text("startedAt", "When it began.", else: "not recorded"),
      TemplateField.text("duration", "How long it lasted.", else: "not recorded"),
      TemplateField.text("requests", "How many requests it sent.", else: "not recorded"),
      TemplateField.list("files", "The files it was read from.", [TemplateField.text("path", "As it was named.")]),
    ]
  }

  private static var changes: [TemplateField] {
    TemplateField.object(
      "since", "What has moved since an earlier plan; unknown without `--before`.",
      else: [.text("There is no earlier plan to compare with: "), .code("--before plan.json")],
      [
        TemplateField.text("plan", "The file of the earlier plan."),
        TemplateField.text("sentence", "What matters most, in one sentence."),
        TemplateField.list(
          "changes", "Each line that says something else now.",
          [
            TemplateField.text("title", "The line."), TemplateField.text("before", "What it said."),
            TemplateField.text("after", "What it says."),
            TemplateField.text("change", "The change in percent, where both are numbers.", else: "–"),
          ]),
      ])
  }

  private static var line: [[TemplateField]] {
    [
      TemplateField.text("id", "Its stable name, for `--explain`."),
      TemplateField.text("title", "What it is about."),
      TemplateField.text("value", "The number with its unit, `≥` before a lower bound.", else: "not determined"),
      TemplateField.text("interval", "Where the value lies.", else: "–"),
      TemplateField.text("grade", "A to D."),
      TemplateField.text("meaning", "What the grade stands for."),
      TemplateField.text("source", "The runs and the seconds it comes from.", else: "–"),
      TemplateField.text("assumptions", "What has to hold for it to hold.", else: "–"),
      TemplateField.text("remark", "What encloses it, and why it is no more than it is.", else: "–"),
      TemplateField.text("formula", "How it is computed.", else: "–"),
    ]
  }

  private static var refused: [TemplateField] {
    TemplateField.list(
      "refused", "The lines that were not determined, those of one reason together.",
      [
        TemplateField.text("lines", "Their titles."), TemplateField.text("reason", "Why."),
        TemplateField.text("next", "What to run or to give.", else: "nothing would"),
      ])
  }

  private static var tiers: [TemplateField] {
    TemplateField.list(
      "tiers", "The sizes to plan for.",
      [
        TemplateField.text("name", "The tier."), TemplateField.text("load", "Its users, or its rate."),
        TemplateField.text("rate", "Requests per second at its peak.", else: "not known: how long do users think?"),
        TemplateField.text("instances", "Instances that it needs.", else: "not determined"),
        TemplateField.text("reach", "How far that lies beyond what was tested.", else: notKnown),
        TemplateField.text("remark", "What stands in the way.", else: "–"),
      ])
  }

  private static var levels: [TemplateField] {
    [
      TemplateField.text("quantile", "The quantile that levels are shown with: that of the objective, or p95."),
      TemplateField.list(
        "levels", "The levels that the lines rest on, by load. The bars draw the curve of goodput and latency.",
        [
          TemplateField.text("load", "What was asked of the system."),
          TemplateField.text("goodput", "Successful answers per second.", else: notKnown),
          TemplateField.text("goodputBar", "The same as a bar from 0 to the best.", else: "–"),
          TemplateField.text("latency", "The quantile, with its 95 % interval.", else: notKnown),
          TemplateField.text("latencyBar", "The same as a bar from 0 to the slowest.", else: "–"),
          TemplateField.text("mean", "The mean latency.", else: notKnown),
          TemplateField.text("errors", "The share of failed answers.", else: notKnown),
          TemplateField.text("inFlight", "Requests in flight, by Little's law.", else: notKnown),
          TemplateField.text("requests", "How many there were.", else: notKnown),
          TemplateField.text("duration", "How long it was held.", else: notKnown),
          TemplateField.text("verdict", "Whether it keeps the objective.", else: "not judged"),
          TemplateField.text("because", "What decided that.", else: "–"),
          TemplateField.text("source", "The run and its seconds."),
        ]),
    ].flatMap(\.self)
  }

  private static var bottleneck: [TemplateField] {
    [
      TemplateField.text("bottleneck", "What limits, and how sure that is.", else: "not determined"),
      TemplateField.text("strategy", "What helps.", else: "not determined"),
      TemplateField.list(
        "resources", "Every resource that was measured.",
        [
          TemplateField.text("name", "The resource."),
          TemplateField.text("peak", "Its highest use.", else: notKnown),
          TemplateField.text("fullAt", "The rate at which it is full.", else: notKnown),
          TemplateField.text("evidence", "What speaks for it as the limit.", else: "not saturated"),
        ]),
      TemplateField.text("ceiling", "What all instances share, and the rate it is good for.", else: "not measured"),
    ].flatMap(\.self)
  }

  private static var qualifications: [TemplateField] {
    [
      TemplateField.list(
        "findings", "What qualifies or refuses lines.",
        [TemplateField.text("sentence", "What was found."), TemplateField.text("code", "Its stable name.")]),
      TemplateField.list(
        "assumptions", "What was assumed.",
        [TemplateField.text("text", "The assumption."), TemplateField.text("lines", "The lines that rest on it.")]),
    ].flatMap(\.self)
  }

  private static var nextTest: [TemplateField] {
    TemplateField.object(
      "nextTest", "The run that would say what this one did not.",
      [
        TemplateField.text("steps", "Its steps."), TemplateField.texts("sampling", "What to sample meanwhile."),
      ])
  }
}
