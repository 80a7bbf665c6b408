// polis.h - a conversation exported by Polis: its statements, the people, and the last vote of each person on each statement.
//
// Files of the export: comments.csv (timestamp, comment-id, author-id, moderated, comment-body), votes.csv (timestamp, comment-id,
// voter-id, vote) or in its stead participants-votes.csv (participant, then a column a comment id), summary.csv (topic,
// conversation-description; may be missing).
#ifndef SEMPRE_INTERCHANGE_POLIS_H
#define SEMPRE_INTERCHANGE_POLIS_H

#include "interchange/csv.h"

struct polis_comment {
    int64_t id, author;
    int64_t at;        // ms since 1970
    int moderated;     // -1 rejected, 0 not looked at, 1 accepted
    const char *words;
};

struct polis_vote {
    int64_t voter, comment;
    int64_t value;     // 1 agree, -1 disagree, 0 pass
    int64_t at;        // ms since 1970
    size_t row;        // order in the file
};

struct polis {
    const char *topic, *description; // "" where not said
    struct polis_comment *comments;  // ascending by id
    size_t comment_count;
    struct polis_vote *votes;        // ascending by voter, then comment; the last of each pair only
    size_t vote_count;
    int64_t *people;                 // voters and authors, ascending
    size_t people_count;
    int64_t first_at, last_at;       // of comments and votes
};

// Reads and checks the whole export before anything is stored. ERR_INVALID or ERR_NOT_FOUND with `ret_why`: file, line, reason.
CHECKED enum err polis_read(struct arena *arena, const char *folder, struct polis *ret_polis, const char **ret_why);

// The same without votes and people: comments.csv and summary.csv only.
CHECKED enum err polis_read_statements(struct arena *arena, const char *folder, struct polis *ret_polis, const char **ret_why);

#endif
