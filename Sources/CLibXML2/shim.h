#ifndef PERFREPORT_CLIBXML2_SHIM_H
#define PERFREPORT_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose UErrorCode clashes with the one of FoundationICU. Only the tail of
// xmlCharEncodingHandler depends on it, and nothing here touches that type.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

static inline void perfreport_xml_say_nothing(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

// xmlParseChunk, with every error that libxml2 would print given to `report` with the parser's user data: errors of character
// encodings know no parser and would go to standard error. The two functions set here belong to the thread and are put back.
static inline int perfreport_xml_parse_chunk(
    xmlParserCtxtPtr parser, const char *chunk, int size, int terminate, xmlStructuredErrorFunc report) {
  xmlStructuredErrorFunc structured = xmlStructuredError;
  void *structuredContext = xmlStructuredErrorContext;
  xmlGenericErrorFunc generic = xmlGenericError;
  void *genericContext = xmlGenericErrorContext;
  xmlSetStructuredErrorFunc(parser->userData, report);
  xmlSetGenericErrorFunc(NULL, perfreport_xml_say_nothing);
  int code = xmlParseChunk(parser, chunk, size, terminate);
  xmlSetGenericErrorFunc(genericContext, generic);
  xmlSetStructuredErrorFunc(structuredContext, structured);
  return code;
}

#endif
