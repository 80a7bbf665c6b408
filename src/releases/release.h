// release.h - a release freezes the public figures of a network: pages, exports and pictures for the public read releases, never live
// rows. What a figure may say is decided by insight/disclosure.h; which counts there are is told by other features, their sources.
//
// A cell is one count, a block all cells of one object (a statement, a need): these are linked by sums, others are not, so each block is
// protected on its own, together with everything ever published of it. docs/internals/releases.md lists the cells and says why no other
// sums join them.
#ifndef SEMPRE_RELEASES_RELEASE_H
#define SEMPRE_RELEASES_RELEASE_H

#include "insight/disclosure.h"
#include "texts/text.h"

// Stored as numbers.
enum cell_kind {
    CELL_WHOLE = 1,  // people who marked a contribution; where there are answers, their sum
    CELL_ANSWER = 2, // of these, those who gave `value`
    CELL_HANDS = 3,  // hands raised for `value`
    CELL_VOICES = 4, // behind a need
    CELL_GROUP = 5,  // people in an opinion group; value: release_group_value
    CELL_WORD = 6,   // who used a word in a workshop; the object is a hash of both
    CELL_THEME = 7,  // who spoke of a theme
};

static inline int64_t release_group_value(size_t k, size_t group)
{
    return (int64_t)(k * 16 + group);
}

// --- what the public sees ---

struct released_cell {
    int64_t object, value;
    enum cell_kind kind;
    struct cell_figure figure;
};
struct released {
    struct released_cell *at; // by object, kind, value
    size_t n, cap;
    int64_t made_at;          // when any of them was published last; 0: nothing was
};

// The newest figures of everything on the page of a workshop, or (workshop 0) of the network: one statement. Anybody.
CHECKED enum err released_of(struct call *call, struct network_id network, int64_t workshop, struct released *ret_released);

// display CELL_ABSENT: nothing has been published of it.
struct cell_figure released_figure(const struct released *released, int64_t object, enum cell_kind kind, int64_t value);

// When figures of the network were published last. ERR_NOT_FOUND: never.
struct release_made {
    int64_t id, made_at, refused;
};
CHECKED enum err release_last(struct call *call, struct network_id network, struct release_made *ret_made);

// --- what is counted ---

struct release_cell {
    enum cell_kind kind;
    int64_t value, people;
    const char *label;         // msgid: "Agree"
    struct cell_figure figure; // planned
    struct cell_figure before; // what the public sees so far
    int64_t kept;              // planned: the count that goes with it; DISCLOSURE_ABSENT: the cell is not in this release
    bool is_refused;           // planned: no figure of the new count passes, nor of those that sums join it with
};
struct release_block {
    int64_t object, workshop;
    struct release_cell *at;
    size_t n, cap;
    const struct release_source *source;
    struct words words; // what people call it, once named; or set by the source
    struct text_id text; // the text that names it; v 0: none
    bool is_refused;    // planned: all its cells are
};
struct release_blocks {
    struct release_block *at;
    size_t n, cap;
};

// What is to be counted.
struct release_wish {
    struct network_id network;
    int64_t workshop; // only this one; 0: all, running steps with open results too, because the coordinator wished it
    bool is_preview;  // for a page: counts that are kept will do, so that few statements are asked
};

// --- making one ---

struct release_plan {
    struct release_wish wish;
    int64_t before;               // id of the last release, 0: none
    struct release_blocks blocks; // only those with new counts, by object
    size_t refused;
    const struct released *after; // private: the figures that stay
};
// What the public will see of a cell.
struct cell_figure release_planned_figure(const struct release_plan *plan, int64_t object, enum cell_kind kind, int64_t value);


// A feature that has counts. releases may not know it; the program (app/) sets the sources once, at start.
struct release_source {
    // Counts everything whose result the public may see, as it stands now. Of what was taken down, forgotten or is running there is
    // nothing: its last figures stay.
    CHECKED enum err (*count)(struct call *call, const struct release_wish *wish, struct release_blocks *blocks);
    // All is planned: may take a figure back to what it was before, or hide one that is new. May be NULL.
    CHECKED enum err (*settle)(struct call *call, struct release_plan *plan);
    // Sets the words of these blocks, all its own.
    CHECKED enum err (*name)(struct call *call, struct network_id network, struct release_block **blocks, size_t n);
    // A release was stored: whatever else of it the feature keeps. In the same transaction. May be NULL.
    CHECKED enum err (*stored)(struct call *call, const struct release_wish *wish);
};
// `sources` is kept by reference.
void release_set_sources(const struct release_source *sources, size_t n);

// What a release now would publish. Reads only; takes tens of milliseconds for hundreds of statements.
CHECKED enum err release_make_plan(struct call *call, const struct release_wish *wish, struct release_plan *ret_plan);
// Stores it and tells the public pages. ERR_CONFLICT: another release was made since the plan.
CHECKED enum err release_store_plan(struct call *call, const struct release_plan *plan);
// Sets the words of the first `most` planned blocks.
CHECKED enum err release_name_plan(struct call *call, struct release_plan *plan, size_t most);

// Queues a release for a workshop: for rules that close something or open its results to all. In their transaction.
CHECKED enum err release_due(struct call *call, struct network_id network, int64_t workshop);

// PUBLISH_FIGURES. Queues a release of everything in the network, with a line in the audit list.
CHECKED enum err release_publish(struct call *call, struct scope scope);

// --- the job ---
#define RELEASE_JOB "publish figures"
CHECKED enum err release_job_read(struct call *call, const char *payload, void **ret_work);
CHECKED enum err release_job_write(struct call *call, const char *payload, void *work);

#endif
