// answer_view.h - the data of this folder's pages.
#ifndef SEMPRE_ANSWERS_ANSWER_VIEW_H
#define SEMPRE_ANSWERS_ANSWER_VIEW_H

#include "answers/given_answer.h"
#include "web/view.h"

struct answer_row_view {
    struct answer_id id;
    struct words words, body, about;
    const char *team;           // "the team of ...": says so where `body` is ""
    struct need_id need;
    bool is_need, is_first;     // is_first: of the answers to one thing, in a list by thing
    int64_t said_at;
};
struct answer_rows_view {
    struct answer_row_view *at;
    size_t n, cap;
};

// On the page of a need, and on a participant's own.
struct answers_view {
    const char *slug;
    struct need_id need;
    struct answer_rows_view rows;
    bool may_answer;
};

// Who is without an answer.
struct waiting_row_view {
    struct contribution_id line;
    struct need_id need;        // v 0: it stands behind none
    struct words words;
    int64_t since;
    bool has_need;
};
struct waiting_rows_view {
    struct waiting_row_view *at;
    size_t n, cap;
};
struct waiting_view {
    const char *slug;
    struct words network;
    struct waiting_counts counts;
    struct waiting_rows_view rows;
    size_t before, after;
    bool has_most;              // one of the counts is "or more"
};

struct answer_new_view {
    const char *slug, *need, *line; // ids, "" for the one it is not about
    struct words network, about;
    struct answer_rows_view rows;   // those there are
    struct filled *filled;
    bool is_need;
};

// Paper: for the notice board, or for the owner of a card.
struct answer_sheet_view {
    const char *slug;
    struct words network;
    int64_t at;                 // the day it was printed
    struct answer_rows_view rows;
    bool is_own;
};

#endif
