// own_kept_test.c - tests of what somebody takes away, what goes with them, and who is kept no longer.
#include "workshops/own_kept_store.h"

#include "base/time.h"
#include "cards/card.h"
#include "workshops/attendance_store.h"
#include "workshops/contribution_store.h"
#include "workshops/fixture.h"
#include "workshops/help_store.h"
#include "workshops/own_said.h"
#include "workshops/unused.h"

static const char *json_of(struct call *call, struct network_id id, struct participant_id participant)
{
    struct network network;
    struct own_data data = {0};
    struct buf out = buf_make(call->arena, 256);
    assert_ok(network_find_id(call, id, &network));
    assert_ok(workshops_own_data(call, &network, participant, &data));
    assert_ok(own_data_json(call, &data, &out));
    return buf_text(&out);
}

static bool has(const char *json, const char *words)
{
    return strstr(json, words) != NULL;
}

static void everything_of_ones_own_is_in_the_file(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "kept", true);
    struct network_id network = ideas.scope.network;
    struct workshop workshop = fixture_workshop(&call, ideas.workshop);
    struct call phone = test_call_by_visitor("me");
    struct participant_id me, other = fixture_participant(&call, &ideas);
    assert_ok(workshop_join(&phone, &workshop, &me));
    struct contribution_id mine = fixture_said(&call, &ideas, me, "A bus <on> Sundays");
    fixture_said(&call, &ideas, other, "What others said");
    assert_ok(contribution_reword(&call, mine, "A bus on Sunday", fixture_contribution(&call, mine).version));
    assert_ok(help_insert(&call, &ideas, me));
    struct activity opinions = fixture_step(&call, ideas.workshop, "opinions", "{}");
    assert_ok(activity_open(&call, opinions.id));
    opinions = fixture_activity(&call, opinions.id);
    struct contribution_id line = fixture_line(&call, &opinions, "We need more buses");
    struct contribution_id silent = fixture_line(&call, &opinions, "Nobody asks us");
    assert_ok(mark_put(&call, &opinions, line, me, 1));
    assert_ok(mark_pass(&call, &opinions, silent, me));
    const char *json = json_of(&call, network, me);
    assert_true(has(json, "\"words\": \"A bus on Sunday\""));
    assert_true(has(json, "\"said\": \"A bus <on> Sundays\""));
    assert_true(has(json, "\"meeting\": \"What would make life easier?\""));
    assert_true(has(json, "\"line\": \"We need more buses\""));
    assert_true(has(json, "\"answer\": \"Agree\""));
    assert_true(has(json, "\"answer\": \"I'd rather not say\""));
    assert_true(has(json, "\"agreed_at\": \"2026-01-05T09:00Z\""));
    assert_true(has(json, "\"alias\": "));
    assert_false(has(json, "What others said"));
    assert_false(has(json_of(&call, network, other), "Sunday"));
}

// What others wrote of it goes too: a heading, a translation, a text that quotes it.
static void quotes_go_with_the_words(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "quoted", true);
    struct network_id network = ideas.scope.network;
    struct participant_id me = fixture_participant(&call, &ideas);
    static const char words[] = "My neighbour Zzyzx drives too fast", german[] = "Mein Nachbar Zzyzx, der rast";
    struct contribution_id mine = fixture_said(&call, &ideas, me, words);
    struct theme_id theme;
    struct text_id quoting, short_one;
    fixture_said(&call, &ideas, me, "Bus");
    assert_ok(contribution_translate(&call, mine, LANGUAGE_DE, false, german));
    assert_ok(theme_add(&call, &ideas, words, &theme));
    assert_ok(text_add(&call, TEXT_NEED, network, LANGUAGE_EN,
                       arena_print(call.arena, "Somebody said: %s. %s! We ask.", words, german), &quoting));
    assert_ok(text_add(&call, TEXT_NEED, network, LANGUAGE_EN, "Bus", &short_one));
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM text_variant WHERE words LIKE '%Zzyzx%'"), 4);
    assert_ok(workshops_forget(&call, network, me, false));
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM text_variant WHERE words LIKE '%Zzyzx%'"), 0);
    struct words left;
    struct theme_list themes;
    assert_ok(text_find(&call, quoting, &left));
    assert_string_equal(left.text, "Somebody said: …. …! We ask.");
    assert_ok(text_find(&call, short_one, &left)); // of anybody's
    assert_string_equal(left.text, "Bus");
    assert_ok(theme_list_of(&call, &ideas, &themes));
    assert_string_equal(themes.at[0].title.text, "Somebody took these words back.");
}

