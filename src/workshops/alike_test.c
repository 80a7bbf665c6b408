// alike_test.c - what says nearly the same is proposed once, and what people decide about it stays.
#include "workshops/alike.h"

#include "workshops/fixture_web.h"
#include "workshops/own_said.h"

struct room {
    struct call *call;
    struct activity activity;
    struct participant_id people[12];
    size_t n;
};

static struct room room_make(struct call *call, const char *slug, const char *kind, const char *settings)
{
    struct room room = {.call = call, .activity = fixture_running(call, slug, kind, settings)};
    for (size_t i = 0; i < 12; i++)
        room.people[i] = fixture_participant(call, &room.activity);
    return room;
}

static struct contribution_id said(struct room *room, const char *words)
{
    return fixture_said(room->call, &room->activity, room->people[room->n++ % 12], words);
}

static struct alike_list proposed(struct room *room, size_t most, size_t all)
{
    struct alike_list list;
    size_t found = 0;
    assert_ok(alike_list_of(room->call, &room->activity, most, &list, &found));
    assert_int_equal(found, all);
    return list;
}

static int64_t theme_of(struct room *room, struct contribution_id id)
{
    return fixture_contribution(room->call, id).theme.v;
}

static void what_says_nearly_the_same_is_proposed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike", "ideas", "{\"at_once\":true}");
    struct contribution_id rides = said(&room, "Rides for old people"), bus = said(&room, "A bus on Sundays"),
                           same = said(&room, "a BUS, on Sunday!"), ride = said(&room, "Rides for older people!");
    said(&room, "Somebody who listens");
    struct alike_list list = proposed(&room, 10, 2);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.at[0].said.n, 2); // what was said first comes first
    assert_int_equal(list.at[0].said.at[0].id.v, rides.v);
    assert_int_equal(list.at[0].said.at[1].id.v, ride.v);
    assert_int_equal(list.at[1].said.at[0].id.v, bus.v);
    assert_string_equal(list.at[1].said.at[1].words.text, "a BUS, on Sunday!");
    assert_int_equal(list.at[1].theme.v, 0);
    assert_int_equal(proposed(&room, 1, 2).n, 1);
    assert_ok(contribution_take_down(&call, same, "A test"));
    assert_int_equal(proposed(&room, 10, 1).at[0].said.at[0].id.v, rides.v);
}

static void only_what_people_said_and_the_room_sees_is_compared(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("v");
    struct room ideas = room_make(&call, "alike-waits", "ideas", "{}");
    struct room dots = room_make(&call, "alike-dots", "dots", "{\"dots\":3}");
    struct room own = room_make(&call, "alike-own", "opinions", "{\"own_statements\":true,\"at_once\":true}");
    struct alike_list list;
    size_t all;
    said(&ideas, "A bus on Sundays");
    said(&ideas, "A bus on Sundays"); // both wait for the team
    (void)proposed(&ideas, 10, 0);
    fixture_line(&call, &dots.activity, "A bus on Sundays");
    fixture_line(&call, &dots.activity, "A bus on Sunday");
    (void)proposed(&dots, 10, 0);
    said(&own, "The bus is too expensive");
    said(&own, "The bus is too expensive.");
    (void)proposed(&own, 10, 1);
    assert_err(alike_list_of(&visitor, &own.activity, 10, &list, &all), ERR_DENIED);
}

static void a_language_keeps_its_letters(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike-letters", "ideas", "{\"at_once\":true}");
    call.language = LANGUAGE_EN;
    said(&room, "schon losen");
    said(&room, "sch\xc3\xb6n l\xc3\xb6sen");
    (void)proposed(&room, 10, 1);
    call.language = LANGUAGE_DE;
    said(&room, "schon hohe Raume");
    said(&room, "sch\xc3\xb6n h\xc3\xb6he R\xc3\xa4ume");
    (void)proposed(&room, 10, 1);
}

static void what_is_proposed_stands_in_the_reader_s_language(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike-translated", "ideas", "{\"at_once\":true}");
    call.language = LANGUAGE_DE;
    struct contribution_id bus = said(&room, "Ein Bus am Sonntag"), same = said(&room, "Ein Bus am Sonntag, bitte");
    assert_ok(contribution_translate(&call, same, LANGUAGE_SV, false, "En buss, tack"));
    call.language = LANGUAGE_SV;
    struct alike_list list = proposed(&room, 10, 1);
    assert_int_equal(list.at[0].said.at[0].id.v, bus.v);
    assert_string_equal(list.at[0].said.at[1].words.text, "En buss, tack");
    assert_string_equal(list.at[0].shortest, "Ein Bus am Sonntag");
}

