// demo_show.c - says how to try the demonstration programme out.
#include "base/id.h"
#include "cards/card.h"
#include "demo/demo.h"
#include "people/password.h"
#include "people/person.h"
#include "workshops/workshop.h"

static void show_workshop(const struct workshop *workshop, const char *address, FILE *out)
{
    char id[ID_TEXT_SIZE];
    id_text(workshop->id.v, id);
    switch (workshop->state) {
    case WORKSHOP_PLANNED:
        fprintf(out, "Planned:   %s\n           %s/workshops/%s\n", workshop->title.text, address, id);
        break;
    case WORKSHOP_OPEN:
        fprintf(out, "Running:   %s\n           join code %s, or %s/j/%s\n           console %s/console/%s\n"
                     "           big screen %s/s/%s\n",
                workshop->title.text, workshop->join_code, address, workshop->join_code, address, id, address,
                workshop->screen_secret);
        break;
    case WORKSHOP_CLOSED:
        fprintf(out, "Closed:    %s\n           %s/workshops/%s\n", workshop->title.text, address, id);
        break;
    }
}

// The first card of a network that belongs to somebody and nobody has opened yet.
static enum err show_card(struct call *call, const struct network *network, const char *address, FILE *out)
{
    struct card_list cards;
    bool more;
    TRY(card_list_of(call, network_scope_of(network), 0, &cards, &more));
    for (size_t i = cards.n; i > 0; i--)
        if (cards.at[i - 1].participant.v != 0 && card_may_print(call, &cards.at[i - 1])) {
            const char *code = card_code(call, &cards.at[i - 1]);
            fprintf(out, "Card:      %s\n           %s/c/%s\n", card_code_grouped(call->arena, code), address, code);
            break;
        }
    return OK;
}

static enum err show_workshops(struct call *call, const char *address, FILE *out)
{
    bool more_networks = true;
    for (size_t page = 0; more_networks; page++) {
        struct network_list networks;
        TRY(network_list(call, page, &networks, &more_networks));
        for (size_t i = 0; i < networks.n; i++) {
            struct workshop_list workshops;
            bool more;
            TRY(workshop_list_of(call, networks.at[i].id, 0, &workshops, &more));
            for (size_t w = 0; w < workshops.n; w++)
                show_workshop(&workshops.at[w], address, out);
            TRY(show_card(call, &networks.at[i], address, out));
        }
    }
    return OK;
}

static enum err is_there(struct demo *demo, const struct demo_person *person, bool *ret_there)
{
    struct person stored;
    enum err error = person_find_name(demo->call, person->name, &stored);
    *ret_there = error == OK && password_matches(stored.password, person->hash);
    return error == ERR_NOT_FOUND ? OK : error;
}

enum err demo_show(struct demo *demo, const char *address, FILE *out)
{
    const char *names = NULL;
    for (size_t i = 0; i < demo->people.n; i++) {
        bool there;
        TRY(is_there(demo, &demo->people.at[i], &there));
        if (there)
            names = names == NULL ? demo->people.at[i].name
                                  : arena_print(demo->call->arena, "%s\n           %s", names, demo->people.at[i].name);
    }
    if (names == NULL) {
        fprintf(out, "This data file does not hold the demonstration programme.\n");
        return OK;
    }
    fprintf(out, "Networks:  %s/networks\n", address);
    TRY(show_workshops(demo->call, address, out));
    fprintf(out, "Sign in:   %s/login, with the password %s as\n           %s\n", address, demo->password, names);
    return OK;
}
