// text_work.c - rules of the list of texts that need work.
#include "texts/text_work.h"

#include "base/limits.h"
#include "base/vec.h"
#include "texts/text_work_store.h"

bool text_kind_is_expected(enum text_kind kind)
{
    return kind != TEXT_ORGANISATION && kind != TEXT_CONTRIBUTION;
}

static bool looks_at(const struct text_work_filter *filter, bool easy)
{
    return filter->easy == EASY_BOTH || easy == (filter->easy == EASY_YES);
}

static struct variant_mark *mark_find(struct variant_mark_list *marks, enum language language, bool easy)
{
    for (size_t i = 0; i < marks->n; i++)
        if (marks->at[i].language == language && marks->at[i].easy == easy)
            return &marks->at[i];
    return NULL;
}

static void take_state(const struct variant_state *state, void *context)
{
    struct text_work_list *list = context;
    for (size_t i = 0; i < list->n; i++) {
        struct variant_mark *mark = list->at[i].id.v == state->id.v ? mark_find(&list->at[i].marks, state->language, state->easy) : NULL;
        if (mark != NULL) {
            mark->is_there = true;
            mark->state = state->state;
        }
    }
}

enum err text_work_list_of(struct call *call, const struct text_work_filter *filter, size_t page, struct text_work_list *ret_list,
                           bool *ret_more)
{
    struct text_work_list list;
    struct text_wants wants = {0};
    TRY(text_work_store_list(call, filter, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &list));
    *ret_more = list.n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        list.n = LIMIT_PAGE_ROWS;
    struct text_id ids[LIMIT_PAGE_ROWS];
    for (size_t i = 0; i < list.n; i++) {
        struct text_work *work = &list.at[i];
        ids[i] = work->id;
        text_want(call, &wants, work->id, &work->words);
        for (size_t k = 0; k < filter->languages.n; k++)
            for (int easy = 0; easy < 2; easy++)
                if (looks_at(filter, easy == 1))
                    *VEC_PUSH(call->arena, &work->marks) = (struct variant_mark){
                        .language = filter->languages.at[k], .easy = easy == 1, .is_expected = text_kind_is_expected(work->kind)};
    }
    TRY(text_work_store_states(call, ids, list.n, take_state, &list));
    TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}

enum err text_work_count(struct call *call, const struct text_work_filter *filter, struct text_count_list *ret_list, int64_t *ret_texts)
{
    struct text_count_list list = {0};
    struct state_count_list states;
    int64_t expected;
    TRY(text_work_store_count(call, filter->network, &states, ret_texts, &expected));
    for (size_t i = 0; i < filter->languages.n; i++)
        for (int easy = 0; easy < 2; easy++)
            if (looks_at(filter, easy == 1))
                *VEC_PUSH(call->arena, &list) =
                    (struct text_count){.language = filter->languages.at[i], .easy = easy == 1, .missing = expected};
    for (size_t i = 0; i < states.n; i++)
        for (size_t k = 0; k < list.n; k++) {
            const struct state_count *state = &states.at[i];
            struct text_count *count = &list.at[k];
            if (count->language != state->language || count->easy != state->easy)
                continue;
            count->missing -= state->expected;
            *(state->state == TEXT_DRAFT     ? &count->drafts
              : state->state == TEXT_CHECKED ? &count->checked
                                             : &count->out_of_date) += state->n;
        }
    *ret_list = list;
    return OK;
}
