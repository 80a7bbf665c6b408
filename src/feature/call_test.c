// call_test.c - rights of actors, keyed hashes, settings.
#include "feature/call.h"

#include "feature/setting.h"
#include "support_db.h"
#include "support.h"

static const unsigned char key_a[SECRET_KEY_SIZE] = {1}, key_b[SECRET_KEY_SIZE] = {2};

static struct call call_with(const unsigned char *key)
{
    return (struct call){.arena = test_arena(), .random = test_random(), .now = TEST_NOW, .key = key};
}

static void a_hash_depends_on_key_purpose_and_secret(void **state)
{
    (void)state;
    struct call a = call_with(key_a), b = call_with(key_b);
    const char *hash = call_hash(&a, "login", "SECRET");
    assert_int_equal(strlen(hash), 64);
    assert_string_equal(hash, call_hash(&a, "login", "SECRET"));
    assert_string_not_equal(hash, call_hash(&b, "login", "SECRET"));
    assert_string_not_equal(hash, call_hash(&a, "participant", "SECRET"));
    assert_string_not_equal(hash, call_hash(&a, "login", "SECREU"));
    assert_string_not_equal(call_hash(&a, "a", "bc"), call_hash(&a, "ab", "c"));
}

static void nobody_has_no_right_but_anyones(void **state)
{
    (void)state;
    struct call call = call_with(key_a);
    assert_true(call_may(&call, ANYONE, (struct scope){0}));
    for (enum right right = SIGNED_IN; right < RIGHT_COUNT; right++)
        assert_err(call_require(&call, right, (struct scope){0}), ERR_DENIED);
}

static void a_person_has_rights_only_where_the_role_is(void **state)
{
    (void)state;
    const struct grant grants[] = {{.role = ROLE_COORDINATOR, .network = {7}}};
    struct call call = call_with(key_a);
    call.actor = (struct actor){.kind = ACTOR_PERSON, .grants = grants, .grant_count = 1};
    assert_true(call_may(&call, SIGNED_IN, (struct scope){0}));
    assert_true(call_may(&call, RUN_WORKSHOP, (struct scope){.network = {7}}));
    assert_false(call_may(&call, RUN_WORKSHOP, (struct scope){.network = {8}}));
    assert_false(call_may(&call, RUN_WORKSHOP, (struct scope){0}));
}

static bool is_one_sign(const char *value)
{
    return strlen(value) == 1;
}

static void a_setting_has_its_fallback_until_it_is_set(void **state)
{
    (void)state;
    static const struct setting sign = {"sign", "x", "one sign", is_one_sign};
    struct call call = call_with(key_a);
    call.db = test_begin();
    assert_string_equal(setting_get(&call, &sign), "x");
    assert_err(setting_put(&call, &sign, "yes"), ERR_INVALID);
    assert_ok(setting_put(&call, &sign, "y"));
    assert_ok(setting_put(&call, &sign, "z"));
    assert_string_equal(setting_get(&call, &sign), "z");
}

TEST_QUERIES(setting_queries)
TESTS(call, a_hash_depends_on_key_purpose_and_secret, nobody_has_no_right_but_anyones,
      a_person_has_rights_only_where_the_role_is, a_setting_has_its_fallback_until_it_is_set)
