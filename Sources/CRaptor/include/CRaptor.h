#pragma once
#include <stddef.h>
#include <stdint.h>

/// What a term of a triple is.
enum ydp_rdf_kind { YDP_RDF_IRI = 0, YDP_RDF_BLANK = 1, YDP_RDF_LITERAL = 2 };

/// One triple. All text is UTF-8 and lives until the receiver returns.
typedef struct {
    const char *subject;
    int subject_kind;
    const char *predicate;
    const char *object;
    size_t object_length;
    int object_kind;
    /// Language tag of a literal; NULL when it has none.
    const char *language;
} ydp_rdf_triple;

/// Takes a triple; anything but 0 ends the reading.
typedef int (*ydp_rdf_receive)(const ydp_rdf_triple *triple, void *context);

enum ydp_rdf_result { YDP_RDF_DONE = 0, YDP_RDF_SYNTAX = 1, YDP_RDF_STOPPED = 2, YDP_RDF_NO_MEMORY = 3 };

/// Reads `count` bytes of `syntax` ("turtle", "rdfxml"); relative addresses are resolved against `base`. Never asks the network
/// nor opens a file. Answers a ydp_rdf_result.
int ydp_rdf_read(const char *syntax, const uint8_t *bytes, size_t count, const char *base, ydp_rdf_receive receive, void *context);