static void grouping_puts_them_under_one_theme(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike-group", "ideas", "{\"at_once\":true}");
    struct contribution_id ids[] = {said(&room, "A bus on Sundays"), said(&room, "a bus on sunday")}, third, other;
    struct theme_list themes;
    assert_err(alike_group(&call, &room.activity, ids, 2, ""), ERR_INVALID);
    assert_err(alike_group(&call, &room.activity, ids, 1, "Bus"), ERR_INVALID);
    assert_ok(alike_group(&call, &room.activity, ids, 2, "Bus"));
    assert_true(theme_of(&room, ids[0]) != 0 && theme_of(&room, ids[0]) == theme_of(&room, ids[1]));
    (void)proposed(&room, 10, 0); // done
    third = said(&room, "A bus on Sundays!");
    struct alike_list list = proposed(&room, 10, 1);
    assert_int_equal(list.at[0].said.n, 3);
    assert_int_equal(list.at[0].theme.v, theme_of(&room, ids[0]));
    const struct contribution_id three[] = {ids[0], ids[1], third};
    assert_ok(alike_group(&call, &room.activity, three, 3, NULL)); // the theme is there
    assert_int_equal(theme_of(&room, third), theme_of(&room, ids[0]));
    assert_ok(theme_list_of(&call, &room.activity, &themes));
    assert_int_equal(themes.n, 1);
    assert_ok(theme_remove(&call, themes.at[0].id)); // and it can be undone
    assert_int_equal(theme_of(&room, third), 0);
    assert_int_equal(proposed(&room, 10, 1).at[0].said.n, 3);

    other = said(&room, "Something else");
    struct theme_id one, two;
    assert_ok(theme_add(&call, &room.activity, "One", &one));
    assert_ok(theme_add(&call, &room.activity, "Two", &two));
    assert_ok(contribution_set_theme(&call, ids[0], one));
    assert_ok(contribution_set_theme(&call, other, two));
    assert_err(alike_group(&call, &room.activity, (const struct contribution_id[]){ids[0], other}, 2, "x"), ERR_CONFLICT);
}

static void what_was_sorted_apart_is_not_proposed_together(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike-sorted", "ideas", "{\"at_once\":true}");
    struct contribution_id one = said(&room, "A bus on Sundays"), two = said(&room, "a bus on sunday");
    struct theme_id first, second;
    assert_ok(theme_add(&call, &room.activity, "First", &first));
    assert_ok(theme_add(&call, &room.activity, "Second", &second));
    assert_ok(contribution_set_theme(&call, one, first));
    assert_ok(contribution_set_theme(&call, two, second));
    (void)proposed(&room, 10, 0);
    assert_ok(contribution_set_theme(&call, two, (struct theme_id){0}));
    assert_int_equal(proposed(&room, 10, 1).at[0].theme.v, first.v);
}

static void what_was_told_apart_is_never_proposed_again(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike-apart", "ideas", "{\"at_once\":true}");
    struct contribution_id ids[] = {said(&room, "My income is less than 500"), said(&room, "My income is less than 900"),
                                    said(&room, "My income is less than 700")};
    assert_int_equal(proposed(&room, 10, 1).at[0].said.n, 3);
    assert_ok(alike_tell_apart(&call, &room.activity, ids, 3));
    assert_ok(alike_tell_apart(&call, &room.activity, ids, 3)); // two people press at once
    (void)proposed(&room, 10, 0);
    struct contribution_id late = said(&room, "My income is less than 900!");
    struct alike_list list = proposed(&room, 10, 1); // with the one that it is most like, and not with all three
    assert_int_equal(list.at[0].said.n, 2);
    assert_int_equal(list.at[0].said.at[0].id.v, ids[1].v);
    assert_int_equal(list.at[0].said.at[1].id.v, late.v);
}

static void who_is_forgotten_takes_their_words_along(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike-forgotten", "ideas", "{\"at_once\":true}");
    struct contribution_id ids[] = {said(&room, "My income is less than 500"), said(&room, "My income is less than 900")};
    assert_ok(alike_tell_apart(&call, &room.activity, ids, 2));
    assert_ok(workshops_forget(&call, room.activity.scope.network, room.people[0], false));
    said(&room, "My income is less than 500");
    assert_int_equal(proposed(&room, 10, 1).at[0].said.at[0].id.v, ids[1].v); // that one was told from nobody
}

