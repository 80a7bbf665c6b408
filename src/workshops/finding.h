// finding.h - groups of opinion among those who voted in an activity: who answered alike, what tells the groups apart, what they share.
//
// A finding is worked out from every single vote, so never while somebody waits for a page: a job reads the votes from a snapshot and keeps
// what it found (finding_jobs.c), at most every FINDING_SOON ms while the votes change, and at once when the activity is closed. Pages read
// the kept finding and say when it was worked out.
//
// It holds no ids of participants. Where people stand is kept as dots, in two ways: each dot one person where they are few (for the room and
// the team), and each dot at least SMALLEST_PUBLIC_COUNT people (for the public); audience.h decides which.
#ifndef SEMPRE_WORKSHOPS_FINDING_H
#define SEMPRE_WORKSHOPS_FINDING_H

#include "feature/feature.h"
#include "insight/crowds.h"
#include "insight/opinion_clusters.h"
#include "workshops/mark.h"

enum {
    FINDING_STATEMENTS = 5,  // in each of its lists
    FINDING_DOTS = 120,      // about as many at most in a picture
    FINDING_SOON = 30000,    // ms from a vote to the next look, with more for many votes
    FINDING_LATER = 600000,  // ms at most between looks while an activity runs and nothing changes
};

// A statement that stands for a group.
struct finding_sign {
    struct contribution_id contribution;
    bool is_agree;                    // they agree with it; else they disagree
    uint32_t successes, trials;       // in the group: who did, of those who answered
    uint32_t other_successes, other_trials;
};
struct finding_group {
    uint32_t size;
    struct finding_sign signs[REPRESENTATIVE_MOST];
    size_t sign_count;
};
// A statement with the answers of each group.
struct finding_statement {
    struct contribution_id contribution;
    struct answers answers[OPINION_CLUSTERS_MOST];
};
struct finding {
    int64_t worked_at;                // when its votes were read
    int64_t tallies;                  // finding_hash of its votes
    int64_t people, votes, statements; // statements: shown ones, and votes on these
    double shares[OPINION_AXES];      // of all differences, by direction of the picture
    double tried[OPINION_CLUSTERS_MOST + 1]; // silhouettes by number of groups; SILHOUETTE_NONE: not looked for
    size_t k;                         // groups; 0: none can be told apart
    struct finding_group groups[OPINION_CLUSTERS_MOST]; // the largest first
    // More than half of each group agree (the largest product of their shares first); groups part most (the largest difference first).
    struct finding_statement agreed[FINDING_STATEMENTS], divided[FINDING_STATEMENTS];
    size_t agreed_count, divided_count;
    struct crowds people_dots, crowd_dots; // see above; `cluster` is the group
};

// What is there to be found in `votes`, whose statements have these ids.
CHECKED enum err finding_make(struct arena *arena, const struct vote_matrix *matrix, const struct contribution_id *ids,
                              struct finding *ret_finding);

// A hash of the counts of what is shown: the same as long as nobody votes, changes a vote, or shows or hides a statement.
struct shown_list; // contribution_store.h
int64_t finding_hash(const struct shown_list *shown, const struct tally_list *tallies);

// The kept finding. ERR_NOT_FOUND: there is none, or one of another release.
CHECKED enum err finding_find(struct call *call, const struct activity *activity, struct finding *ret_finding);

// Queues the look at the votes of an activity in `wait` ms, where its kind has findings. For rules that change votes or what is shown.
CHECKED enum err finding_due(struct call *call, const struct activity *activity, int64_t wait);

// Somebody is forgotten: every finding with their place in it goes at once, and is worked out anew. Before their marks go.
CHECKED enum err finding_forget(struct call *call, struct network_id network, struct participant_id participant);

// --- finding_jobs.c: the job ---
#define FINDING_JOB "find opinion groups"
CHECKED enum err finding_read_votes(struct call *call, const char *payload, void **ret_work);
CHECKED enum err finding_keep(struct call *call, const char *payload, void *work);

// --- finding_pack.c: a finding in bytes, owned by the arena; without worked_at and tallies ---
struct buf finding_pack(struct arena *arena, const struct finding *finding);
// False: not a finding, or one of another release.
bool finding_unpack(struct arena *arena, const unsigned char *bytes, size_t n, struct finding *ret_finding);

#endif
