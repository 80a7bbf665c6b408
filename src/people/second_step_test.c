// second_step_test.c - setting the second step up, signing in with it, losing it.
#include "people/second_step.h"

#include <stdio.h>
#include <stdlib.h>

#include "people/audit.h"
#include "people/people_test.h"
#include "people/totp.h"

// The code that an app shows at call->now, from the key as its owner types it in.
static const char *shown_by_app(struct call *call, const char *key)
{
    unsigned char secret[TOTP_SECRET_BYTES] = {0};
    char code[TOTP_TEXT_SIZE];
    for (int i = 0; i < 32; i++) {
        const char *signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        int value = (int)(strchr(signs, key[i]) - signs);
        for (int bit = 0; bit < 5; bit++)
            if ((value >> (4 - bit) & 1) != 0)
                secret[(i * 5 + bit) / 8] |= (unsigned char)(0x80 >> (i * 5 + bit) % 8);
    }
    totp_code(secret, sizeof secret, call->now / 1000 / TOTP_STEP_SECONDS, TOTP_DIGITS, code);
    return arena_dup(call->arena, code);
}

static struct second_step now_of(struct call *call, struct person_id person)
{
    struct second_step step;
    assert_ok(second_step_find(call, person, &step));
    return step;
}

static struct person person_of(struct call *call, struct person_id id)
{
    struct person person;
    assert_ok(person_find(call, id, &person));
    return person;
}

// Somebody who sets a second step up, and the calls before and after signing in.
struct owner {
    struct call call, by;
    struct person_id id;
    struct person person;
};

static struct owner owner_begin(void)
{
    struct owner owner = {.call = people_call()};
    owner.id = test_person(&owner.call, "anna", NULL);
    owner.person = person_of(&owner.call, owner.id);
    owner.by = call_by(&owner.call, owner.id);
    return owner;
}

// Sets an app up for who asks and returns its key.
static const char *with_app(struct call *by)
{
    assert_ok(second_step_offer(by));
    struct second_step step = now_of(by, by->actor.person);
    const char *key = second_step_secret(by, &step);
    assert_ok(second_step_take_app(by, shown_by_app(by, key)));
    return key;
}

static int64_t with_list(struct call *by)
{
    assert_ok(second_step_offer(by));
    int64_t id = now_of(by, by->actor.person).offered_id;
    assert_ok(second_step_take_list(by, second_step_list_code(by, id, 0)));
    return id;
}

// The same call half a minute or more later, for the next code.
static void later(struct call *call, struct call *by, int64_t ms)
{
    call->now += ms;
    by->now = call->now;
}

static void an_app_counts_from_its_first_right_code_on(void **state)
{
    (void)state;
    struct owner anna = owner_begin();
    assert_err(second_step_take_app(&anna.by, "123456"), ERR_NOT_FOUND); // nothing is offered yet
    assert_ok(second_step_offer(&anna.by));
    struct second_step step = now_of(&anna.call, anna.id);
    const char *key = second_step_secret(&anna.by, &step), *code = shown_by_app(&anna.by, key);
    assert_false(second_step_is_on(&step));
    assert_err(second_step_take_app(&anna.by, strcmp(code, "000000") == 0 ? "000001" : "000000"), ERR_INVALID);
    assert_err(second_step_check(&anna.call, &anna.person, code), ERR_DENIED); // it does not let in before it was taken
    assert_ok(second_step_take_app(&anna.by, code));
    step = now_of(&anna.call, anna.id);
    assert_true(second_step_is_on(&step));
    assert_false(second_step_is_offered(&anna.call, &step));
    assert_err(second_step_check(&anna.call, &anna.person, code), ERR_DENIED); // used for taking it
    later(&anna.call, &anna.by, 30 * SECOND);
    assert_ok(second_step_check(&anna.call, &anna.person, shown_by_app(&anna.by, key)));
    assert_err(second_step_check(&anna.call, &anna.person, shown_by_app(&anna.by, key)), ERR_DENIED); // a code counts once
}