static void only_the_team_of_the_workshop_decides(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("v");
    struct room room = room_make(&call, "alike-team", "ideas", "{\"at_once\":true}");
    struct room elsewhere = room_make(&call, "alike-else", "ideas", "{\"at_once\":true}");
    struct contribution_id ids[] = {said(&room, "A bus on Sundays"), said(&room, "a bus on sunday")};
    struct contribution_id foreign[] = {ids[0], said(&elsewhere, "A bus")};
    assert_err(alike_group(&visitor, &room.activity, ids, 2, "Bus"), ERR_DENIED);
    assert_err(alike_tell_apart(&visitor, &room.activity, ids, 2), ERR_DENIED);
    assert_err(alike_group(&call, &room.activity, foreign, 2, "Bus"), ERR_NOT_FOUND);
    assert_err(alike_tell_apart(&call, &elsewhere.activity, ids, 2), ERR_NOT_FOUND);
    assert_ok(contribution_take_down(&call, ids[1], "A test"));
    assert_err(alike_group(&call, &room.activity, ids, 2, "Bus"), ERR_CONFLICT);
    assert_err(alike_tell_apart(&call, &room.activity, ids, 2), ERR_CONFLICT);
    struct contribution_id many[MOST_ALIKE + 1] = {{0}};
    assert_err(alike_tell_apart(&call, &room.activity, many, MOST_ALIKE + 1), ERR_LIMIT);
}

// The value of the hidden field with the ids, of the first proposal on the page.
static const char *ids_on(struct call *call, const struct reply *page)
{
    const char *field = "name=\"alike\" value=\"", *at = strstr(drawn(call, page), field);
    assert_non_null(at);
    at += strlen(field);
    return arena_copy(call->arena, at, strcspn(at, "\""));
}

static struct reply pressed(struct room *room, const char *button, const char *ids, const char *title)
{
    struct call *call = room->call;
    struct request *request = asked(call, words_of(call, room->activity.workshop.v), NULL);
    field(field(field(request, button, words_of(call, room->activity.id.v)), "alike", ids), "theme_title", title);
    return replied(call, console_post, request);
}

static void the_console_proposes_and_does_what_is_pressed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "alike-console", "ideas", "{\"at_once\":true}");
    const struct request *request = asked(&call, words_of(&call, room.activity.workshop.v), NULL);
    said(&room, "Something else altogether");
    struct reply page = replied(&call, console_get, request);
    assert_false(says(&call, &page, "These say nearly the same"));
    struct contribution_id bus = said(&room, "A bus on Sundays, please"), same = said(&room, "A bus on sundays please!");
    page = replied(&call, console_get, request);
    assert_true(says(&call, &page, "These say nearly the same"));
    assert_true(says(&call, &page, "value=\"A bus on Sundays, please\"")); // of two equally short ones, the first
    const char *ids = ids_on(&call, &page);
    assert_string_equal(ids, arena_print(call.arena, "%s %s", words_of(&call, bus.v), words_of(&call, same.v)));

    struct reply reply = pressed(&room, "group", ids, ""); // the heading was deleted
    assert_int_equal(reply.status, 422);
    assert_int_equal(pressed(&room, "group", "nonsense", "Bus").status, 422);
    assert_int_equal(pressed(&room, "group", "", "Bus").status, 422);
    reply = pressed(&room, "group", ids, "Getting about");
    assert_int_equal(reply.status, 303);
    page = replied(&call, console_get, request);
    assert_false(says(&call, &page, "These say nearly the same"));
    assert_true(says(&call, &page, "<h3>Getting about</h3>"));

    (void)said(&room, "A bus on Sundays - please");
    page = replied(&call, console_get, request);
    assert_true(says(&call, &page, "Some of them are under this theme:"));
    assert_false(says(&call, &page, "name=\"theme_title\" value="));
    const char *theme = words_of(&call, theme_of(&room, bus));
    struct request *away = field(asked(&call, words_of(&call, room.activity.workshop.v), NULL), "remove_theme", theme);
    assert_int_equal(replied(&call, console_post, away).status, 303);
    assert_int_equal(theme_of(&room, bus), 0);
    page = replied(&call, console_get, request);
    assert_int_equal(pressed(&room, "apart", ids_on(&call, &page), "").status, 303);
    page = replied(&call, console_get, request);
    assert_false(says(&call, &page, "These say nearly the same"));
}

TESTS(alike, what_says_nearly_the_same_is_proposed, only_what_people_said_and_the_room_sees_is_compared, a_language_keeps_its_letters,
      what_is_proposed_stands_in_the_reader_s_language,
      grouping_puts_them_under_one_theme, what_was_sorted_apart_is_not_proposed_together, what_was_told_apart_is_never_proposed_again,
      who_is_forgotten_takes_their_words_along, only_the_team_of_the_workshop_decides, the_console_proposes_and_does_what_is_pressed)
