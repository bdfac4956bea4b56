import PerfDiagnostics
import Testing

@testable import PerfReporters

@Suite struct ResultsTemplateTests {
  /// The place is marked with ⌖ in front of the tag that is wrong.
  @Test(arguments: [
    ("a\n  ⌖{{headlin}}", "'headlin' is no variable", "did you mean 'headline'?"),
    ("⌖{{#endpoint}}{{/endpoint}}", "'endpoint' is no variable", "did you mean 'endpoints'?"),
    ("{{#endpoints}}\n| ⌖{{p59}} |{{/endpoints}}", "'p59' is no variable", "did you mean 'p95'?"),
    ("é ⌖{{load.user}}", "'user' is no variable of 'load'", "did you mean 'users'?"),
    ("⌖{{endpoints.name}}", "'name' is no variable of 'endpoints'", "'perfreport schema template-context' lists"),
    ("⌖{{zzzzzzzz}}", "'zzzzzzzz' is no variable", "'perfreport schema template-context' lists the variables"),
    ("⌖{{p95}}", "'p95' is no variable", "'perfreport"),
    ("⌖{{runs}}", "'runs' is no text (list)", "open it as a section: {{#runs}} … {{/runs}}"),
    ("⌖{{hasRuns}}", "'hasRuns' is no text (yes or no)", "open it as a section"),
    ("⌖{{check}}", "'check' is no text (object)", "open it as a section"),
    ("⌖{{.}}", "'.' is no text here", "it is the text of the section around it"),
    ("{{#runs}}⌖{{.}}{{/runs}}", "'.' is no text here", ""),
    ("{{#runs}}⌖{{#runs}}{{/runs}}{{/runs}}", "the list 'runs' is open already", ""),
    ("x ⌖{{#runs}}\n{{label}}", "the section 'runs' is never closed", "close it with {{/runs}}"),
    ("⌖{{/runs}}", "no section is open that 'runs' could close", ""),
    (
      "{{#runs}}\n{{#files}}⌖{{/runs}}", "'runs' closes the section 'files' of line 2",
      "sections close in the opposite order, here with {{/files}}"
    ),
    ("⌖{{title", "the tag is never closed", "it ends with '}}'"),
    ("⌖{{{title}}", "the tag is never closed", "it ends with '}}}'"),
    ("⌖{{}}", "the tag has no name", ""), ("⌖{{#}}", "the tag has no name", ""),
    ("⌖{{a b}}", "'a b' is no name", "names are letters and digits"),
    ("⌖{{uppercased(title)}}", "'uppercased(title)' is no name", ""),
    ("⌖{{> other}}", "'>' tags are not supported", "a template is one file"),
    ("⌖{{% CONTENT_TYPE: HTML}}", "'%' tags are not supported", ""),
    ("⌖{{$block}}{{/block}}", "'$' tags are not supported", ""), ("⌖{{<parent}}", "'<' tags are not supported", ""),
    ("⌖{{=<%=}}", "two delimiters are expected", "as in {{=<% %>=}}"),
    ("{{=<% %>=}}{{nothing}} ⌖<%nothing%>", "'nothing' is no variable", ""),
    ("{{! {{nothing}}⌖{{nothing}}", "'nothing' is no variable", ""),
  ])
  func `A wrong tag is an error at its place`(_ marked: String, _ message: String, _ hint: String) throws {
    let before = marked.prefix { $0 != "⌖" }
    let text = marked.replacing("⌖", with: "")
    do throws(Diagnostic) {
      _ = try ResultsTemplate(text, file: "mine.md")
      Issue.record("no error for \(text)")
    } catch {
      #expect(error.message == message)
      #expect(error.hint?.hasPrefix(hint) ?? hint.isEmpty, "\(error.hint ?? "no hint")")
      #expect(error.location?.file == "mine.md")
      #expect(error.location?.line == before.count { $0 == "\n" } + 1)
      let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      #expect(error.location?.column == line.utf8.count + 1)
    }
  }

  @Test func `Sections nest to a depth and no further`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "{{#hasRuns}}", count: depth) + String(repeating: "{{/hasRuns}}", count: depth)
    }
    _ = try ResultsTemplate(nested(50), file: "a.md")
    #expect(throws: Diagnostic.self) { try ResultsTemplate(nested(51), file: "a.md") }
    #expect(throws: Diagnostic.self) { try ResultsTemplate(nested(10_000), file: "a.md") }
  }

  @Test func `A template has a largest size`() throws {
    _ = try ResultsTemplate(String(repeating: "x", count: CheckedTemplate.largest), file: "a.md")
    #expect(throws: Diagnostic.self) {
      try ResultsTemplate(String(repeating: "x", count: CheckedTemplate.largest + 1), file: "a.md")
    }
  }

  /// Whatever a template holds, it is filled or refused; the library behind it has traps of its own.
  @Test func `Every beginning of the built-in template is filled or refused`() throws {
    let text = String(decoding: PackageResources.LOAD_TEST_RESULTS_md, as: UTF8.self)
    let characters = Array(text)
    var refused = 0
    for length in stride(from: 0, to: min(characters.count, 2600), by: 7) {
      do throws(Diagnostic) {
        _ = try ResultsReport.render(
          ResultsCase.bare, template: ResultsTemplate(String(characters.prefix(length)), file: "a.md"))
      } catch {
        refused += 1
        #expect(error.location?.line != nil)
      }
    }
    #expect(refused > 0)
  }

  @Test(arguments: [
    "{{", "}}", "{{{", "{{=", "{{= =}}", "{{=a =}}", "{{=| |=}}|title|", "{{!", "{{!}}",
    "{{#hasRuns}}\r\n{{/hasRuns}}\r\n",
    "{{title}}\u{301}", "{\u{301}{title}}", "{{\u{301}title}}", "{{title\u{301}}}", "\u{0}{{title}}", "{{ title }}",
    "{{\ntitle\n}}", "{{=<% %>=}}<%={{ }}=%>{{title}}", "{{#hasRuns}}{{=<% %>=}}<%title%><%/hasRuns%>{{title}}",
    "{{={ }=}}{title}", "{{=}} {{=}}",
  ])
  func `Odd templates never trap`(_ text: String) {
    _ = try? ResultsReport.render(ResultsCase.bare, template: ResultsTemplate(text, file: "a.md"))
  }
}