static void an_app_reads_the_address_of_the_picture(void **state)
{
    (void)state;
    struct call call = people_call();
    struct call by = call_by(&call, test_person(&call, "Anna Berg", NULL));
    by.address = "https://sempre.example.org:8443";
    assert_ok(second_step_offer(&by));
    struct second_step step = now_of(&by, by.actor.person);
    const char *key = second_step_secret(&by, &step);
    assert_int_equal(strlen(key), 32);
    assert_string_equal(second_step_address(&by, &step),
                        arena_print(by.arena, "otpauth://totp/Sempre%%20sempre.example.org:Anna%%20Berg?secret=%s&issuer=Sempre%%20"
                                              "sempre.example.org", key));
}

static void each_code_of_a_list_lets_in_once(void **state)
{
    (void)state;
    struct owner anna = owner_begin();
    int64_t list = with_list(&anna.by);
    struct second_step step = now_of(&anna.call, anna.id);
    assert_int_equal(second_step_codes_left(&step), 9);
    assert_err(second_step_check(&anna.call, &anna.person, second_step_list_code(&anna.by, list, 0)), ERR_DENIED);
    for (int i = 9; i > 0; i--) {
        const char *code = second_step_list_code(&anna.by, list, i);
        assert_int_equal(strlen(code), SECOND_LIST_SIGNS);
        assert_ok(second_step_check(&anna.call, &anna.person, arena_print(anna.by.arena, "%.4s-%s", code, code + 4)));
        assert_err(second_step_check(&anna.call, &anna.person, code), ERR_DENIED);
    }
    step = now_of(&anna.call, anna.id);
    assert_int_equal(second_step_codes_left(&step), 0);
    assert_true(second_step_is_on(&step)); // an empty list lets nobody in, but it is no open door either
    int64_t newer = with_list(&anna.by);
    assert_err(second_step_check(&anna.call, &anna.person, second_step_list_code(&anna.by, list, 1)), ERR_DENIED);
    assert_ok(second_step_check(&anna.call, &anna.person, second_step_list_code(&anna.by, newer, 1)));
}

static void who_has_both_may_use_either(void **state)
{
    (void)state;
    struct owner anna = owner_begin();
    const char *key = with_app(&anna.by);
    int64_t list = with_list(&anna.by);
    later(&anna.call, &anna.by, MINUTE);
    assert_ok(second_step_check(&anna.call, &anna.person, shown_by_app(&anna.by, key)));
    assert_ok(second_step_check(&anna.call, &anna.person, second_step_list_code(&anna.by, list, 5)));
    const char *other = with_app(&anna.by); // another phone: the old one is worth nothing, the list stays
    later(&anna.call, &anna.by, MINUTE);
    assert_err(second_step_check(&anna.call, &anna.person, shown_by_app(&anna.by, key)), ERR_DENIED);
    assert_ok(second_step_check(&anna.call, &anna.person, shown_by_app(&anna.by, other)));
    assert_ok(second_step_check(&anna.call, &anna.person, second_step_list_code(&anna.by, list, 6)));
}

static void codes_of_others_do_not_count(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL), bert = test_person(&call, "bert", NULL);
    struct person person = person_of(&call, bert);
    struct call by = call_by(&call, anna), other = call_by(&call, bert);
    const char *key = with_app(&by);
    int64_t list = with_list(&by);
    with_app(&other);
    later(&call, &by, MINUTE);
    assert_err(second_step_check(&call, &person, shown_by_app(&by, key)), ERR_DENIED);
    assert_err(second_step_check(&call, &person, second_step_list_code(&by, list, 3)), ERR_DENIED);
}

static void wrong_codes_are_slowed(void **state)
{
    (void)state;
    struct owner anna = owner_begin();
    int64_t list = with_list(&anna.by);
    for (int i = 0; i < 5; i++)
        assert_err(second_step_check(&anna.call, &anna.person, "23456789"), ERR_DENIED);
    assert_err(second_step_check(&anna.call, &anna.person, second_step_list_code(&anna.by, list, 1)), ERR_BUSY);
    later(&anna.call, &anna.by, 2 * MINUTE);
    assert_ok(second_step_check(&anna.call, &anna.person, second_step_list_code(&anna.by, list, 1)));
}

