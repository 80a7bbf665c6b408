// need_view.h - the data of this folder's pages.
#ifndef SEMPRE_NEEDS_NEED_VIEW_H
#define SEMPRE_NEEDS_NEED_VIEW_H

#include "needs/need.h"
#include "web/view.h"

// A need as lists and its own page show it, with the figures that this reader may know.
struct need_card_view {
    struct need_id id;
    struct words title, reason, group, place;
    const char *state;          // in words
    int64_t state_at, voices, hands;
    bool has_voices, has_hands; // the figures may be shown
    bool is_unpublished;        // of its voices nothing was published yet
    bool is_met, is_set_aside;
};
struct need_cards_view {
    struct need_card_view *at;
    size_t n, cap;
};

struct need_option_view {       // of a filter
    const char *value;
    struct words name;
    bool is_chosen;
};
struct need_options_view {
    struct need_option_view *at;
    size_t n, cap;
};

struct need_meeting_view {      // a workshop from which needs may be named
    struct workshop_id id;
    struct words title;
};
struct need_meetings_view {
    struct need_meeting_view *at;
    size_t n, cap;
};

struct needs_view {
    const char *slug;
    struct words network;
    struct body search;
    struct need_cards_view needs;
    struct need_options_view states, groups, places;
    const char *state, *group, *place; // of the filter, "" where there is none: handed on to the next page
    size_t before, after;       // numbers of the pages beside this one, 0 where there is none
    struct need_meetings_view meetings; // for who may name needs
    bool may_name, is_filtered, has_more;
};

struct need_source_view {
    struct workshop_id id;
    struct words title;
    int64_t begins_at, lines;
};
struct need_sources_view {
    struct need_source_view *at;
    size_t n, cap;
};
struct need_section_view {      // what another feature shows on its page
    struct body body;
};
struct need_sections_view {
    struct need_section_view *at;
    size_t n, cap;
};
struct need_view {
    const char *slug;
    struct words network;
    struct need_card_view need;
    struct need_sources_view sources;
    struct need_sections_view sections;
    bool may_name;
};

// What the team does with it.
struct need_edit_view {
    const char *slug;
    struct words network;
    struct need_card_view need;
    struct filled *words, *state, *split, *merge;
    int64_t lines;
    bool may_merge, may_split;
};

// Sentences of a workshop from which needs are named.
struct need_pick_view {
    const char *slug;
    struct body search;
    struct workshop_id workshop;
    struct words network, title;
    struct filled *filled;
    size_t before, after;
    bool is_saved, has_lines;
};

// On a participant's own page.
struct own_needs_view {
    struct need_cards_view needs;
};

#endif
