/// The variables of results templates (docs/templates.md), in the order of the documentation.
enum ResultsFields {
  static let all: [TemplateField] = Array(
    [
      summary, environment, TemplateField.list("runs", "The runs that were measured.", run), load,
      TemplateField.list("endpoints", "Every endpoint with request data, by name.", figures + judged),
      TemplateField.object(
        "wholeRun", "The whole run, over all endpoints.",
        else: [.text("not recorded for the run as a whole: which tool would sum it up?")], figures + judged),
      throughput, errors, checks, resources, check, comparison, ending,
    ].joined())

  private static let notRecorded = "not recorded"

  private static var summary: [TemplateField] {
    let judge: [Inline] = [
      .text("Not judged: which targets does this service have? Judge it with "), .code("--slo DOC"), .text("."),
    ]
    return [
      TemplateField.text("title", "The label that was given, or “Load test results”."),
      TemplateField.text(
        "headline", "Verdict and claim in one sentence: of the check, or of the comparison where that is worse.",
        else: judge),
      TemplateField.text("light", "🟢, 🟡 or 🔴; ⚪ where nothing was judged."),
      TemplateField.text("status", "green, yellow or red.", else: "not judged"),
      TemplateField.texts("summary", "The sentences after the headline, of the check and of the comparison."),
      TemplateField.text(
        "generatedAt", "The time that was given with --generated-at.",
        else: [.text("not given: on which day was this measured? "), .code("--generated-at")]),
    ].flatMap(\.self)
  }

  private static var environment: [TemplateField] {
    TemplateField.object(
      "environment", "What the files know of the circumstances.",
      [
        TemplateField.text("name", "The environment's name.", else: "not recorded: where did it run?"),
        TemplateField.text(
          "version", "The version of the system under test.", else: "not recorded: which version was measured?"),
        TemplateField.text("commit", "The commit that was measured.", else: "not recorded: which commit was measured?"),
        TemplateField.text("hardware", "The machine.", else: "not recorded: on how many cores, with how much memory?"),
        TemplateField.list(
          "facts", "Everything else that the files tell of the circumstances.",
          [TemplateField.text("name", "What it is."), TemplateField.text("value", "What the file says.")]),
      ])
  }

  private static var run: [[TemplateField]] {
    [
      TemplateField.text("label", "How reports call the run."),
      TemplateField.text("tool", "The tool that measured, with its version where it is known."),
      TemplateField.text("format", "The format it was read from."),
      TemplateField.text("startedAt", "When it began.", else: "not recorded"),
      TemplateField.text("duration", "How long it lasted.", else: "not recorded"),
      TemplateField.text("requests", "How many requests it sent.", else: "not recorded"),
      TemplateField.text(
        "command", "The command that recorded it.", else: "not recorded: with which command was it recorded?"),
      TemplateField.list(
        "files", "The files it was read from.",
        [
          TemplateField.text("path", "As it was named."),
          TemplateField.text("sha256", "Its digest in hexadecimal digits.", else: notRecorded),
        ]),
    ]
  }

  private static var load: [TemplateField] {
    TemplateField.object(
      "load", "The load that was put on the system.",
      [
        TemplateField.text(
          "users", "The users that the runs held, or between how many they came and went.",
          else: "not recorded: how many users were there?"),
        TemplateField.text("usersMax", "Users at most.", else: "not recorded: how many users were there at most?"),
        TemplateField.text(
          "offeredRate", "Requests that were offered each second.", else: "not recorded: was the rate fixed?"),
        TemplateField.text(
          "duration", "How long the shortest and the longest run lasted.", else: "not recorded: how long did it last?"),
      ])
  }

