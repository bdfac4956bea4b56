import CLibXML2
import PerfDiagnostics

/// libxml2's push parser with its own handlers for everything, so that none of the library's defaults (which build a tree, keep
/// entities and load files) ever runs.
///
/// The only option is `XML_PARSE_NONET`. `NOENT` would read local files, `HUGE` would let an entity bomb run for minutes.
final class XMLPushParser {
  private let handler: any XMLHandler
  private let file: String
  private let maximumDepth: Int
  private let context: xmlParserCtxtPtr
  private var depth = 0
  private var hasRoot = false
  private var isFinishing = false
  /// What stopped the parsing, first cause only.
  private var failure: Diagnostic?

  /// Runs once in a process; the runtime guards it.
  private static let libraryIsReady: Void = xmlInitParser()

  init(_ handler: any XMLHandler, file: String, maximumDepth: Int) throws(Diagnostic) {
    _ = Self.libraryIsReady
    var table = XMLCallbacks.table(withText: handler.wantsText)
    guard let context = xmlCreatePushParserCtxt(&table, nil, nil, 0, nil) else {
      throw Diagnostic(
        .error, .inputUnreadable, "there is not enough memory to read XML", at: SourceLocation(file: file),
        hint: "free some memory and try again")
    }
    self.handler = handler
    self.file = file
    self.maximumDepth = maximumDepth
    self.context = context
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit { xmlFreeParserCtxt(context) }

  /// Takes the next bytes of the document.
  func parse(_ chunk: RawSpan) throws(Diagnostic) {
    chunk.withUnsafeBytes { parse($0, isLast: false) }
    try check()
  }

  /// Ends the document.
  func finish() throws(Diagnostic) {
    isFinishing = true
    parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    try check()
  }

  private func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
    _ = perfreport_xml_parse_chunk(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), isLast ? 1 : 0,
      XMLCallbacks.structuredError)
  }

  /// The flags catch what libxml2 stops at without a word.
  private func check() throws(Diagnostic) {
    if let failure { throw failure }
    guard context.pointee.wellFormed != 0, context.pointee.disableSAX == 0 else {
      throw Diagnostic(
        .error, .xmlSyntax, "the XML cannot be read", at: Self.location(of: context, file: file), hint: Self.checkHint)
    }
  }

  private static let checkHint = "check it with 'xmllint --noout FILE'"

  // MARK: Events, called by `XMLCallbacks`

  func start(_ localName: UnsafePointer<UInt8>, _ attributes: UnsafePointer<UnsafePointer<UInt8>?>?, _ count: Int) {
    guard failure == nil else { return }
    depth += 1
    hasRoot = true
    guard depth <= maximumDepth else {
      return stop(
        Diagnostic(
          .error, .nestingTooDeep, "elements nest deeper than \(maximumDepth) levels",
          at: Self.location(of: context, file: file), excerpt: Self.excerpt(of: context),
          hint: "no report nests like that; is it the right file?"))
    }
    let element = XMLElement(
      depth: depth, file: file, localName: localName, attributes: attributes, attributeCount: count, context: context)
    do { try handler.startElement(element) } catch { stop(error) }
  }

  func end() {
    guard failure == nil else { return }
    depth -= 1
    do { try handler.endElement() } catch { stop(error) }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    guard failure == nil else { return }
    do { try handler.text(bytes.bytes) } catch { stop(error) }
  }

  func doctype() {
    stop(
      Diagnostic(
        .error, .xmlDoctype, "the document has a document type declaration (DOCTYPE), which is refused",
        at: Self.location(of: context, file: file), excerpt: Self.excerpt(of: context),
        hint: "a DOCTYPE can hide entity bombs and reads of other files; remove it if you trust the file"))
  }

  /// Everything below a fatal error (an undeclared namespace prefix, a relative namespace) is harmless in a report.
  func error(_ error: xmlError) {
    guard failure == nil, error.level == XML_ERR_FATAL else { return }
    let (message, hint) = words(for: error)
    failure = Diagnostic(
      .error, .xmlSyntax, message, at: Self.location(of: context, file: file), excerpt: Self.excerpt(of: context),
      hint: hint)
  }

  /// The push parser calls every end that comes too early "extra content".
  private func words(for error: xmlError) -> (message: String, hint: String) {
    switch error.code {
    case Int32(XML_ERR_DOCUMENT_EMPTY.rawValue):
      return ("this is not XML, which begins with '<'", "is it the right file?")
    case Int32(XML_ERR_DOCUMENT_END.rawValue) where isFinishing && !hasRoot:
      return ("the document ends before its first element", "was the file cut off while it was written?")
    case Int32(XML_ERR_DOCUMENT_END.rawValue) where isFinishing && depth > 0:
      let open = depth == 1 ? "1 element is" : "\(depth) elements are"
      return ("the document ends while \(open) open", "was the file cut off while it was written?")
    default: return ("not well-formed XML: \(Self.message(of: error))", Self.checkHint)
    }
  }

  private func stop(_ reason: Diagnostic) {
    guard failure == nil else { return }
    failure = reason
    xmlStopParser(context)
  }

  // MARK: Places

  static func location(of context: xmlParserCtxtPtr, file: String) -> SourceLocation {
    guard let input = context.pointee.input else { return SourceLocation(file: file) }
    return SourceLocation(
      file: file, line: max(1, Int(input.pointee.line)), column: max(1, Int(input.pointee.col)))
  }

  /// The line around the parser's position, as far as it is still in the buffer, in UTF-8 whatever the file's encoding is.
  private static func excerpt(of context: xmlParserCtxtPtr) -> Excerpt? {
    guard let input = context.pointee.input, let base = input.pointee.base, let current = input.pointee.cur,
      let end = input.pointee.end, base <= current, current <= end
    else { return nil }
    let isBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    var first = current
    while first > base, current - first < Excerpt.width, !isBreak(first[-1]) { first -= 1 }
    var last = current
    while last < end, last - current < Excerpt.width, !isBreak(last[0]) { last += 1 }
    return Excerpt(line: UnsafeBufferPointer(start: first, count: last - first), column: current - first + 1)
  }

  private static func message(of error: xmlError) -> String {
    guard let message = error.message else { return "error \(error.code)" }
    let text = String(cString: message)
    return String(text.prefix { !$0.isNewline })
  }
}
