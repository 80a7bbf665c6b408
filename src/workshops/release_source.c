// release_source.c - the counts of results, one block a statement, and the groups of opinion that a release shows.
#include "workshops/release_source.h"

#include <stdlib.h>

#include "i18n/message.h"
#include "i18n/word.h"
#include "insight/mentions.h"
#include "workshops/contribution_store.h"
#include "workshops/release_count_store.h"
#include "workshops/result.h"
#include "workshops/result_ahead.h"
#include "workshops/summary.h"

// --- statements ---

static struct release_cell *add_cell(struct call *call, struct release_block *block, enum cell_kind kind, int64_t value, const char *label)
{
    struct release_cell *cell = VEC_PUSH(call->arena, block);
    *cell = (struct release_cell){.kind = kind, .value = value, .label = label};
    return cell;
}

static struct release_block *statement_block(struct call *call, const struct counted_value *value, struct release_blocks *blocks)
{
    struct release_block *block = VEC_PUSH(call->arena, blocks);
    const struct mark_value *values = value->kind->values;
    *block = (struct release_block){.object = value->contribution.v, .workshop = value->workshop.v};
    add_cell(call, block, CELL_WHOLE, 0, N_("People"));
    for (size_t i = 0; values != NULL && values[i].label != NULL; i++)
        add_cell(call, block, CELL_ANSWER, values[i].value, values[i].label);
    return block;
}

// Where dots add up people count, not dots: whoever put one, once.
static void count_value(struct release_block *block, const struct counted_value *value)
{
    if (value->kind->values == NULL) {
        block->at[0].people += value->people;
        return;
    }
    for (size_t i = 1; i < block->n; i++)
        if (block->at[i].value == value->value) {
            block->at[i].people += value->people;
            block->at[0].people += value->people;
        }
}

static enum err count_marks(struct call *call, const struct release_wish *wish, struct release_blocks *blocks)
{
    struct counted_values values;
    struct release_block *block = NULL;
    TRY(release_count_read_marks(call, wish, &values));
    for (size_t i = 0; i < values.n; i++) {
        if (block == NULL || block->object != values.at[i].contribution.v)
            block = statement_block(call, &values.at[i], blocks);
        count_value(block, &values.at[i]);
    }
    return OK;
}

// Both stand in the order of ids.
static enum err count_hands(struct call *call, const struct release_wish *wish, size_t from, struct release_blocks *blocks)
{
    struct counted_values values;
    TRY(release_count_read_hands(call, wish, &values));
    for (size_t i = 0; i < values.n; i++) {
        while (from < blocks->n && blocks->at[from].object < values.at[i].contribution.v)
            from++;
        if (from < blocks->n && blocks->at[from].object == values.at[i].contribution.v)
            add_cell(call, &blocks->at[from], CELL_HANDS, values.at[i].value, N_("By show of hands"))->people = values.at[i].people;
    }
    return OK;
}

// --- groups of opinion ---

// The groups that the public sees give way to newer ones where so many came or went that it tells of nobody.
static bool is_shown_next(const struct counted_finding *counted)
{
    int64_t sizes[OPINION_CLUSTERS_MOST] = {0};
    const struct finding *finding = counted->finding;
    for (size_t g = 0; g < finding->k; g++)
        sizes[g] = finding->groups[g].size;
    return groups_for(AUDIENCE_PUBLIC, finding->people, sizes, finding->k) == GROUPS_AS_CROWDS &&
           llabs(finding->people - counted->released_people) >= SMALLEST_PUBLIC_COUNT;
}

static enum err count_groups(struct call *call, const struct release_wish *wish, struct release_blocks *blocks)
{
    struct counted_findings findings;
    TRY(release_count_read_findings(call, wish, &findings));
    for (size_t i = 0; i < findings.n; i++) {
        const struct counted_finding *counted = &findings.at[i];
        if (!is_shown_next(counted))
            continue;
        struct release_block *block = VEC_PUSH(call->arena, blocks);
        *block = (struct release_block){.object = counted->activity.id.v, .workshop = counted->activity.workshop.v,
                                        .words = {.text = tr(call->language, N_("Groups of people who answered alike")),
                                                  .language = call->language}};
        for (size_t g = 0; g < counted->finding->k; g++)
            add_cell(call, block, CELL_GROUP, release_group_value(counted->finding->k, g), N_("People"))->people =
                counted->finding->groups[g].size;
    }
    return OK;
}

enum err workshops_stored(struct call *call, const struct release_wish *wish)
{
    struct counted_findings findings;
    TRY(release_count_read_findings(call, wish, &findings));
    for (size_t i = 0; i < findings.n; i++) {
        struct finding released = *findings.at[i].finding;
        if (!is_shown_next(&findings.at[i]))
            continue;
        released.people_dots = (struct crowds){0};
        TRY(finding_write_released(call, &findings.at[i].activity, &released));
    }
    return OK;
}

