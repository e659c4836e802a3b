#include "CRaptor.h"

#include <raptor2/raptor2.h>

typedef struct {
    ydp_rdf_receive receive;
    void *context;
    raptor_parser *parser;
    int errors;
    int stopped;
} reading;

static void note_error(void *data, raptor_log_message *message) {
    reading *state = data;
    if (message->level >= RAPTOR_LOG_LEVEL_ERROR) state->errors++;
}

/// Nothing may be fetched, wherever a document points.
static int refuse_uri(void *data, raptor_uri *uri) {
    (void)data;
    (void)uri;
    return 1;
}

static const char *text_of(const raptor_term *term, int *kind, size_t *length, const char **language) {
    *language = NULL;
    switch (term->type) {
    case RAPTOR_TERM_TYPE_URI:
        *kind = YDP_RDF_IRI;
        return (const char *)raptor_uri_as_counted_string(term->value.uri, length);
    case RAPTOR_TERM_TYPE_BLANK:
        *kind = YDP_RDF_BLANK;
        *length = term->value.blank.string_len;
        return (const char *)term->value.blank.string;
    case RAPTOR_TERM_TYPE_LITERAL:
        *kind = YDP_RDF_LITERAL;
        *length = term->value.literal.string_len;
        *language = (const char *)term->value.literal.language;
        return (const char *)term->value.literal.string;
    default:
        return NULL;
    }
}

static void take_statement(void *data, raptor_statement *statement) {
    reading *state = data;
    if (state->stopped) return;
    ydp_rdf_triple triple;
    size_t length;
    int kind;
    const char *language;
    triple.subject = text_of(statement->subject, &triple.subject_kind, &length, &language);
    triple.predicate = text_of(statement->predicate, &kind, &length, &language);
    triple.object = text_of(statement->object, &triple.object_kind, &triple.object_length, &triple.language);
    if (!triple.subject || !triple.predicate || !triple.object) return;
    if (state->receive(&triple, state->context) != 0) {
        state->stopped = 1;
        raptor_parser_parse_abort(state->parser);
    }
}

int ydp_rdf_read(const char *syntax, const uint8_t *bytes, size_t count, const char *base, ydp_rdf_receive receive, void *context) {
    reading state = {receive, context, NULL, 0, 0};
    raptor_world *world = raptor_new_world();
    if (!world) return YDP_RDF_NO_MEMORY;
    raptor_world_set_log_handler(world, &state, note_error);
    int result = YDP_RDF_NO_MEMORY;
    raptor_uri *uri = NULL;
    if (raptor_world_open(world) != 0) goto out;
    state.parser = raptor_new_parser(world, syntax);
    uri = raptor_new_uri(world, (const unsigned char *)base);
    if (!state.parser || !uri) goto out;
    raptor_parser_set_option(state.parser, RAPTOR_OPTION_NO_NET, NULL, 1);
    raptor_parser_set_option(state.parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
    raptor_parser_set_option(state.parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
    raptor_parser_set_uri_filter(state.parser, refuse_uri, NULL);
    raptor_parser_set_statement_handler(state.parser, &state, take_statement);
    int failed = raptor_parser_parse_start(state.parser, uri) != 0;
    // In pieces: a parser that was told to stop then stops soon.
    const size_t piece = 1 << 16;
    for (size_t at = 0; !failed && !state.stopped && at < count; at += piece) {
        size_t length = count - at < piece ? count - at : piece;
        failed = raptor_parser_parse_chunk(state.parser, bytes + at, length, 0) != 0 || state.errors > 0;
    }
    if (!failed && !state.stopped) failed = raptor_parser_parse_chunk(state.parser, NULL, 0, 1) != 0;
    result = state.stopped ? YDP_RDF_STOPPED : failed || state.errors > 0 ? YDP_RDF_SYNTAX : YDP_RDF_DONE;
out:
    if (uri) raptor_free_uri(uri);
    if (state.parser) raptor_free_parser(state.parser);
    raptor_free_world(world);
    return result;
}
