import PerfModel
import Testing

struct NanosecondTimeTests {
  @Test(arguments: [
    (1_795_231_418_389_966_967, "2026-11-21T03:23:38.389966967Z"), (0, "1970-01-01T00:00:00.000000000Z"),
    (-1, "1969-12-31T23:59:59.999999999Z"), (Int64.max, "2262-04-11T23:47:16.854775807Z"),
    (Int64.min, "1677-09-21T00:12:43.145224192Z"),
  ])
  func timesAreWrittenAndRead(_ time: Int64, _ text: String) {
    #expect(NanosecondTime.rfc3339(time) == text)
    #expect(NanosecondTime.time(rfc3339: text) == time)
  }

  @Test(arguments: ["", "2026-11-21T03:23:38Z", "2026-11-21T03:23:38.38996696+Z", "9999-11-21T03:23:38.389966967Z"])
  func otherTextsAreNoTimes(_ text: String) { #expect(NanosecondTime.time(rfc3339: text) == nil) }
}