static void an_offer_ends_after_an_hour_or_with_the_next(void **state)
{
    (void)state;
    struct call call = people_call();
    struct call by = call_by(&call, test_person(&call, "anna", NULL));
    assert_ok(second_step_offer(&by));
    int64_t first = now_of(&by, by.actor.person).offered_id;
    assert_ok(second_step_offer(&by));
    assert_err(second_step_take_list(&by, second_step_list_code(&by, first, 0)), ERR_INVALID);
    int64_t second = now_of(&by, by.actor.person).offered_id;
    by.now += SECOND_OFFER_LIFE;
    assert_err(second_step_take_list(&by, second_step_list_code(&by, second, 0)), ERR_NOT_FOUND);
}

static void who_signed_in_long_ago_changes_nothing(void **state)
{
    (void)state;
    struct call call = people_call();
    struct call by = call_by(&call, test_person(&call, "anna", NULL));
    with_list(&by);
    by.now += SECOND_FRESH;
    assert_err(second_step_offer(&by), ERR_DENIED);
    assert_err(second_step_remove(&by, by.actor.person), ERR_DENIED);
    struct call nobody = call;
    nobody.actor = (struct actor){0};
    assert_err(second_step_offer(&nobody), ERR_DENIED);
}

static void a_first_second_step_ends_the_logins_without_one(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *elsewhere;
    struct actor actor;
    struct person_id anna = test_person(&call, "anna", NULL);
    struct call by = call_by(&call, anna);
    assert_ok(login_begin(&call, anna, &elsewhere));
    with_list(&by);
    assert_err(login_actor(&call, elsewhere, &actor), ERR_NOT_FOUND);
    assert_ok(login_begin(&call, anna, &elsewhere));
    with_list(&by); // a later one ends none
    assert_ok(login_actor(&call, elsewhere, &actor));
}

static void a_half_login_is_nobody_and_short(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *half, *whole;
    struct actor actor;
    struct person person;
    struct person_id anna = test_person(&call, "anna", NULL);
    assert_ok(login_begin_half(&call, anna, &half));
    assert_ok(login_begin(&call, anna, &whole));
    assert_err(login_actor(&call, half, &actor), ERR_NOT_FOUND);
    assert_ok(login_half(&call, half, &person));
    assert_int_equal(person.id.v, anna.v);
    assert_err(login_half(&call, whole, &person), ERR_NOT_FOUND);
    assert_err(login_half(&call, "23456789BCDFGHJKMNPQRSTVWX", &person), ERR_NOT_FOUND);
    assert_ok(login_end_half(&call, half));
    assert_err(login_half(&call, half, &person), ERR_NOT_FOUND);
    assert_ok(login_begin_half(&call, anna, &half));
    call.now += LOGIN_HALF;
    assert_err(login_half(&call, half, &person), ERR_NOT_FOUND);
    assert_ok(login_begin_half(&call, anna, &half));
    assert_ok(person_disable(&call, anna));
    assert_err(login_half(&call, half, &person), ERR_NOT_FOUND);
}

static void where_it_is_asked_for_roles_wait_for_it(void **state)
{
    (void)state;
    struct call call = people_call();
    call.asks_second_step = true;
    struct person_id anna = test_person(&call, "anna", NULL), roleless = test_person(&call, "roleless", NULL);
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++) { // every role shows voices, or gives out roles that do
        char level = role_level((enum role)role);
        struct scope scope = level == 'n' ? in_network(7) : level == 'r' ? (struct scope){.region = {3}} : (struct scope){0};
        assert_ok(team_give(&call, anna, (enum role)role, scope));
    }
    struct call by = call_by(&call, anna);
    assert_true(by.actor.lacks_second_step);
    assert_true(call_may(&by, SIGNED_IN, in_network(7)));
    for (int right = SIGNED_IN + 1; right < RIGHT_COUNT; right++)
        assert_false(call_may(&by, (enum right)right, in_network(7)));
    with_list(&by);
    by = call_by(&call, anna);
    assert_false(by.actor.lacks_second_step);
    assert_true(call_may(&by, RUN_WORKSHOP, in_network(7)));
    assert_err(second_step_remove(&by, anna), ERR_DENIED); // not here
    struct call other = call_by(&call, roleless);
    assert_false(other.actor.lacks_second_step);
    call.asks_second_step = false;
    by = call_by(&call, anna);
    assert_ok(second_step_remove(&by, anna));
    by = call_by(&call, anna);
    assert_true(call_may(&by, RUN_WORKSHOP, in_network(7)));
}

