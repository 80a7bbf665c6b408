// help_test.c - tests of writing for somebody, and of what somebody said when they want to see it or have it gone.
#include "workshops/help.h"

#include "workshops/fixture_web.h"
#include "workshops/own_said.h"
#include "workshops/own_said_store.h"
#include "workshops/recount.h"

static struct card a_card(struct call *call, const struct activity *activity)
{
    struct card_list list;
    int64_t batch;
    assert_ok(card_make(call, activity->scope, 1, LANGUAGE_EN, &batch));
    assert_ok(card_list_batch(call, activity->scope, batch, &list));
    return list.at[0];
}

static struct call helper_of(const struct activity *activity, enum role role)
{
    struct call helper = test_call_by_person(9, role, activity->scope.network.v);
    helper.visitor = "the helper's own browser";
    return helper;
}

static void what_a_helper_writes_is_said_by_the_owner_of_the_card(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "help", true);
    struct card card = a_card(&call, &activity);
    struct call helper = helper_of(&activity, ROLE_PROVIDER);
    struct participant_id owner, nobody;
    struct own_meetings meetings;
    struct own_said_list said;
    assert_ok(help_say(&helper, &activity, &card, true, "A bus on Sundays"));
    assert_err(participant_find(&helper, activity.scope.network, &nobody), ERR_NOT_FOUND);
    struct call phone = test_call_by_visitor("the owner's phone");
    enum card_found found;
    assert_ok(card_find_code(&phone, card_code(&phone, &card), &card, &found));
    assert_ok(card_open(&phone, &card, true));
    assert_ok(participant_find(&phone, activity.scope.network, &owner));
    assert_ok(own_said_list(&phone, activity.scope.network, owner, &meetings, &said));
    assert_int_equal(meetings.n, 1);
    assert_int_equal(said.n, 1);
    assert_string_equal(said.at[0].words.text, "A bus on Sundays");
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM help WHERE person_id = 9 AND participant_id IS NOT NULL"), 1);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM audit WHERE act = 29"), 1);
}

static void without_consent_or_right_nothing_is_sent(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "refused", true), other = fixture_ideas(&call, "elsewhere", true);
    struct card card = a_card(&call, &activity);
    struct call helper = helper_of(&activity, ROLE_SUPPORTER), reader = helper_of(&activity, ROLE_READER);
    assert_err(help_say(&helper, &activity, &card, false, "A bus"), ERR_DENIED);
    assert_err(help_say(&reader, &activity, &card, true, "A bus"), ERR_DENIED);
    assert_err(help_say(&call, &other, &card, true, "A bus"), ERR_NOT_FOUND);
    assert_ok(activity_close(&call, activity.id));
    activity = fixture_activity(&call, activity.id);
    assert_err(help_say(&call, &activity, &card, true, "A bus"), ERR_CONFLICT);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM contribution"), 0);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM help"), 0);
}

static const char *posted(struct call *call, const struct request *request)
{
    struct reply reply = replied(call, help_post, request);
    return reply.form == REPLY_SEE ? reply.location : drawn(call, &reply);
}

static void the_words_are_read_aloud_first_and_cannot_be_seen_afterwards(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "aloud", true);
    struct card card = a_card(&call, &activity);
    struct call helper = helper_of(&activity, ROLE_FACILITATOR);
    const char *workshop = words_of(&call, activity.workshop.v), *at = words_of(&call, activity.id.v);
    const char *code = card_code(&call, &card);
#define FILLED(consent, heard)                                                                                       \
    field(field(field(field(field(asked(&helper, workshop, NULL), "words", "Somebody to talk to"), "code", code), "at", at), \
                "consent", consent), "heard", heard)
    assert_non_null(strstr(posted(&helper, FILLED("", "")), "Please ask first"));
    const char *aloud = posted(&helper, FILLED("1", ""));
    assert_non_null(strstr(aloud, "Read this to the person"));
    assert_non_null(strstr(aloud, "Somebody to talk to"));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM contribution"), 0);
    assert_non_null(strstr(posted(&helper, FILLED("1", "no")), ">Somebody to talk to</textarea>")); // to change it
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM contribution"), 0);
    const char *sent = posted(&helper, FILLED("1", "yes"));
    assert_non_null(strstr(sent, "/help?sent=1"));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM contribution"), 1);
    struct reply after = replied(&helper, help_get, query(asked(&helper, workshop, NULL), "sent", "1"));
    assert_true(says(&helper, &after, "It is sent"));
    assert_false(says(&helper, &after, "Somebody to talk to"));
#undef FILLED
}

