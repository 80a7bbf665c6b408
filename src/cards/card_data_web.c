// card_data_web.c - everything of one's own, to take away: as a file to read and as JSON.
#include "cards/card_store.h"
#include "cards/card_web.h"
#include "cards/own_slot.h"
#include "cards/participant_store.h"
#include "i18n/message.h"

static const char *const came[] = {
    [PARTICIPANT_PHONE] = N_("with a phone or computer"),
    [PARTICIPANT_SHEET] = N_("on paper"),
    [PARTICIPANT_IMPORT] = N_("with data from elsewhere"),
};

static enum err add_cards(struct call *call, const struct network *network, struct participant_id participant, struct own_data *data)
{
    struct participant_facts facts;
    struct card_list cards;
    TRY(participant_read_facts(call, network->id, participant, &facts));
    TRY(card_read_own(call, network->id, participant, &cards));
    struct own_row *row = own_row_add(call, own_part_add(call, data, "participant", N_("What is known of you")));
    own_text(call, row, "network", N_("Network"), network->title.text);
    own_time(call, row, "joined_at", N_("Since"), facts.joined_at);
    own_text(call, row, "came", N_("How you came"), tr(call->language, came[facts.origin]));
    own_number(call, row, "browsers", N_("Phones and computers on which your card is open"), facts.browsers);
    struct own_part *part = own_part_add(call, data, "cards", N_("Your cards"));
    for (size_t i = 0; i < cards.n; i++) {
        row = own_row_add(call, part);
        own_number(call, row, "number", N_("Number of the card"), cards.at[i].number);
        own_time(call, row, "made_at", N_("Made"), cards.at[i].made_at);
        own_time(call, row, "opened_at", N_("Opened for the first time"), cards.at[i].opened_at);
        own_time(call, row, "ended_at", N_("Ended"), cards.at[i].ended_at);
    }
    return OK;
}

static enum err collect(struct call *call, const struct request *request, struct reply *reply, struct network *network,
                        struct own_data *data, bool *ret_is_known)
{
    struct participant_id participant;
    TRY(own_find(call, request, reply, network, &participant, ret_is_known));
    if (!*ret_is_known)
        return OK;
    TRY(add_cards(call, network, participant, data));
    return own_data_of_slots(call, network, participant, data);
}

// Files that are for their owner alone, and for no cache on the way.
static void give(struct reply *reply, const char *type, const char *name, struct buf bytes)
{
    reply_header(reply, "Content-Disposition", arena_print(reply->arena, "attachment; filename=\"%s\"", name));
    reply_header(reply, "Cache-Control", "no-store");
    reply_bytes(reply, 200, type, bytes);
}

static enum err give_all(struct call *call, const struct request *request, struct reply *reply, bool as_json)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct own_data data = {0};
    struct buf bytes = buf_make(call->arena, 4096);
    bool is_known;
    TRY(collect(call, request, reply, network, &data, &is_known));
    if (!is_known)
        return OK;
    if (as_json) {
        TRY(own_data_json(call, &data, &bytes));
        give(reply, "application/json", "sempre.json", bytes);
    } else {
        own_data_text(call, &data, tr(call->language, N_("All that is kept of you")), network->time_zone, &bytes);
        give(reply, "text/plain; charset=utf-8", "sempre.txt", bytes);
    }
    return OK;
}

enum err own_data_get(struct call *call, const struct request *request, struct reply *reply)
{
    return give_all(call, request, reply, false);
}

enum err own_data_json_get(struct call *call, const struct request *request, struct reply *reply)
{
    return give_all(call, request, reply, true);
}