static bool is_in(const struct participant_ids *ids, struct participant_id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ids->at[i].v == id.v)
            return true;
    return false;
}

static void who_left_nothing_is_kept_no_longer(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "unused", true), opinions = fixture_step(&call, ideas.workshop, "opinions", "{}");
    struct workshop workshop = fixture_workshop(&call, ideas.workshop);
    struct call silent_phone = test_call_by_visitor("silent"), said_phone = test_call_by_visitor("said");
    struct call card_phone = test_call_by_visitor("card"), marked_phone = test_call_by_visitor("marked");
    struct participant_id silent, said, with_card, marked;
    struct card card;
    struct participant_ids ids;
    int64_t n = 0, limit = TEST_NOW + 1;
    assert_ok(workshop_join(&silent_phone, &workshop, &silent));
    assert_ok(workshop_join(&said_phone, &workshop, &said));
    assert_ok(workshop_join(&card_phone, &workshop, &with_card));
    assert_ok(workshop_join(&marked_phone, &workshop, &marked));
    fixture_said(&call, &ideas, said, "A bus");
    assert_ok(card_renew(&card_phone, ideas.scope.network, &card));
    assert_ok(activity_open(&call, opinions.id));
    opinions = fixture_activity(&call, opinions.id);
    assert_ok(mark_put(&call, &opinions, fixture_line(&call, &opinions, "A line"), marked, 1));
    assert_ok(unused_find(&call, TEST_NOW, 10, &ids)); // not that long ago
    assert_int_equal(ids.n, 0);
    assert_ok(unused_find(&call, limit, 10, &ids));
    assert_int_equal(ids.n, 1);
    assert_true(is_in(&ids, silent));
    *VEC_PUSH(call.arena, &ids) = said; // who says something between looking and removing stays
    assert_ok(unused_remove(&call, limit, &ids, &n));
    assert_int_equal(n, 1);
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM participant"), 3);
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM attendance"), 3);
}

static void a_phone_without_a_card_is_nobodys_after_a_time(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "ties", true);
    struct workshop workshop = fixture_workshop(&call, ideas.workshop);
    struct call phone = test_call_by_visitor("phone"), card_phone = test_call_by_visitor("card");
    struct participant_id without, with_card, found;
    struct card card;
    struct participant_ids ids;
    int64_t n = 0, later = workshop.begins_at + DAY;
    assert_ok(workshop_join(&phone, &workshop, &without));
    assert_ok(workshop_join(&card_phone, &workshop, &with_card));
    assert_ok(card_renew(&card_phone, ideas.scope.network, &card));
    assert_ok(tied_find(&call, later, 10, &ids)); // the meeting is open
    assert_int_equal(ids.n, 0);
    assert_ok(workshop_close(&call, workshop.id));
    assert_ok(tied_find(&call, workshop.begins_at, 10, &ids)); // and not that long ago
    assert_int_equal(ids.n, 0);
    assert_ok(tied_find(&call, later, 10, &ids));
    assert_int_equal(ids.n, 1);
    assert_int_equal(ids.at[0].v, without.v);
    *VEC_PUSH(call.arena, &ids) = with_card;
    assert_ok(tied_cut(&call, &ids, &n));
    assert_int_equal(n, 1);
    assert_err(participant_find(&phone, ideas.scope.network, &found), ERR_NOT_FOUND);
    assert_ok(participant_find(&card_phone, ideas.scope.network, &found));
    assert_ok(tied_find(&call, later, 10, &ids)); // once
    assert_int_equal(ids.n, 0);
}

TESTS(own_kept, everything_of_ones_own_is_in_the_file, quotes_go_with_the_words, who_left_nothing_is_kept_no_longer,
      a_phone_without_a_card_is_nobodys_after_a_time)
