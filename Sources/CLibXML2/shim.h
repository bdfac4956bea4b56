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

#endif
