#include <libxml/xmlversion.h>
// libxml2's headers bring those of ICU along, whose types clash with Foundation's own; nothing here needs them.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

/// A handler of nothing, in the form that tells namespaces; the macro for it is one that Swift cannot import.
static inline void telltale_xml_handler(xmlSAXHandler *handler) {
    memset(handler, 0, sizeof *handler);
    handler->initialized = XML_SAX2_MAGIC;
}

static inline void telltale_xml_say_nothing(void *context, const char *format, ...) {}

/// libxml2 writes some errors of encodings to standard error past every handler; the parser's result tells of them.
static inline void telltale_xml_be_quiet(void) {
    xmlSetGenericErrorFunc(NULL, telltale_xml_say_nothing);
}
