// The limit: libxml2's own SAX parse of some files, with handlers that do nothing.
//
//   sax-floor html|mixed THREADS FILE-WITH-PATHS
//
// "html" gives every file to the HTML parser. "mixed" gives to the XML parser what says that it is
// XHTML, and to the HTML parser the rest and what turns out not to be well-formed: what a reader
// does that takes XHTML at its word. One context a thread and kind, used for all files.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char **paths;
static size_t path_count;
static int is_mixed;
static atomic_size_t next_path, total_bytes, xml_files, failed_files;

static void start(void *user, const xmlChar *name, const xmlChar **attributes) {}
static void end(void *user, const xmlChar *name) {}
static void text(void *user, const xmlChar *bytes, int count) {}
static void error(void *user, xmlErrorPtr error) {}

// HTML's named characters, which XHTML files use without a DTD that declares them.
static xmlEntityPtr entity(void *user, const xmlChar *name) {
  static _Thread_local xmlEntity found;
  static _Thread_local xmlChar content[8];
  const htmlEntityDesc *known = htmlEntityLookup(name);
  xmlEntityPtr predefined = xmlGetPredefinedEntity(name);
  if (predefined || !known) return predefined;
  content[xmlCopyChar(0, content, known->value)] = 0;
  found.type = XML_ENTITY_DECL;
  found.name = name;
  found.content = content;
  found.orig = content;
  found.length = (int)strlen((char *)content);
  found.etype = XML_INTERNAL_PREDEFINED_ENTITY;
  return &found;
}

static int is_xhtml(const char *bytes, size_t count) {
  char head[1025] = {0};
  memcpy(head, bytes, count < 1024 ? count : 1024);
  return strstr(head, "http://www.w3.org/1999/xhtml")
         && (!strncmp(head, "<?xml", 5) || strstr(head, "XHTML"));
}

static void set_handlers(xmlSAXHandler *handler) {
  memset(handler, 0, sizeof *handler);
  handler->initialized = 1;
  handler->startElement = start;
  handler->endElement = end;
  handler->characters = handler->cdataBlock = handler->ignorableWhitespace = text;
  handler->getEntity = entity;
  handler->serror = error;
}

static void *work(void *unused) {
  htmlParserCtxtPtr html = htmlNewParserCtxt();
  xmlParserCtxtPtr xml = xmlNewParserCtxt();
  size_t capacity = 1 << 16;
  char *buffer = malloc(capacity);
  for (;;) {
    size_t index = atomic_fetch_add(&next_path, 1);
    if (index >= path_count) break;
    int file = open(paths[index], O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) { perror(paths[index]); exit(1); }
    size_t size = (size_t)status.st_size, got = 0;
    if (size > capacity) buffer = realloc(buffer, capacity = size);
    while (got < size) {
      ssize_t more = read(file, buffer + got, size - got);
      if (more <= 0) { perror(paths[index]); exit(1); }
      got += (size_t)more;
    }
    close(file);
    total_bytes += size;
    int done = 0;
    if (is_mixed && is_xhtml(buffer, size)) {
      set_handlers(xml->sax);
      xmlDocPtr document = xmlCtxtReadMemory(
          xml, buffer, (int)size, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOENT);
      if (document) xmlFreeDoc(document);
      done = xml->wellFormed;
      if (done) xml_files++; else failed_files++;
    }
    if (!done) {
      set_handlers(html->sax);
      xmlDocPtr document = htmlCtxtReadMemory(
          html, buffer, (int)size, NULL, "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NONET);
      if (document) xmlFreeDoc(document);
    }
  }
  free(buffer);
  htmlFreeParserCtxt(html);
  xmlFreeParserCtxt(xml);
  return NULL;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: sax-floor html|mixed THREADS FILE-WITH-PATHS\n");
    return 2;
  }
  is_mixed = !strcmp(arguments[1], "mixed");
  int threads = atoi(arguments[2]);
  FILE *list = fopen(arguments[3], "r");
  if (!list || threads < 1 || threads > 64) { perror(arguments[3]); return 1; }
  char *line = NULL;
  size_t length = 0;
  ssize_t got;
  while ((got = getline(&line, &length, list)) > 0) {
    if (line[got - 1] == '\n') line[got - 1] = 0;
    paths = realloc(paths, (path_count + 1) * sizeof *paths);
    paths[path_count++] = strdup(line);
  }
  fclose(list);
  xmlInitParser();
  double before = now(), cpu_before = cpu();
  pthread_t others[64];
  for (int index = 1; index < threads; index++) pthread_create(&others[index], NULL, work, NULL);
  work(NULL);
  for (int index = 1; index < threads; index++) pthread_join(others[index], NULL);
  double seconds = now() - before, cpu_seconds = cpu() - cpu_before;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf(
      "{\"seconds\": %.6f, \"cpu_seconds\": %.6f, \"bytes\": %zu, \"files\": %zu, \"xml_files\": %zu, "
      "\"not_well_formed\": %zu, \"peak_kib\": %ld}\n",
      seconds, cpu_seconds, (size_t)total_bytes, path_count, (size_t)xml_files, (size_t)failed_files,
      usage.ru_maxrss);
  return 0;
}
