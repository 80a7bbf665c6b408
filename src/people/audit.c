// audit.c - the audit list: adding to it, and its lines as sentences.
#include "people/audit.h"

#include <assert.h>

#include "base/limits.h"
#include "base/vec.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "people/audit_store.h"

// {1} who did it, {2} the person it was done to, {3} the role, {4} how many.
static const char *const sentences[AUDIT_COUNT] = {
    [AUDIT_NONE] = N_("{1} did something that this version of the program does not know."),
    [AUDIT_ROLE_GIVEN] = N_("{1} gave {2} the role: {3}."),
    [AUDIT_ROLE_TAKEN] = N_("{1} took a role from {2}: {3}."),
    [AUDIT_INVITED] = N_("{1} invited somebody for the role: {3}."),
    [AUDIT_INVITATION_REVOKED] = N_("{1} took an invitation back. It was for the role: {3}."),
    [AUDIT_INVITATION_ACCEPTED] = N_("{2} accepted an invitation for the role: {3}."),
    [AUDIT_RECOVERY_MADE] = N_("{1} made a one-time code for {2}, who lost the password."),
    [AUDIT_PASSWORD_RECOVERED] = N_("{2} set a new password with a one-time code."),
    [AUDIT_PERSON_DISABLED] = N_("{1} closed the login of {2}."),
    [AUDIT_PERSON_ENABLED] = N_("{1} opened the login of {2} again."),
    [AUDIT_NETWORK_ADDED] = N_("{1} added the network."),
    [AUDIT_NETWORK_CHANGED] = N_("{1} changed the network's page."),
    [AUDIT_TEXT_CHANGED] = N_("{1} changed a text."),
    [AUDIT_PLANNED] = N_("{1} planned a workshop."),
    [AUDIT_OPENED] = N_("{1} opened a workshop."),
    [AUDIT_CLOSED] = N_("{1} closed a workshop."),
    [AUDIT_REOPENED] = N_("{1} opened a closed workshop again."),
    [AUDIT_APPROVED] = N_("{1} approved a contribution."),
    [AUDIT_REFUSED] = N_("{1} held a contribution back."),
    [AUDIT_REWORDED] = N_("{1} reworded a contribution."),
    [AUDIT_TAKEN_DOWN] = N_("{1} took a contribution down."),
    [AUDIT_EXPORTED] = N_("{1} took out the data of a workshop."),
    [AUDIT_IMPORTED] = N_("{1} read in the data of a workshop."),
    [AUDIT_CARDS_MADE] = N_("{1} made cards to hand out."),
    [AUDIT_CARD_ENDED] = N_("{1} took a card back."),
    [AUDIT_CARD_REPLACED] = N_("{1} made a new card in place of an old one."),
    [AUDIT_FORGOTTEN] = N_("Somebody who took part was forgotten, as they wished. What they said is gone."),
    [AUDIT_FORGOTTEN_WORDS_STAY] = N_("Somebody who took part was forgotten, as they wished. What they said stays."),
    [AUDIT_HELPED] = N_("{1} wrote for somebody who takes part, with their consent."),
    [AUDIT_NEED_NAMED] = N_("{1} named a need."),
    [AUDIT_NEED_CHANGED] = N_("{1} changed a need or what stands behind it."),
    [AUDIT_NEED_STATE] = N_("{1} said how far a need has come."),
    [AUDIT_NEEDS_MERGED] = N_("{1} joined two needs into one."),
    [AUDIT_NEED_SPLIT] = N_("{1} split a need into two."),
    [AUDIT_ANSWERED] = N_("{1} gave an answer to what was said."),
    [AUDIT_ANSWER_REMOVED] = N_("{1} took an answer away."),
    [AUDIT_SECOND_STEP_APP] = N_("{1} set up an app as the second step of signing in."),
    [AUDIT_SECOND_STEP_LIST] = N_("{1} made a list of codes for the second step of signing in."),
    [AUDIT_SECOND_STEP_OFF] = N_("{1} took the second step of signing in off for {2}."),
    [AUDIT_PERIODS_KEPT] = N_("The program removed what it keeps no longer, as the settings say. Rows and files: {4}."),
    [AUDIT_FIGURES_PUBLISHED] = N_("{1} had new figures published."),
    [AUDIT_ERASED] = N_("{1} erased what somebody had said, as that person wished."),
};

enum err audit_add_role(struct call *call, struct network_id network, enum audit_act act, struct person_id person,
                        enum role role)
{
    assert(act > AUDIT_NONE && act < AUDIT_COUNT);
    return audit_store_add(call, network, act, person.v, role);
}

enum err audit_add(struct call *call, struct network_id network, enum audit_act act, int64_t object)
{
    assert(act > AUDIT_NONE && act < AUDIT_COUNT);
    return audit_store_add(call, network, act, object, ROLE_NONE);
}

static const char *sentence_of(struct call *call, const struct audit_row *row)
{
    const char *args[] = {
        row->actor == NULL ? tr(call->language, "A command on the server") : row->actor,
        row->object == NULL ? tr(call->language, "Somebody") : row->object,
        tr(call->language, role_label(row->role)),
        format_number(call->arena, call->language, row->object_id),
    };
    return tr_fill(call->arena, tr(call->language, sentences[row->act]), args, sizeof(args) / sizeof(args[0]));
}

enum err audit_tidy(struct call *call, int64_t before, int64_t *ret_n)
{
    return audit_store_tidy(call, before, ret_n);
}

enum err audit_read(struct call *call, struct scope scope, int64_t before, struct audit_list *ret_list, bool *ret_more)
{
    TRY(call_require(call, VIEW_AUDIT, scope));
    struct audit_row_list rows;
    TRY(audit_store_list(call, scope.network, before == 0 ? INT64_MAX : before, LIMIT_PAGE_ROWS + 1, &rows));
    struct audit_list list = {0};
    for (size_t i = 0; i < rows.n && i < LIMIT_PAGE_ROWS; i++)
        *VEC_PUSH(call->arena, &list) =
            (struct audit_line){rows.at[i].id, rows.at[i].at, sentence_of(call, &rows.at[i])};
    *ret_list = list;
    *ret_more = rows.n > LIMIT_PAGE_ROWS;
    return OK;
}
