// alike.c - which contributions are proposed for one theme, and what the facilitator makes of it.
#include "workshops/alike.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/plain_words.h"
#include "insight/duplicates.h"
#include "workshops/alike_store.h"
#include "workshops/contribution_store.h"
#include "workshops/speaking.h"

// --- what is proposed ---

static int by_id(const void *key, const void *element)
{
    int64_t id = *(const int64_t *)key, other = ((const struct contribution *)element)->id.v;
    return (id > other) - (id < other);
}

// Every two of those told apart by one press, by their places among what was said; others are no longer shown.
static struct told_apart *pairs_told_apart(struct call *call, const struct contribution_list *said, const struct press_list *presses,
                                           size_t *ret_n)
{
    struct { struct told_apart *at; size_t n, cap; } pairs = {0};
    for (size_t i = 0; i < presses->n; i++) {
        const struct contribution *one = bsearch(&presses->at[i].contribution.v, said->at, said->n, sizeof *said->at, by_id);
        for (size_t j = i + 1; j < presses->n && presses->at[j].press == presses->at[i].press; j++) {
            const struct contribution *other = bsearch(&presses->at[j].contribution.v, said->at, said->n, sizeof *said->at, by_id);
            if (one != NULL && other != NULL)
                *VEC_PUSH(call->arena, &pairs) = (struct told_apart){(uint32_t)(one - said->at), (uint32_t)(other - said->at)};
        }
    }
    *ret_n = pairs.n;
    return pairs.at;
}

// Each theme a number from 1, in the order in which they are met; 0: under none.
static uint32_t *theme_labels(struct call *call, const struct contribution_list *said)
{
    uint32_t *labels = ARENA_ARRAY(call->arena, uint32_t, said->n + 1);
    for (size_t i = 0; i < said->n; i++) {
        labels[i] = said->at[i].theme.v == 0 ? 0 : (uint32_t)i + 1;
        for (size_t j = 0; j < i && labels[i] == i + 1; j++)
            if (said->at[j].theme.v == said->at[i].theme.v)
                labels[i] = labels[j];
    }
    return labels;
}

static struct alike alike_of(struct call *call, const struct contribution_list *said, const struct duplicate_group *group)
{
    struct alike alike = {0};
    for (size_t m = 0; m < group->n && alike.said.n < MOST_ALIKE; m++) {
        const struct contribution *one = &said->at[group->members[m]];
        *VEC_PUSH(call->arena, &alike.said) = *one;
        if (alike.shortest == NULL || strlen(one->words.text) < strlen(alike.shortest))
            alike.shortest = one->words.text;
        if (one->theme.v != 0)
            alike.theme = one->theme;
    }
    return alike;
}

// The best variants of what is proposed, with one query for all.
static enum err read_words(struct call *call, struct alike_list *list)
{
    struct text_wants wants = {0};
    for (size_t i = 0; i < list->n; i++)
        for (size_t j = 0; j < list->at[i].said.n; j++)
            if (list->at[i].said.at[j].text.v != 0)
                text_want(call, &wants, list->at[i].said.at[j].text, &list->at[i].said.at[j].words);
    return wants.n == 0 ? OK : text_read(call, &wants);
}

static bool has_unsorted(const struct alike *alike)
{
    for (size_t i = 0; i < alike->said.n; i++)
        if (alike->said.at[i].theme.v == 0)
            return true;
    return false;
}

static int by_first(const void *one, const void *other)
{
    const struct duplicate_group *a = one, *b = other;
    return a->members[0] < b->members[0] ? -1 : a->members[0] > b->members[0];
}

