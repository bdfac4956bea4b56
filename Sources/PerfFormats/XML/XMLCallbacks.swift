import CLibXML2

/// The C functions that libxml2 calls, and the table that holds them.
///
/// They carry no state: libxml2 hands each the pointer to the `XMLPushParser` that it was given.
enum XMLCallbacks {
  /// What is nil in the table is passed over by libxml2. Every declaration callback stays nil: the first thing a declaration
  /// needs is a DOCTYPE, and that stops the parser.
  static func table(withText: Bool) -> xmlSAXHandler {
    var table = xmlSAXHandler()
    table.initialized = UInt32(XML_SAX2_MAGIC)
    table.startElementNs = startElement
    table.endElementNs = endElement
    table.internalSubset = internalSubset
    table.getEntity = { _, _ in nil }
    table.getParameterEntity = { _, _ in nil }
    table.resolveEntity = { _, _, _ in nil }
    table.serror = structuredError
    if withText {
      table.characters = characters
      table.cdataBlock = characters
    }
    return table
  }

  private static let startElement: startElementNsSAX2Func = {
    parser, localName, _, _, _, _, attributeCount, _, attributes in
    guard let localName else { return }
    XMLCallbacks.parser(parser)?.start(localName, attributes, Int(attributeCount))
  }

  private static let endElement: endElementNsSAX2Func = { parser, _, _, _ in XMLCallbacks.parser(parser)?.end() }

  private static let characters: charactersSAXFunc = { parser, start, count in
    XMLCallbacks.parser(parser)?.text(UnsafeRawBufferPointer(start: start, count: Int(count)))
  }

  private static let internalSubset: internalSubsetSAXFunc = { parser, _, _, _ in
    XMLCallbacks.parser(parser)?.doctype()
  }

  static let structuredError: xmlStructuredErrorFunc = { parser, error in
    guard let error else { return }
    XMLCallbacks.parser(parser)?.error(error.pointee)
  }

  private static func parser(_ pointer: UnsafeMutableRawPointer?) -> XMLPushParser? {
    pointer.map { Unmanaged<XMLPushParser>.fromOpaque($0).takeUnretainedValue() }
  }
}