  /// Figures of an endpoint, or of the whole run. All times of one row share a unit.
  private static var figures: [[TemplateField]] {
    [
      TemplateField.text("name", "The endpoint."),
      TemplateField.text("requests", "How many requests, over all runs.", else: notRecorded),
      TemplateField.text("rate", "Requests each second.", else: notRecorded),
      TemplateField.text("mean", "The mean duration, with its interval.", else: notRecorded),
      TemplateField.text("median", "The median duration, with its interval.", else: notRecorded),
      TemplateField.text("p90", "The 90th percentile of the duration, with its interval.", else: notRecorded),
      TemplateField.text("p95", "The 95th percentile of the duration, with its interval.", else: notRecorded),
      TemplateField.text("p99", "The 99th percentile of the duration, with its interval.", else: notRecorded),
      TemplateField.text("max", "The longest duration.", else: notRecorded),
      TemplateField.text("errorRatio", "The share of requests that failed, with its interval.", else: notRecorded),
    ]
  }

  private static var throughput: [TemplateField] {
    TemplateField.object(
      "throughput", "What the whole run got through.",
      [
        TemplateField.text(
          "rate", "Requests each second, with the interval.", else: "not recorded: how many requests each second?"),
        TemplateField.text("requests", "Requests over all runs.", else: notRecorded),
        TemplateField.text("iterations", "Iterations over all runs.", else: notRecorded),
        TemplateField.text("iterationRate", "Iterations each second.", else: notRecorded),
        TemplateField.text("dropped", "Iterations that were not started in time.", else: notRecorded),
        TemplateField.text("received", "Bytes received over all runs.", else: notRecorded),
        TemplateField.text("receivedRate", "Bytes received each second.", else: notRecorded),
        TemplateField.text("sent", "Bytes sent over all runs.", else: notRecorded),
        TemplateField.text("sentRate", "Bytes sent each second.", else: notRecorded),
      ])
  }

  private static var errors: [TemplateField] {
    TemplateField.object(
      "errors", "Requests that failed.",
      [
        TemplateField.text(
          "ratio", "Their share of the whole run, with the interval.", else: "not recorded: how many requests failed?"),
        TemplateField.text("failed", "How many failed, over all runs.", else: notRecorded),
        TemplateField.list(
          "endpoints", "The endpoints at which any failed, the largest share first.",
          [
            TemplateField.text("name", "The endpoint."),
            TemplateField.text("ratio", "The share that failed, with its interval."),
            TemplateField.text("failed", "How many failed.", else: notRecorded),
          ]),
      ])
  }

  private static var checks: [TemplateField] {
    TemplateField.list(
      "checks", "The checks of the load test itself.",
      [
        TemplateField.text("name", "The check."),
        TemplateField.text("passRatio", "The share that passed."),
        TemplateField.text("total", "How often it was checked.", else: notRecorded),
      ])
  }

  private static var resources: [TemplateField] {
    TemplateField.list(
      "resources", "Processor, memory, connections, caches: whatever the files hold.",
      [
        TemplateField.text("metric", "The metric."),
        TemplateField.text("subject", "The process, pool or cache that it is of."),
        TemplateField.text("value", "The value."),
        TemplateField.text("peak", "The largest value.", else: notRecorded),
      ])
  }

  private static var ending: [TemplateField] {
    [
      TemplateField.texts("bottlenecks", "What got slow or failed, each with the question that is open."),
      TemplateField.texts("nextSteps", "What would settle what is open."),
      TemplateField.texts("missing", "What the files lack."),
      TemplateField.list(
        "recording", "How to record more, of each format that was read.",
        [
          TemplateField.text("tool", "The tool."),
          TemplateField.text("lacks", "What the format cannot tell.", else: "nothing"),
          TemplateField.text("command", "The command that records most."),
        ]),
      dataQuality,
    ].flatMap(\.self)
  }

  /// Shared by all kinds of templates.
  static var dataQuality: [TemplateField] {
    TemplateField.list(
      "dataQuality", "What was noticed in the inputs.",
      [
        TemplateField.text("severity", "note, warning or error."),
        TemplateField.text("place", "The file and the line.", else: "–"),
        TemplateField.text("message", "What is wrong."), TemplateField.text("id", "The finding's stable name."),
        TemplateField.text("hint", "What to do.", else: "–"),
      ])
  }
}