static enum err groups_of(struct call *call, const struct activity *activity, const struct contribution_list *said,
                          struct duplicate_groups *ret_groups)
{
    const char **plain = ARENA_ARRAY(call->arena, const char *, said->n + 1);
    struct duplicate_pairs pairs;
    struct press_list presses;
    size_t apart_n = 0;
    for (size_t i = 0; i < said->n; i++)
        plain[i] = plain_words(call->arena, said->at[i].words.language, said->at[i].words.text);
    TRY(duplicates_find(call->arena, plain, said->n, DUPLICATES_LEAST, &pairs));
    *ret_groups = (struct duplicate_groups){0};
    if (pairs.n == 0)
        return OK;
    TRY(told_apart_read(call, activity, &presses));
    const struct told_apart *apart = pairs_told_apart(call, said, &presses, &apart_n);
    duplicates_group(call->arena, said->n, &pairs, apart, apart_n, theme_labels(call, said), ret_groups);
    if (ret_groups->n > 0)
        qsort(ret_groups->at, ret_groups->n, sizeof *ret_groups->at, by_first);
    return OK;
}

enum err alike_list_of(struct call *call, const struct activity *activity, size_t most, struct alike_list *ret_list, size_t *ret_all)
{
    struct contribution_list said;
    struct duplicate_groups groups;
    struct alike_list list = {0};
    size_t all = 0;
    TRY(call_require(call, VIEW_NETWORK, activity->scope));
    if (activity->kind->takes_words) {
        TRY(contribution_read_said(call, activity, MOST_COMPARED, &said));
        TRY(groups_of(call, activity, &said, &groups));
        for (size_t g = 0; g < groups.n; g++) {
            struct alike alike = alike_of(call, &said, &groups.at[g]);
            if (!has_unsorted(&alike)) // done already
                continue;
            all++;
            if (list.n < most)
                *VEC_PUSH(call->arena, &list) = alike;
        }
        TRY(read_words(call, &list));
    }
    *ret_list = list;
    *ret_all = all;
    return OK;
}

// --- what the facilitator makes of it ---

static enum err read_shown(struct call *call, const struct activity *activity, const struct contribution_id *ids, size_t n,
                           struct contribution_list *ret_list)
{
    struct contribution_list list;
    TRY(call_require(call, RUN_WORKSHOP, activity->scope));
    if (n < 2)
        return ERR_INVALID;
    if (n > MOST_ALIKE)
        return ERR_LIMIT;
    TRY(contribution_read_these(call, activity->scope.network, ids, n, &list));
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].activity.v != activity->id.v)
            return ERR_NOT_FOUND;
    if (list.n < n)
        return ERR_NOT_FOUND;
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].state != CONTRIBUTION_SHOWN)
            return ERR_CONFLICT;
    *ret_list = list;
    return OK;
}

// The theme that some of them are under; v 0: none is.
static enum err theme_of(const struct contribution_list *list, struct theme_id *ret_theme)
{
    struct theme_id theme = {0};
    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].theme.v == 0)
            continue;
        if (theme.v != 0 && theme.v != list->at[i].theme.v)
            return ERR_CONFLICT;
        theme = list->at[i].theme;
    }
    *ret_theme = theme;
    return OK;
}

enum err alike_group(struct call *call, const struct activity *activity, const struct contribution_id *ids, size_t n, const char *title)
{
    assert(db_in_transaction(call->db));
    struct contribution_list list;
    struct theme_id theme;
    TRY(read_shown(call, activity, ids, n, &list));
    TRY(theme_of(&list, &theme));
    if (theme.v == 0)
        TRY(theme_add(call, activity, title, &theme));
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].theme.v == 0)
            TRY(contribution_update_theme(call, list.at[i].id, theme));
    activity_tell_room(call, activity);
    return OK;
}

enum err alike_tell_apart(struct call *call, const struct activity *activity, const struct contribution_id *ids, size_t n)
{
    assert(db_in_transaction(call->db));
    struct contribution_list list;
    TRY(read_shown(call, activity, ids, n, &list));
    int64_t press = call_id(call);
    for (size_t i = 0; i < list.n; i++)
        TRY(told_apart_insert(call, activity, press, list.at[i].id));
    activity_tell_room(call, activity);
    return OK;
}
