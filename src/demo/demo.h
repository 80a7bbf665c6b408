// demo.h - the demonstration programme: networks, logins and workshops from content/demo/, made with the rules that pages
// use, in one transaction.
#ifndef SEMPRE_DEMO_DEMO_H
#define SEMPRE_DEMO_DEMO_H

#include <stdio.h>

#include "cards/participant.h"
#include "demo/content.h"
#include "networks/network.h"
#include "networks/organisation.h"
#include "workshops/contribution.h"

// Somebody with a login.
struct demo_person {
    const char *name;
    const char *hash;             // of the password
    struct person_id id;
    struct node node;
    struct grant *grants;
    size_t grant_count;
};
struct demo_people {
    struct demo_person *at;
    size_t n, cap;
};

// An organisation that was made already, to be found again in the next network of its country.
struct demo_organisation {
    const char *name, *country;
    struct organisation_id id;
};
struct demo_organisations {
    struct demo_organisation *at;
    size_t n, cap;
};

// What was said or put up in a workshop and is shown, by its English words.
struct demo_said {
    struct network_id network;
    const char *english;
    struct contribution_id id;
};
struct demo_said_list {
    struct demo_said *at;
    size_t n, cap;
};

struct demo {
    struct call *call;
    struct content *content;
    int64_t now;                  // of the demonstration; call->now moves about in the past of its workshops
    const char *password;
    struct demo_people people;
    struct demo_organisations organisations;
    struct demo_said_list said;
};

// Reads the logins; and computes what is kept of their password, which is slow and needs no database.
CHECKED enum err demo_read_people(struct demo *demo);
CHECKED enum err demo_hash_people(struct demo *demo);

// Everything, into a programme without networks. Needs an open transaction and people with hashes. ERR_CONFLICT: there are
// networks already. ERR_INVALID: a file is wrong, see demo->content->why.
CHECKED enum err demo_add(struct demo *demo);

// --- the parts of demo_add ---
CHECKED enum err demo_add_regions(struct demo *demo);
CHECKED enum err demo_add_networks(struct demo *demo);
CHECKED enum err demo_add_people(struct demo *demo);
CHECKED enum err demo_add_workshops(struct demo *demo);
CHECKED enum err demo_add_needs(struct demo *demo);
CHECKED enum err demo_add_duties(struct demo *demo);

// A line that is shown, for the needs named from it.
void demo_remember(struct demo *demo, struct network_id network, const struct tongues *words, struct contribution_id id);

// Writes down how to try it out: addresses that begin with `address`, logins, the join code. Needs people with hashes: only
// logins that are there, with this password, are shown.
CHECKED enum err demo_show(struct demo *demo, const char *address, FILE *out);

// Adds every variant of a text but the one in `source`: as drafts where they are translations, see content/demo/README.md.
CHECKED enum err demo_translate(struct demo *demo, struct text_id text, const struct tongues *tongues,
                                enum language source);

// The variant that becomes the source: English, or the only one.
const struct tongue *demo_source(const struct tongues *tongues);

// A rule said no. Finds the first message in `filled` (may be NULL) for the sentence.
CHECKED enum err demo_refused(struct demo *demo, struct node node, enum err error, const struct filled *filled);

#endif
