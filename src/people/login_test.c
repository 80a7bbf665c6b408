// login_test.c - signing in, staying signed in, and what ends it.
#include "people/login.h"

#include <stdio.h>

#include "people/password.h"
#include "people/people_test.h"

static const char *hash_for(struct call *call, const char *name, const char *password)
{
    const char *hash;
    assert_ok(password_hash(call, name, password, &hash));
    return hash;
}

static void name_and_password_must_go_together(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person person;
    struct person_id anna = test_person(&call, "Anna", "three small birds");
    test_person(&call, "code-only", NULL);
    assert_ok(login_check(&call, "ANNA", hash_for(&call, "ANNA", "three small birds"), &person));
    assert_int_equal(person.id.v, anna.v);
    assert_err(login_check(&call, "Anna", hash_for(&call, "Anna", "three small bees"), &person), ERR_DENIED);
    assert_err(login_check(&call, "nobody", hash_for(&call, "nobody", "three small birds"), &person), ERR_DENIED);
    assert_err(login_check(&call, "code-only", hash_for(&call, "code-only", ""), &person), ERR_DENIED);
}

static void failures_are_slowed_and_success_is_not(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person person;
    call.client = "192.0.2.1";
    test_person(&call, "anna", "three small birds");
    const char *right = hash_for(&call, "anna", "three small birds"), *wrong = hash_for(&call, "anna", "wrong");
    for (int i = 0; i < 50; i++)
        assert_ok(login_check(&call, "anna", right, &person));
    for (int i = 0; i < 10; i++)
        assert_err(login_check(&call, "anna", wrong, &person), ERR_DENIED);
    assert_err(login_check(&call, "anna", right, &person), ERR_BUSY);
    call.now += MINUTE;
    assert_ok(login_check(&call, "anna", right, &person));
}

static void a_login_brings_its_person_and_roles_with_one_query(void **state)
{
    (void)state;
    struct call call = people_call();
    struct actor actor;
    const char *secret;
    struct person_id anna = test_person(&call, "anna", NULL);
    assert_ok(team_give(&call, anna, ROLE_COORDINATOR, in_network(7)));
    assert_ok(team_give(&call, anna, ROLE_REGION_LEAD, in_network(8)));
    assert_ok(login_begin(&call, anna, &secret));
    assert_int_equal(strlen(secret), LOGIN_SECRET_SIGNS);
    uint64_t before = db_statements(call.db);
    assert_ok(login_actor(&call, secret, &actor));
    assert_int_equal(db_statements(call.db) - before, 1);
    assert_int_equal(actor.kind, ACTOR_PERSON);
    assert_string_equal(actor.name, "anna");
    assert_int_equal(actor.grant_count, 2);
    assert_true(grants_give(actor.grants, actor.grant_count, RUN_WORKSHOP, in_network(7)));
    assert_true(grants_give(actor.grants, actor.grant_count, RUN_WORKSHOP, (struct scope){{99}, {4}}));
    assert_false(grants_give(actor.grants, actor.grant_count, RUN_WORKSHOP, (struct scope){{99}, {3}}));
}

static void the_secret_is_not_in_the_database(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    assert_ok(login_begin(&call, test_person(&call, "anna", NULL), &secret));
    char sql[200];
    snprintf(sql, sizeof(sql), "SELECT count(*) FROM login WHERE hash LIKE '%%%s%%'", secret);
    assert_int_equal(test_number(call.db, sql), 0);
    struct actor actor;
    assert_err(login_actor(&call, "23456789BCDFGHJKMNPQRSTVWX", &actor), ERR_NOT_FOUND);
}

static void a_login_ends_after_logout_and_the_others_stay(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *phone, *laptop;
    struct actor actor;
    struct person_id anna = test_person(&call, "anna", NULL);
    assert_ok(login_begin(&call, anna, &phone));
    assert_ok(login_begin(&call, anna, &laptop));
    assert_ok(login_actor(&call, phone, &call.actor));
    assert_ok(login_end(&call));
    assert_ok(login_end(&call));
    assert_err(login_actor(&call, phone, &actor), ERR_NOT_FOUND);
    assert_ok(login_actor(&call, laptop, &actor));
    assert_ok(login_end_all(&call, anna, NULL));
    assert_err(login_actor(&call, laptop, &actor), ERR_NOT_FOUND);
}

