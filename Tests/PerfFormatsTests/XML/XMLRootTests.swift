import PerfFormats
import Testing

/// First bytes and the root they show.
@Test(arguments: [
  ("<a>", XMLRoot.element("a")),
  ("<a/>", .element("a")),
  ("<a k='1'", .element("a")),
  ("<a\r\n k='1'>", .element("a")),
  ("\u{FEFF}<?xml version='1.0'?>\n<!-- <b> -->\n<a>", .element("a")),
  ("<?xml version='1.0'?><?xml-stylesheet href='x'?><a>", .element("a")),
  ("<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>", .element("a")),
  ("<!DOCTYPE a [<!ENTITY x '>'>\n]>\n<a>", .element("a")),
  ("<n:test-run xmlns:n='u'>", .element("test-run")),
  ("  \n<a>", .element("a")),
  ("<a", .unseen),
  ("<?xml version='1.0'?>", .unseen),
  ("<!-- long", .unseen),
  ("<!DOCTYPE a [", .unseen),
  ("", .notXML),
  (" \n", .notXML),
  ("text <a>", .notXML),
  ("< a>", .notXML),
  ("<5>", .notXML),
  ("<a%>", .notXML),
  ("{\"a\": \"<a>\"}", .notXML),
])
func xmlRoot(text: String, root: XMLRoot) {
  #expect(XMLRoot(prefix: Array(text.utf8)[...]) == root)
}

@Test("the root of UTF-16 is seen, with a byte order mark and without")
func xmlRootInUTF16() {
  let units = Array("<?xml version='1.0' encoding='UTF-16'?>\n<testsuites name='é'>".utf16)
  let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
    #expect(XMLRoot(prefix: bytes[...]) == .element("testsuites"))
  }
}
