// opinions_result.h - what an activity of opinions brought: groups where there are enough people, else three lists.
#ifndef SEMPRE_WORKSHOPS_KINDS_OPINIONS_RESULT_H
#define SEMPRE_WORKSHOPS_KINDS_OPINIONS_RESULT_H

#include "insight/common_ground.h"
#include "workshops/finding.h"
#include "workshops/kinds/common.h"
#include "workshops/opinion_view.h"

enum { OPINION_AGREE, OPINION_UNSURE, OPINION_DISAGREE, OPINION_VALUES };

// A shown statement, as this audience may know it.
struct opinion {
    struct contribution_id id;
    struct answers answers;      // hidden counts stand for an equal part of what the shown ones leave of the whole
    struct common_ground ground;
    double weight;               // its place in its list: larger first
    bool is_share_shown;         // the count behind ground.share
    bool is_told[OPINION_VALUES]; // whether the public may read of groups who mostly gave this answer: its count is shown
};

// Everything that the parts of the page are made of.
struct opinions {
    const struct kind_place *place;
    enum audience audience;
    struct figure people;
    struct opinion *at;          // by id
    size_t n, cap;
    bool is_whole_shown;         // of every statement: how many answered; so the sum may be told
    int64_t votes;               // that sum
    const struct finding *finding; // NULL: none is kept
    bool is_stale;               // there are newer votes than those of the finding
    const struct released *released; // public
    enum groups_shown shown;
    const struct opinion *example; // whose share is told with its interval; NULL: none is shown
};

CHECKED enum err opinions_result(const struct kind_place *place, int audience, struct body *ret_body);

// By id; NULL: it is not shown any more.
const struct opinion *opinion_of(const struct opinions *opinions, struct contribution_id id);
// The row of a statement; NULL: it is not shown any more.
const struct result_row *opinions_row(const struct result_list *rows, struct contribution_id id);
void opinions_want(const struct opinions *opinions, struct contribution_ids *ids, struct contribution_id id); // once

// --- opinions_groups.c ---
// The statements that a finding names, for opinions->shown; and the parts of the page with them. `rows`: those that are still shown, with
// words.
void groups_want(const struct opinions *opinions, struct contribution_ids *ids);
void groups_fill(const struct opinions *opinions, const struct result_list *rows, struct opinions_view *view);

// --- opinions_how.c ---
// How it was worked out, with the numbers of this very result.
void how_fill(const struct opinions *opinions, const struct result_list *rows, struct opinions_view *view);
const char *share_words(const struct opinions *opinions, double share); // "64 %"

#endif