static void a_login_ends_after_12_hours_without_use(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct actor actor;
    assert_ok(login_begin(&call, test_person(&call, "anna", NULL), &secret));
    for (int i = 0; i < 5; i++) { // reading alone keeps it, though nothing is written
        call.now += 11 * HOUR;
        assert_ok(login_actor(&call, secret, &actor));
    }
    call.now += 12 * HOUR + 1;
    assert_err(login_actor(&call, secret, &actor), ERR_NOT_FOUND);
    assert_err(login_actor(&call, secret, &actor), ERR_NOT_FOUND); // and asking again does not wake it
}

static void a_login_ends_after_14_days_whatever_happens(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct actor actor;
    assert_ok(login_begin(&call, test_person(&call, "anna", NULL), &secret));
    int64_t end = call.now + LOGIN_MOST;
    for (; call.now < end; call.now += 11 * HOUR)
        assert_ok(login_actor(&call, secret, &actor));
    assert_err(login_actor(&call, secret, &actor), ERR_NOT_FOUND);
}

static void a_restart_forgets_reading_but_not_what_a_post_wrote_down(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct actor actor;
    assert_ok(login_begin(&call, test_person(&call, "anna", NULL), &secret));
    call.now += 10 * HOUR;
    assert_ok(login_actor(&call, secret, &call.actor));
    uint64_t before = db_statements(call.db);
    assert_ok(login_keep(&call));
    assert_int_equal(db_statements(call.db) - before, 1);
    login_forget_seen();
    call.now += 10 * HOUR;
    assert_ok(login_actor(&call, secret, &actor));
    login_forget_seen();
    call.now += 3 * HOUR;
    assert_err(login_actor(&call, secret, &actor), ERR_NOT_FOUND);
}

static void a_post_writes_the_last_use_down_at_most_once_an_hour(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    assert_ok(login_begin(&call, test_person(&call, "anna", NULL), &secret));
    call.now += 30 * MINUTE;
    assert_ok(login_actor(&call, secret, &call.actor));
    uint64_t before = db_statements(call.db);
    assert_ok(login_keep(&call));
    assert_int_equal(db_statements(call.db), before);
}

static void a_disabled_person_is_out_at_once_and_cannot_come_back(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret, *other;
    struct actor actor;
    struct person person;
    struct person_id anna = test_person(&call, "anna", "three small birds");
    assert_ok(login_begin(&call, anna, &secret));
    assert_ok(person_disable(&call, anna));
    assert_err(login_actor(&call, secret, &actor), ERR_NOT_FOUND);
    const char *hash = hash_for(&call, "anna", "three small birds");
    assert_err(login_check(&call, "anna", hash, &person), ERR_DENIED);
    assert_ok(login_begin(&call, anna, &other));
    assert_err(login_actor(&call, other, &actor), ERR_NOT_FOUND);
    assert_ok(person_enable(&call, anna));
    assert_ok(login_check(&call, "anna", hash, &person));
    assert_err(login_actor(&call, secret, &actor), ERR_NOT_FOUND); // what ended stays ended
}

static void a_new_password_ends_every_other_login(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *phone, *laptop;
    struct actor actor;
    struct person_id anna = test_person(&call, "anna", "three small birds");
    assert_ok(login_begin(&call, anna, &phone));
    assert_ok(login_begin(&call, anna, &laptop));
    assert_ok(login_actor(&call, phone, &call.actor));
    assert_ok(person_set_password(&call, anna, hash_for(&call, "anna", "four big birds"), call.actor.login));
    assert_ok(login_actor(&call, phone, &actor));
    assert_err(login_actor(&call, laptop, &actor), ERR_NOT_FOUND);
}

static void what_is_long_over_is_deleted(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    assert_ok(login_begin(&call, test_person(&call, "anna", NULL), &secret));
    assert_ok(login_tidy(&call, ""));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM login"), 1);
    call.now += LOGIN_MOST;
    assert_ok(login_tidy(&call, ""));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM login"), 0);
}

TESTS(login, name_and_password_must_go_together, failures_are_slowed_and_success_is_not,
      a_login_brings_its_person_and_roles_with_one_query, the_secret_is_not_in_the_database,
      a_login_ends_after_logout_and_the_others_stay, a_login_ends_after_12_hours_without_use,
      a_login_ends_after_14_days_whatever_happens, a_restart_forgets_reading_but_not_what_a_post_wrote_down,
      a_post_writes_the_last_use_down_at_most_once_an_hour, a_disabled_person_is_out_at_once_and_cannot_come_back,
      a_new_password_ends_every_other_login, what_is_long_over_is_deleted)