// --- what people spoke of ---

enum { SAID_MOST = 20000, SAID_WORDS = 1000 };

struct said_mentions {
    struct mention *at;
    size_t n, cap;
};

static enum err add_mentioned(struct call *call, const struct said_mentions *mentions, struct mentioned_list *ret_list)
{
    return mentions_count(call->arena, mentions->at, mentions->n, 1, SMALLEST_PUBLIC_COUNT, SAID_WORDS, ret_list);
}

static struct release_block *add_spoken(struct call *call, int64_t workshop, int64_t object, enum cell_kind kind, int64_t people,
                                        struct release_blocks *blocks)
{
    struct release_block *block = VEC_PUSH(call->arena, blocks);
    *block = (struct release_block){.object = object, .workshop = workshop};
    add_cell(call, block, kind, 0, N_("People"))->people = people;
    return block;
}

static struct text_id title_of(const struct counted_said *said, size_t n, int64_t theme)
{
    for (size_t i = 0; i < n; i++)
        if (said[i].theme.v == theme)
            return said[i].theme_title;
    return (struct text_id){0};
}

// Words and themes of at least five people in one workshop: others are on no page.
static enum err count_spoken(struct call *call, const struct counted_said *said, size_t n, struct release_blocks *blocks)
{
    struct said_mentions words = {0}, themes = {0};
    struct mentioned_list list;
    struct word_list written = {0};
    for (size_t i = 0; i < n; i++) {
        size_t from = written.n;
        words_add(call->arena, said[i].words.language, said[i].words.text, &written);
        for (size_t w = from; w < written.n; w++)
            *VEC_PUSH(call->arena, &words) = (struct mention){.what = written.at[w].plain, .person = said[i].participant.v};
        if (said[i].theme.v != 0)
            *VEC_PUSH(call->arena, &themes) = (struct mention){.what = summary_theme_key(call, said[i].theme), .person = said[i].participant.v};
    }
    TRY(add_mentioned(call, &words, &list));
    for (size_t i = 0; i < list.n; i++)
        add_spoken(call, said->workshop.v, summary_word_object(said->workshop, list.at[i].what), CELL_WORD, list.at[i].people, blocks)
            ->words.text = written.at[word_most_written(&written, list.at[i].what)].written;
    TRY(add_mentioned(call, &themes, &list));
    for (size_t i = 0; i < list.n; i++) {
        int64_t theme = strtoll(list.at[i].what, NULL, 10);
        add_spoken(call, said->workshop.v, theme, CELL_THEME, list.at[i].people, blocks)->text = title_of(said, n, theme);
    }
    return OK;
}

static enum err count_said(struct call *call, const struct release_wish *wish, struct release_blocks *blocks)
{
    struct counted_said_list said;
    TRY(release_count_read_said(call, wish, SAID_MOST, &said));
    for (size_t from = 0, to; from < said.n; from = to) {
        for (to = from + 1; to < said.n && said.at[to].workshop.v == said.at[from].workshop.v; to++)
            ;
        if (to - from <= MOST_SAID_AHEAD) // of more there is no summary
            TRY(count_spoken(call, &said.at[from], to - from, blocks));
    }
    return OK;
}

enum err workshops_count(struct call *call, const struct release_wish *wish, struct release_blocks *blocks)
{
    size_t from = blocks->n;
    TRY(count_marks(call, wish, blocks));
    TRY(count_hands(call, wish, from, blocks));
    TRY(count_groups(call, wish, blocks));
    return count_said(call, wish, blocks);
}

// --- words ---

enum err workshops_name(struct call *call, struct network_id network, struct release_block **blocks, size_t n)
{
    struct contribution_id *ids = ARENA_ARRAY(call->arena, struct contribution_id, n);
    struct contribution_list said;
    size_t at = 0, wanted = 0;
    for (size_t i = 0; i < n; i++)
        if (blocks[i]->at[0].kind == CELL_WHOLE)
            ids[wanted++].v = blocks[i]->object;
    TRY(contribution_read_these(call, network, ids, wanted, &said));
    TRY(contribution_read_words(call, &said));
    for (size_t i = 0; i < n; i++)
        if (blocks[i]->at[0].kind == CELL_WHOLE && at < said.n && said.at[at].id.v == blocks[i]->object)
            blocks[i]->words = said.at[at++].words;
    struct text_wants wants = {0};
    for (size_t i = 0; i < n; i++)
        if (blocks[i]->text.v != 0)
            text_want(call, &wants, blocks[i]->text, &blocks[i]->words);
    return wants.n == 0 ? OK : text_read(call, &wants);
}