static void what_somebody_said_in_two_meetings_stands_on_their_page(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity first = fixture_ideas(&call, "own", false);
    struct workshop second_workshop = fixture_open(&call, first.scope.network);
    struct activity second = fixture_step(&call, second_workshop.id, "ideas", "{\"at_once\":true}");
    assert_ok(activity_open(&call, second.id));
    second = fixture_activity(&call, second.id);
    struct call phone = visitor_call("a phone");
    struct workshop first_workshop = fixture_workshop(&call, first.workshop);
    struct participant_id me, other;
    assert_ok(workshop_join(&phone, &first_workshop, &me));
    assert_ok(workshop_join(&phone, &second_workshop, &me));
    struct contribution_id waiting = fixture_said(&phone, &first, me, "A bench at the shop");
    fixture_said(&phone, &second, me, "A bench at the church");
    other = fixture_participant(&call, &first);
    fixture_said(&phone, &first, other, "Not mine");
    assert_ok(contribution_approve(&call, waiting));
    assert_ok(contribution_take_down(&call, waiting, "It names somebody"));
    struct network network;
    struct body body = {0};
    assert_ok(network_find_id(&phone, first.scope.network, &network));
    uint64_t before = db_statements(call.db);
    assert_ok(workshops_own_body(&phone, &network, me, &body));
    assert_true(db_statements(call.db) - before <= 3);
    const char *page = drawn_body(&phone, body);
    assert_non_null(strstr(page, "A bench at the shop"));
    assert_non_null(strstr(page, "It names somebody"));
    assert_non_null(strstr(page, "A bench at the church"));
    assert_null(strstr(page, "Not mine"));
}

// Three people in a meeting: each says something and marks everything they see.
static struct participant_id crowd(struct call *call, struct activity *ideas, struct activity *dots, struct activity *opinions)
{
    struct participant_id people[3];
    struct contribution_id line = fixture_line(call, dots, "A line"), other = fixture_line(call, dots, "Another");
    for (int i = 0; i < 3; i++) {
        people[i] = fixture_participant(call, ideas);
        fixture_said(call, ideas, people[i], arena_print(call->arena, "Idea %d", i));
        assert_ok(mark_put_within(call, dots, line, people[i], i + 1, 5));
        struct contribution_id own = fixture_said(call, opinions, people[i], arena_print(call->arena, "Statement %d", i));
        if (contribution_approve(call, own) != OK)
            fail();
    }
    assert_ok(mark_put_within(call, dots, other, people[0], 2, 5));
    struct contribution_list shown;
    assert_ok(contribution_list_of(call, opinions, CONTRIBUTION_SHOWN, false, 0, 10, &shown));
    assert_int_equal(shown.n, 3);
    for (size_t i = 0; i < shown.n; i++)
        for (int j = 0; j < 3; j++)
            if (j != 2 || shown.at[i].participant.v == people[0].v) // the third marks nothing but what the first said
                assert_ok(mark_put(call, opinions, shown.at[i].id, people[j], j - 1));
    return people[0];
}

static void words_that_go_take_every_mark_and_count_with_them(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "gone", true);
    struct activity dots = fixture_step(&call, ideas.workshop, "dots", "{\"dots\":5}");
    struct activity opinions = fixture_step(&call, ideas.workshop, "opinions", "{\"own_statements\":true}");
    struct network_id network = ideas.scope.network;
    struct call helper = helper_of(&ideas, ROLE_PROVIDER);
    struct card card = a_card(&call, &ideas);
    assert_ok(help_say(&helper, &ideas, &card, true, "Said with help"));
    assert_ok(activity_open(&call, dots.id));
    dots = fixture_activity(&call, dots.id);
    assert_ok(activity_open(&call, opinions.id));
    opinions = fixture_activity(&call, opinions.id);
    assert_ok(activity_open(&call, dots.id));
    struct participant_id first = crowd(&call, &ideas, &dots, &opinions);
    assert_recount(call.db);
    assert_ok(workshops_forget(&call, network, first, true));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM contribution WHERE words = 'Idea 0'"), 1);
    assert_ok(workshops_forget(&call, network, first, false));
    const char *theirs = arena_print(call.arena, "participant_id = %lld", (long long)first.v);
    static const char *const tables[] = {"contribution", "mark", "participation", "attendance", "help"};
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        assert_int_equal(test_number(call.db, arena_print(call.arena, "SELECT count(*) FROM %s WHERE %s", tables[i], theirs)), 0);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM contribution WHERE words IN ('Idea 0', 'Statement 0')"), 0);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM contribution WHERE words LIKE 'Idea%'"), 2);
    assert_int_equal(test_number(call.db, "SELECT CAST(coalesce(sum(people), 0) AS BIGINT) FROM tally WHERE contribution_id NOT IN "
                                          "(SELECT id FROM contribution) AND contribution_id <> 0"), 0);
    assert_recount(call.db);
    int64_t people;
    assert_ok(mark_people(&call, &opinions, &people));
    assert_int_equal(people, 1); // the second; the third had marked nothing but what is gone now
}

TESTS(help, what_a_helper_writes_is_said_by_the_owner_of_the_card, without_consent_or_right_nothing_is_sent,
      the_words_are_read_aloud_first_and_cannot_be_seen_afterwards, what_somebody_said_in_two_meetings_stands_on_their_page,
      words_that_go_take_every_mark_and_count_with_them)
