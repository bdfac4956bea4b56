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
  let units = Array("<?xml version='1.0' encoding='UTF-16'?>\(text.drop { $0 == "\u{FEFF}" || $0 == " " || $0 == "\n" })".utf16)
  guard text.hasPrefix("<a") else { return }
  for (mark, isBig) in [([0xFF, 0xFE], false), ([0xFE, 0xFF], true), ([], false), ([], true)] as [([UInt8], Bool)] {
    let bytes = mark + units.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(XMLRoot(prefix: bytes[...]) == root)
  }
}
