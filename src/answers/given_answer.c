// given_answer.c - the rules of answers.
#include "answers/given_answer.h"

#include <assert.h>
#include <string.h>

#include "answers/answer_store.h"
#include "base/id.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "people/audit.h"
#include "store/signal.h"

// The member of the network whose id was chosen; v 0 for its team. False: there is none.
static enum err body_of(struct call *call, const struct network *network, const char *chosen, struct organisation_id *ret_id,
                        struct words *ret_name, bool *ret_found)
{
    struct organisation_list members;
    ret_id->v = 0;
    ret_name->text = "";
    *ret_found = chosen == NULL || *chosen == '\0';
    if (*ret_found)
        return OK;
    if (!id_parse(chosen, &ret_id->v))
        return OK;
    TRY(organisation_list(call, network->id, &members));
    for (size_t i = 0; i < members.n && !*ret_found; i++)
        if (members.at[i].id.v == ret_id->v) {
            *ret_name = members.at[i].name;
            *ret_found = true;
        }
    return OK;
}

static const char *clean_words(struct call *call, const char *words)
{
    const char *clean = normalize(call->arena, words == NULL ? "" : words);
    bool is_right = *fold(call->arena, clean) != '\0' && utf8_length(clean, strlen(clean)) <= ANSWER_SIGNS;
    return is_right ? clean : NULL;
}

enum err answer_add(struct call *call, const struct network *network, struct answer_target target,
                    const struct answer_draft *draft, struct filled *filled, struct answer_id *ret_id)
{
    assert(db_in_transaction(call->db) && (target.need.v == 0) != (target.line.v == 0));
    struct organisation_id body;
    struct answer answer = {.target = target};
    bool is_member = false;
    TRY(call_require(call, ANSWER_NEEDS, network_scope_of(network)));
    TRY(answer_read_target(call, network->id, target));
    TRY(body_of(call, network, draft->organisation, &body, &answer.body, &is_member));
    const char *words = clean_words(call, draft->words);
    if (words == NULL && filled != NULL)
        filled_bad(filled, "words", N_("Please say what became of it."));
    if (!is_member && filled != NULL)
        filled_bad(filled, "organisation", N_("This organisation is no member of the network."));
    if (words == NULL || !is_member)
        return ERR_INVALID;
    answer.id.v = call_id(call);
    TRY(text_add(call, TEXT_ANSWER, network->id, call->language, words, &answer.text));
    TRY(answer_insert(call, network->id, &answer, body));
    signal_add(call->db, TOPIC_NETWORK, network->id.v);
    TRY(audit_add(call, network->id, AUDIT_ANSWERED, answer.id.v));
    *ret_id = answer.id;
    return OK;
}

enum err answer_remove(struct call *call, struct answer_id id)
{
    assert(db_in_transaction(call->db));
    struct answer answer;
    TRY(answer_read(call, id, &answer));
    TRY(call_require(call, ANSWER_NEEDS, answer.scope));
    TRY(answer_delete(call, id));
    TRY(text_remove(call, answer.text));
    signal_add(call->db, TOPIC_NETWORK, answer.scope.network.v);
    return audit_add(call, answer.scope.network, AUDIT_ANSWER_REMOVED, id.v);
}

// --- reading ---

static enum err read_words(struct call *call, struct answer_list *list)
{
    struct text_wants wants = {0};
    for (size_t i = 0; i < list->n; i++) {
        struct answer *answer = &list->at[i];
        text_want(call, &wants, answer->text, &answer->words);
        if (answer->body_text.v != 0)
            text_want(call, &wants, answer->body_text, &answer->body);
        if (answer->about_text.v != 0)
            text_want(call, &wants, answer->about_text, &answer->about);
    }
    return wants.n == 0 ? OK : text_read(call, &wants);
}

enum err answer_list_of(struct call *call, struct network_id network, struct answer_target target, struct answer_list *ret_list)
{
    TRY(answer_read_of(call, network, target, ret_list));
    return read_words(call, ret_list);
}

enum err answer_list_needs(struct call *call, struct network_id network, struct answer_list *ret_list)
{
    TRY(answer_read_needs(call, network, ret_list));
    return read_words(call, ret_list);
}

enum err answer_list_own(struct call *call, struct network_id network, struct participant_id participant,
                         struct answer_list *ret_list)
{
    TRY(answer_read_own(call, network, participant, ret_list));
    return read_words(call, ret_list);
}

enum err answer_waiting(struct call *call, struct scope scope, size_t page, struct waiting_list *ret_list, bool *ret_more)
{
    struct waiting_list list;
    struct text_wants wants = {0};
    TRY(call_require(call, ANSWER_NEEDS, scope));
    TRY(answer_read_waiting(call, scope.network, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &list));
    *ret_more = list.n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        list.n = LIMIT_PAGE_ROWS;
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].text.v != 0)
            text_want(call, &wants, list.at[i].text, &list.at[i].words);
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}

enum err answer_waiting_counts(struct call *call, struct scope scope, struct waiting_counts *ret_counts)
{
    TRY(call_require(call, ANSWER_NEEDS, scope));
    return answer_read_waiting_counts(call, scope.network, ret_counts);
}

// --- for others ---

enum err answers_merged(struct call *call, struct network_id network, struct need_id from, struct need_id into)
{
    return answer_update_need(call, network, from, into);
}

enum err answers_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words)
{
    (void)participant; // what they said is gone already
    struct text_ids texts;
    if (keeps_words)
        return OK;
    TRY(answer_read_gone(call, network, &texts));
    TRY(answer_delete_gone(call, network));
    for (size_t i = 0; i < texts.n; i++)
        TRY(text_remove(call, texts.at[i]));
    return OK;
}
