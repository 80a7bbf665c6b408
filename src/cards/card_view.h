// card_view.h - the data of this folder's pages.
#ifndef SEMPRE_CARDS_CARD_VIEW_H
#define SEMPRE_CARDS_CARD_VIEW_H

#include "base/id.h"
#include "cards/card.h"
#include "web/qr.h"
#include "web/view.h"

// --- opening a card ---
struct card_code_view {
    struct filled *filled;
    bool is_forgotten;       // somebody was just forgotten
};
struct card_found_view {
    const char *code;        // without spaces
    struct words network;
    int64_t number;
    bool may_keep;           // something was said with this browser and the card is blank
};

// --- one's own page ---
struct own_section_view {
    struct body body;
};
struct own_sections_view {
    struct own_section_view *at;
    size_t n, cap;
};
struct own_view {
    const char *slug;
    struct words network;
    int64_t number;          // of the card
    bool has_card;           // else: somebody who joined without one
    bool may_show;           // its code may still be shown
    struct own_sections_view sections;
};
struct own_card_view {
    const char *slug;
    struct words network;
    int64_t number;
    const char *code;        // in groups; NULL: it is not shown any more
    const char *address;     // where it is typed
    struct qr_view qr;
    int64_t until;           // as long may it be shown
};
struct own_forget_view {
    const char *slug;
    struct words network;
    struct filled *filled;
};

// --- the team's page, and paper ---
struct card_row_view {
    struct card_id id;
    int64_t number, made_at;
    const char *batch;       // id of the sheets it is on; NULL where it cannot be printed any more
    bool is_blank, is_used, is_ended, is_somebodys;
};
struct card_rows_view {
    struct card_row_view *at;
    size_t n, cap;
};
struct cards_view {
    const char *slug;
    struct words network;
    struct card_counts counts;
    struct card_rows_view rows;
    struct filled *filled;
    size_t before, after;    // numbers of the pages beside this one, 0 where there is none
    bool may_replace, may_help;
};

struct paper_card_view {
    int64_t number;
    const char *code;        // in groups
    struct qr_view qr;
};
struct paper_deck_view {     // one sheet of paper
    struct paper_card_view at[CARDS_A_SHEET];
    size_t n;
};
struct paper_decks_view {
    struct paper_deck_view *at;
    size_t n, cap;
};
struct paper_view {
    const char *slug;
    const char *language;    // tag, in which the cards are
    struct words network;
    const char *label;       // "Card", in that language
    const char *yours, *how; // the two sentences
    struct paper_decks_view decks;
};

#endif
