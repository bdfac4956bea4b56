import PerfDiagnostics
import PerfFormats
import Testing

/// Documents and the events they give.
struct XMLReaderTests {
  @Test(arguments: [
    ("<a/>", "<a></>"),
    ("<a k='1'><b k=\"2\"/><b/></a>", "<a k=1><b k=2></><b></></>"),
    ("<a k='&lt;&amp;&#xE9;&#10;'>x &gt; y</a>", "<a k=<&é\n>'x > y'</>"),
    ("<a k='&amp;&#38;&amp;amp; &amp;#38;&quot;'/>", "<a k=&&&amp; &#38;\"></>"),
    ("<a><![CDATA[<b>&amp;]]> and</a>", "<a>'<b>&amp; and'</>"),
    ("<?xml version='1.0'?>\n<!-- c --><?pi d?>\n<a>\r\n<b/>\r\n</a>\n<!-- e -->", "<a><b></></>"),
    ("<n:a xmlns:n='urn:n' n:k='1'/>", "<a k=1></>"),
    ("<u:a u:k='undeclared'/>", "<a k=undeclared></>"),
    ("<a k=''/>", "<a k=></>"),
  ])
  func events(document: String, written: String) throws {
    let found = try xmlEvents(document)
    #expect(found == written)
  }

  @Test func textIsPassedOverUnlessWanted() throws {
    let events = XMLEvents(wantsText: false)
    try readXML(Array("<a>text<b><![CDATA[more]]></b></a>".utf8), into: events)
    #expect(events.written == "<a><b></></>")
  }

  @Test func longTextIsStreamed() throws {
    let text = String(repeating: "0123456789", count: 1_100_000)
    let events = XMLEvents()
    try readXML(Array("<a><b>\(text)</b><c/></a>".utf8), into: events)
    #expect(events.written.utf8.count == "<a><b>''</><c></></>".utf8.count + text.utf8.count)
  }

  @Test func attributesAreReadWithoutStrings() throws {
    final class Bytes: XMLHandler {
      var found: [UInt8] = Array(">".utf8)
      var answers: [Bool] = []
      func startElement(_ element: borrowing XMLElement) {
        answers = [
          element.append("name", to: &found), element.append("none", to: &found), element.isNamed("case"),
          element.isNamed("cas"), element.isSet("name", to: "é"), element.isSet("name", to: "é "),
          element.isSet("none", to: ""),
        ]
      }
      func endElement() {}
    }
    let bytes = Bytes()
    try readXML(Array("<case other='1' name='é'/>".utf8), into: bytes)
    #expect(bytes.found == Array(">é".utf8))
    #expect(bytes.answers == [true, false, true, false, true, false, false])
  }

  @Test func handlerStopsTheReading() throws {
    final class Stops: XMLHandler {
      var elements = 0
      func startElement(_ element: borrowing XMLElement) throws(Diagnostic) {
        elements += 1
        if element.isNamed("stop") {
          throw Diagnostic(.error, DiagnosticID(rawValue: "stop"), "enough", at: element.location)
        }
      }
      func endElement() {}
    }
    let handler = Stops()
    let refusal = xmlRefusal(Array("<a>\n <b/>\n <stop/>\n <c/></a>".utf8), into: handler)
    #expect(refusal?.id.rawValue == "stop")
    #expect(refusal?.location?.line == 3)
    #expect(handler.elements == 3)
  }
}

/// What is not well-formed is refused with its place.
struct XMLSyntaxTests {
  @Test(arguments: [
    ("<a>\n  <b></a>\n", 2, "mismatch"),
    ("<a>\n  <b>", 2, "ends while 2 elements are open"),
    ("<a>\n\n<b k=1/></a>", 3, "AttValue"),
    ("<a>\n&nbsp;</a>", 2, "'nbsp' not defined"),
    ("<a/>\n<b/>", 2, "Extra content"),
    ("<a>\n<b k='1' k='2'/></a>", 2, "redefined"),
    ("<a>\n\u{1}</a>", 2, "PCDATA"),
    ("", 1, "empty"),
    ("  \n", 1, "before its first element"),
    ("not XML", 1, "not XML"),
  ])
  func isRefused(document: String, line: Int, says: String) throws {
    let refusal = try #require(xmlRefusal(Array(document.utf8)))
    #expect(refusal.message.contains(says), "\(refusal.text)")
    #expect(refusal.location?.line == line, "\(refusal.text)")
    #expect(refusal.location?.file == "a.xml")
    #expect(refusal.hint?.isEmpty == false)
  }

  @Test func excerptShowsTheLine() {
    let refusal = xmlRefusal(Array("<a>\n  <b k=1/>\n</a>".utf8))
    #expect(refusal?.excerpt == Excerpt(text: "  <b k=1/>", caret: 7))
  }

  @Test func cutOffDocumentSaysSo() {
    #expect(xmlRefusal(Array("<a><b/>".utf8))?.hint == "was the file cut off while it was written?")
  }
}
