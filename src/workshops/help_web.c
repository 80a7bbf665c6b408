// help_web.c - the form of a helper: the words, consent, reading aloud, and then nothing to be seen any more.
#include <string.h>

#include "base/limits.h"
#include "i18n/message.h"
#include "people/slowdown.h"
#include "workshops/contribution.h"
#include "workshops/help.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

#define AT(type, member) .offset = offsetof(struct type, member)

struct help_draft {
    const char *code, *words, *heard;
    bool consent;
    int64_t at;
};
static const struct field help_fields[] = {
    {"code", FIELD_CODE, N_("Code of their card"), .hint = N_("Leave it empty where the person has no card."), .most = 30,
     AT(help_draft, code)},
    {"words", FIELD_SENTENCE, N_("What they say, in their words"), .hint = N_("One sentence. Please no names."), .required = true,
     .most = LIMIT_LINE_SIGNS, AT(help_draft, words)},
    {"consent", FIELD_CHECK, N_("The person agrees that I write this for them"), AT(help_draft, consent)},
    {"heard", FIELD_HIDDEN, N_("It was read aloud"), .most = 3, AT(help_draft, heard)},
    {"at", FIELD_ID, N_("Step of the meeting"), AT(help_draft, at)},
    {0},
};
const struct form help_form = {"help", help_fields, sizeof(struct help_draft)};

// The workshop, and the step that runs now and takes words; activity.id.v 0: there is none.
struct helping {
    struct workshop workshop;
    struct activity activity;
};

static enum err helping_find(struct call *call, const struct request *request, struct helping *ret_helping)
{
    struct helping helping = {0};
    TRY(workshop_of_request(call, request, &helping.workshop));
    enum err error = workshop_current(call, &helping.workshop, &helping.activity);
    if (error != OK && error != ERR_NOT_FOUND)
        return error;
    if (error == ERR_NOT_FOUND || helping.activity.state != ACTIVITY_RUNNING || !helping.activity.kind->takes_words)
        helping.activity = (struct activity){0};
    else
        TRY(workshop_read_words(call, NULL, &helping.activity));
    *ret_helping = helping;
    return OK;
}

static enum err help_page(struct call *call, const struct request *request, struct reply *reply, struct helping *helping,
                          struct filled *filled, int status)
{
    struct help_view *view = ARENA_NEW(call->arena, struct help_view);
    *view = (struct help_view){
        .meeting = meeting_view_of(call, &helping->workshop),
        .question = helping->activity.question,
        .at = helping->activity.id.v == 0 ? NULL : id_in_words(call->arena, helping->activity.id.v),
        .is_sent = request_query(request, "sent") != NULL && status == 200,
        .filled = filled,
    };
    reply->section = "networks";
    reply_page(reply, status, page_title(call, N_("Write for somebody: {1}"), helping->workshop.title), body_help(view));
    return OK;
}

static void aloud_page(struct call *call, struct reply *reply, const struct helping *helping, const struct help_draft *draft)
{
    struct help_aloud_view *view = ARENA_NEW(call->arena, struct help_aloud_view);
    *view = (struct help_aloud_view){
        .meeting = meeting_view_of(call, &helping->workshop),
        .at = id_in_words(call->arena, helping->activity.id.v),
        .code = draft->code,
        .words = draft->words,
    };
    reply->section = "networks";
    reply_page(reply, 200, tr(call->language, N_("Read it aloud")), body_help_aloud(view));
}

enum err help_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct helping *helping = ARENA_NEW(call->arena, struct helping);
    TRY(helping_find(call, request, helping));
    return help_page(call, request, reply, helping, filled_empty(call->arena, &help_form), 200);
}

// The card of the code, if one was typed: its number in `ret_cards`, else what is wrong with it.
static enum err read_card(struct call *call, const struct helping *helping, const char *code, struct filled *filled,
                          struct card *ret_card)
{
    enum card_found found = CARD_FOUND;
    TRY(card_find_code(call, code, ret_card, &found));
    if (found == CARD_FOUND && ret_card->network.v != helping->workshop.scope.network.v)
        found = CARD_UNKNOWN;
    if (found == CARD_SLOWED)
        filled_bad(filled, "code", slowdown_sentence());
    else if (found == CARD_MISTYPED)
        filled_bad(filled, "code", N_("One of the signs is not right. Please compare it with the card."));
    else if (found == CARD_UNKNOWN)
        filled_bad(filled, "code", N_("No card of this network has this code, or it was replaced by another one."));
    return OK;
}

enum err help_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct helping *helping = ARENA_NEW(call->arena, struct helping);
    struct help_draft draft;
    struct filled *filled;
    struct card card;
    TRY(form_read(request, &help_form, &draft, &filled));
    TRY(helping_find(call, request, helping));
    bool has_card = draft.code != NULL && *draft.code != '\0', is_heard = strcmp(draft.heard, "yes") == 0;
    if (filled->bad == 0 && (helping->activity.id.v == 0 || draft.at != helping->activity.id.v))
        filled_bad(filled, "", N_("The meeting has moved on while you wrote. Is the sentence about this question too?"));
    if (filled->bad == 0 && !draft.consent)
        filled_bad(filled, "consent", N_("Please ask first. Without consent nothing can be sent."));
    if (filled->bad == 0 && has_card)
        TRY(read_card(call, helping, draft.code, filled, &card));
    if (filled->bad == 0 && !is_heard && strcmp(draft.heard, "no") != 0) {
        aloud_page(call, reply, helping, &draft);
        return OK;
    }
    if (filled->bad == 0 && is_heard) {
        enum err error = help_say(call, &helping->activity, has_card ? &card : NULL, true, draft.words);
        if (error == ERR_INVALID || (error == ERR_CONFLICT && db_error(call->db) == OK))
            filled_bad(filled, "words", N_("This was said before by the same person, or it has no words."));
        else
            TRY(error);
    }
    if (filled->bad > 0 || !is_heard)
        return help_page(call, request, reply, helping, filled, filled->bad > 0 ? 422 : 200);
    reply_see(reply, "/workshops/%s/help?sent=1", id_in_words(call->arena, helping->workshop.id.v));
    return OK;
}
