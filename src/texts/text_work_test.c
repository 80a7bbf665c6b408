// text_work_test.c - the list of texts shows what is missing, a draft or out of date, worst first, and counts it.
#include "texts/text_work.h"

#include "base/limits.h"
#include "base/vec.h"
#include "support_call.h"
#include "texts/variant.h"

static const struct network_id here = {7};

static struct text_id add(struct call *call, enum text_kind kind, const char *words)
{
    struct text_id id;
    assert_ok(text_add(call, kind, here, LANGUAGE_EN, words, &id));
    return id;
}

static void translate(struct call *call, struct text_id id, enum language language, bool easy, enum text_state state)
{
    assert_ok(text_put(call, id, language, easy, state, "words", 0));
}

static struct text_work_filter looking_at(struct call *call, enum text_easy easy)
{
    struct text_work_filter filter = {.network = here, .easy = easy, .kind = TEXT_KINDS};
    *VEC_PUSH(call->arena, &filter.languages) = LANGUAGE_EN;
    *VEC_PUSH(call->arena, &filter.languages) = LANGUAGE_DE;
    return filter;
}

static struct text_work_list list_of(struct call *call, const struct text_work_filter *filter)
{
    struct text_work_list list;
    bool more;
    assert_ok(text_work_list_of(call, filter, 0, &list, &more));
    assert_false(more);
    return list;
}

static void worst_comes_first(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id done = add(&call, TEXT_NETWORK, "done"), draft = add(&call, TEXT_NEED, "draft"),
                   missing = add(&call, TEXT_ANSWER, "missing"), stale = add(&call, TEXT_WORKSHOP, "stale");
    translate(&call, done, LANGUAGE_DE, false, TEXT_CHECKED);
    translate(&call, draft, LANGUAGE_DE, false, TEXT_DRAFT);
    translate(&call, stale, LANGUAGE_DE, false, TEXT_CHECKED);
    assert_ok(text_reword(&call, stale, "stale, reworded"));
    assert_ok(text_add(&call, TEXT_NEED, (struct network_id){8}, LANGUAGE_EN, "elsewhere", &(struct text_id){0}));
    struct text_work_filter filter = looking_at(&call, EASY_NO);
    struct text_work_list list = list_of(&call, &filter);
    assert_int_equal(list.n, 4);
    assert_true(list.at[0].id.v == stale.v && list.at[1].id.v == missing.v && list.at[2].id.v == draft.v && list.at[3].id.v == done.v);
    assert_string_equal(list.at[0].words.text, "stale, reworded");
    assert_int_equal(list.at[0].kind, TEXT_WORKSHOP);
    assert_int_equal(list.at[0].marks.n, 2);
    assert_int_equal(list.at[0].marks.at[1].state, TEXT_OUT_OF_DATE);
    assert_false(list.at[1].marks.at[1].is_there);
    filter.only_work = true;
    assert_int_equal(list_of(&call, &filter).n, 3);
    filter.kind = TEXT_ANSWER;
    assert_int_equal(list_of(&call, &filter).n, 1);
    filter.kind = TEXT_NETWORK;
    assert_int_equal(list_of(&call, &filter).n, 0);
    // In easy language nothing is there.
    filter.easy = EASY_BOTH;
    assert_int_equal(list_of(&call, &filter).n, 1);
    assert_int_equal(list_of(&call, &filter).at[0].marks.n, 4);
}

static void names_and_what_was_said_are_not_waited_for(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id name = add(&call, TEXT_ORGANISATION, "UC SYD"), said = add(&call, TEXT_CONTRIBUTION, "A bus");
    struct text_work_filter filter = looking_at(&call, EASY_BOTH);
    filter.only_work = true;
    assert_int_equal(list_of(&call, &filter).n, 0);
    translate(&call, said, LANGUAGE_DE, false, TEXT_DRAFT);
    translate(&call, name, LANGUAGE_DE, false, TEXT_CHECKED);
    assert_ok(text_reword(&call, name, "UC Syd"));
    struct text_work_list list = list_of(&call, &filter);
    assert_int_equal(list.n, 2);
    assert_true(list.at[0].id.v == name.v);
    assert_false(list.at[0].marks.at[0].is_expected);
}

static void states_are_counted_by_language(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_count_list counts;
    int64_t texts;
    struct text_id one = add(&call, TEXT_NEED, "one"), two = add(&call, TEXT_NEED, "two");
    add(&call, TEXT_NEED, "three");
    struct text_id name = add(&call, TEXT_ORGANISATION, "UC SYD");
    translate(&call, one, LANGUAGE_DE, false, TEXT_DRAFT);
    translate(&call, two, LANGUAGE_DE, false, TEXT_CHECKED);
    translate(&call, name, LANGUAGE_DE, false, TEXT_CHECKED);
    translate(&call, two, LANGUAGE_DE, true, TEXT_CHECKED);
    assert_ok(text_reword(&call, two, "two, reworded"));
    struct text_work_filter filter = looking_at(&call, EASY_BOTH);
    assert_ok(text_work_count(&call, &filter, &counts, &texts));
    assert_int_equal(texts, 4);
    assert_int_equal(counts.n, 4);
    const struct text_count *english = &counts.at[0], *german = &counts.at[2], *easy = &counts.at[3];
    assert_int_equal(english->checked, 4);
    assert_int_equal(english->missing, 0);
    assert_true(german->language == LANGUAGE_DE && !german->easy);
    assert_int_equal(german->missing, 1);
    assert_int_equal(german->drafts, 1);
    assert_int_equal(german->checked, 1);
    assert_int_equal(german->out_of_date, 1);
    assert_int_equal(easy->out_of_date, 1);
    assert_int_equal(easy->missing, 2);
    filter.network.v = 99;
    assert_ok(text_work_count(&call, &filter, &counts, &texts));
    assert_int_equal(texts, 0);
    assert_int_equal(counts.at[0].missing, 0);
}

static void the_list_has_pages(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_work_list list;
    bool more;
    for (int i = 0; i < LIMIT_PAGE_ROWS + 1; i++)
        add(&call, TEXT_NEED, "need");
    struct text_work_filter filter = looking_at(&call, EASY_BOTH);
    assert_ok(text_work_list_of(&call, &filter, 0, &list, &more));
    assert_int_equal(list.n, LIMIT_PAGE_ROWS);
    assert_true(more);
    assert_ok(text_work_list_of(&call, &filter, 1, &list, &more));
    assert_int_equal(list.n, 1);
    assert_false(more);
}

TESTS(text_work, worst_comes_first, names_and_what_was_said_are_not_waited_for, states_are_counted_by_language, the_list_has_pages)