static void who_may_help_with_a_lost_password_may_take_it_off(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *login;
    struct actor actor;
    struct person_id lead = test_person(&call, "lead", NULL), coordinator = test_person(&call, "coordinator", NULL),
                     helper = test_person(&call, "helper", NULL), stranger = test_person(&call, "stranger", NULL);
    assert_ok(team_give(&call, lead, ROLE_PROGRAMME_LEAD, (struct scope){0}));
    assert_ok(team_give(&call, lead, ROLE_READER, in_network(7)));
    assert_ok(team_give(&call, coordinator, ROLE_COORDINATOR, in_network(7)));
    assert_ok(team_give(&call, helper, ROLE_FACILITATOR, in_network(7)));
    assert_ok(team_give(&call, stranger, ROLE_COORDINATOR, in_network(8)));
    struct call by_lead = call_by(&call, lead), by_coordinator = call_by(&call, coordinator), by_helper = call_by(&call, helper),
                by_stranger = call_by(&call, stranger);
    with_list(&by_helper);
    with_list(&by_lead);
    assert_err(second_step_remove(&by_stranger, helper), ERR_DENIED);
    assert_err(second_step_remove(&by_helper, lead), ERR_DENIED);
    assert_err(second_step_remove(&by_coordinator, lead), ERR_DENIED); // though the lead holds a small role here too
    assert_ok(login_begin(&call, helper, &login));
    assert_ok(second_step_remove(&by_coordinator, helper));
    struct second_step step = now_of(&call, helper);
    assert_false(second_step_is_on(&step));
    assert_err(login_actor(&call, login, &actor), ERR_NOT_FOUND);
    assert_ok(second_step_remove(&by_coordinator, helper)); // again: nothing is there
    struct audit_list list;
    bool more = false;
    assert_ok(audit_read(&call, in_network(7), 0, &list, &more));
    assert_string_equal(list.at[0].sentence, "coordinator took the second step of signing in off for helper.");
    int made = 0;
    for (size_t i = 0; i < list.n; i++)
        made += strcmp(list.at[i].sentence, "helper made a list of codes for the second step of signing in.") == 0;
    assert_int_equal(made, 1);
    assert_ok(second_step_remove(&call, lead)); // the command
    struct member_list members;
    assert_ok(team_of(&call, &coordinator, 1, &members));
    assert_false(members.at[0].has_second_step);
    with_app(&by_coordinator);
    assert_ok(team_of(&call, &coordinator, 1, &members));
    assert_true(members.at[0].has_second_step);
}

static void the_database_holds_neither_key_nor_codes(void **state)
{
    (void)state;
    struct call call = people_call();
    struct call by = call_by(&call, test_person(&call, "anna", NULL));
    with_app(&by);
    with_list(&by);
    struct second_step step = now_of(&by, by.actor.person), other = step;
    other.offered_id = step.offered_id = step.app_id;
    struct call elsewhere = by; // the same rows with another key file
    static const unsigned char key[SECRET_KEY_SIZE] = {1};
    elsewhere.key = key;
    assert_string_not_equal(second_step_secret(&by, &step), second_step_secret(&elsewhere, &other));
    assert_string_not_equal(second_step_list_code(&by, step.list_id, 0), second_step_list_code(&elsewhere, step.list_id, 0));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM second_step WHERE app_id > 0 AND list_id > 0"), 1);
}

TESTS(second_step, an_app_counts_from_its_first_right_code_on, an_app_reads_the_address_of_the_picture,
      each_code_of_a_list_lets_in_once, who_has_both_may_use_either, codes_of_others_do_not_count, wrong_codes_are_slowed,
      an_offer_ends_after_an_hour_or_with_the_next, who_signed_in_long_ago_changes_nothing,
      a_first_second_step_ends_the_logins_without_one, a_half_login_is_nobody_and_short,
      where_it_is_asked_for_roles_wait_for_it, who_may_help_with_a_lost_password_may_take_it_off,
      the_database_holds_neither_key_nor_codes)
