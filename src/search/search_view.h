// search_view.h - the data of the pages of this folder.
#ifndef SEMPRE_SEARCH_SEARCH_VIEW_H
#define SEMPRE_SEARCH_SEARCH_VIEW_H

#include "search/search.h"
#include "web/view.h"

struct search_field_view {
    const char *slug; // of the network
    const char *typed;
};

// A text in pieces: those that were looked for are marked.
struct search_piece_view {
    const char *text;
    bool is_hit;
};
struct search_pieces_view {
    struct search_piece_view *at;
    size_t n, cap;
};
struct search_hit_view {
    const char *path, *language; // language: tag of the words
    struct search_pieces_view pieces;
    struct words from;
    int64_t at;
    bool is_inside;
};
struct search_hits_view {
    struct search_hit_view *at;
    size_t n, cap;
};
struct search_section_view {
    const char *name, *heading;
    struct search_hits_view hits;
    int64_t all;
    size_t before, after;        // numbers of the pages beside this one, 0 where there is none
    bool is_part;                // there are more than were looked at
};
struct search_sections_view {
    struct search_section_view *at;
    size_t n, cap;
};
struct search_view {
    struct search_field_view field;
    struct words network;
    struct search_sections_view sections;
    int64_t most_words;
    bool is_asked, has_words, is_cut;
};

#endif
