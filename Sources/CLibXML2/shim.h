#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, whose headers differ from those of Foundation's own ICU. Only
// the end of xmlCharEncodingHandler, which is not used here, depends on the setting.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
