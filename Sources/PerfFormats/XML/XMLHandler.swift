package import PerfDiagnostics

/// Takes the events of one document, in order, while `XMLReader` reads it.
///
/// Elements nest, so a handler that needs the name at the end keeps a stack of what it has opened. A thrown diagnostic stops
/// the reading and is thrown on by the reader.
package protocol XMLHandler: AnyObject {
  /// Whether `text` is to be called. Without it the text of a report (megabytes of captured output) is passed over.
  var wantsText: Bool { get }

  /// A start tag. The element is a view into the parser's buffer and cannot be kept.
  func startElement(_ element: borrowing XMLElement) throws(Diagnostic)

  /// The end of the element that was opened last; also called for `<empty/>`.
  func endElement() throws(Diagnostic)

  /// A piece of text or CDATA as UTF-8. A long text comes in many pieces, of which one may end within a character.
  func text(_ bytes: RawSpan) throws(Diagnostic)
}

extension XMLHandler {
  package var wantsText: Bool { false }
  package func text(_ bytes: RawSpan) {}
}
