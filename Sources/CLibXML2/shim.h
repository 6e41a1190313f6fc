#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, whose headers differ from those of Foundation's own ICU. Only
// the end of xmlCharEncodingHandler, which is not used here, depends on the setting.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/globals.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

static inline void raftwright_say_nothing(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

/// Keeps libxml2 from writing to stderr, in this thread and in those that use it later; errors are
/// read from the parser's context.
static inline void raftwright_silence_libxml2(void) {
  xmlSetGenericErrorFunc(NULL, raftwright_say_nothing);
  xmlThrDefSetGenericErrorFunc(NULL, raftwright_say_nothing);
}
