// password_test.c - hashing and judging passwords; secrets that follow from ids.
#include "people/password.h"

#include <pthread.h>

#include "people/people_test.h"

static void a_password_matches_only_its_name_and_itself(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *anna, *again, *other, *bert;
    assert_ok(password_hash(&call, "Anna", "three small birds", &anna));
    assert_ok(password_hash(&call, " anna ", "three small birds", &again));
    assert_ok(password_hash(&call, "anna", "three small bird", &other));
    assert_ok(password_hash(&call, "bert", "three small birds", &bert));
    assert_true(password_matches(anna, again));
    assert_false(password_matches(anna, other));
    assert_false(password_matches(anna, bert));
    assert_false(password_matches(NULL, anna));
    assert_null(strstr(anna, "birds"));
    assert_int_equal(strncmp(anna, "argon2id$19456$2$", 17), 0);
}

static void another_key_makes_another_hash(void **state)
{
    (void)state;
    static const unsigned char other_key[SECRET_KEY_SIZE] = {1};
    struct call call = people_call(), stolen = call;
    const char *hash, *guess;
    stolen.key = other_key;
    assert_ok(password_hash(&call, "anna", "three small birds", &hash));
    assert_ok(password_hash(&stolen, "anna", "three small birds", &guess));
    assert_false(password_matches(hash, guess));
}

static void *hash_many(void *context)
{
    struct call *call = context;
    const char *hash;
    for (int i = 0; i < 3; i++)
        assert_ok(password_hash(call, "anna", "three small birds", &hash));
    return NULL;
}

static void many_who_sign_in_at_once_all_get_their_turn(void **state)
{
    (void)state;
    struct call calls[6];
    pthread_t threads[6];
    for (int i = 0; i < 6; i++) {
        calls[i] = people_call();
        calls[i].arena = arena_new(1 << 20);
        assert_int_equal(pthread_create(&threads[i], NULL, hash_many, &calls[i]), 0);
    }
    for (int i = 0; i < 6; i++) {
        pthread_join(threads[i], NULL);
        arena_free(calls[i].arena);
    }
}

static void weak_passwords_are_refused_with_a_reason(void **state)
{
    (void)state;
    struct call call = people_call();
    static const char *const weak[] = {"", "short", "1234567890", "987654321", "abcdefghijkl", "lkjihgfedcba",
                                       "aaaaaaaaaaaa", "abababababab", "Anna Kalnina", "ANNA KALNINA 1",
                                       "Password1234", "Sempre-2026", "Koordinator1", "qwertz-Passwort"};
    for (size_t i = 0; i < sizeof(weak) / sizeof(weak[0]); i++)
        if (password_problem(&call, "Anna Kalnina", weak[i]) == NULL)
            fail_msg("%s was taken", weak[i]);
    assert_null(password_problem(&call, "anna", "three small birds"));
    assert_null(password_problem(&call, "anna", "sempre on the old pier")); // enough stands besides the word
    assert_null(password_problem(&call, "anna", "дом у реки под горой"));
    assert_null(password_problem(&call, "al", "almost all alone")); // a short name stands in many words
}

static void a_secret_follows_from_its_id_and_the_key_alone(void **state)
{
    (void)state;
    static const unsigned char other_key[SECRET_KEY_SIZE] = {1};
    struct call call = people_call(), other = call;
    other.key = other_key;
    const char *secret = secret_of(&call, "invitation", 42);
    assert_int_equal(strlen(secret), CODE_SIGNS);
    assert_int_equal(strspn(secret, "23456789BCDFGHJKMNPQRSTVWXYZ"), CODE_SIGNS);
    assert_string_equal(secret, secret_of(&call, "invitation", 42));
    assert_string_not_equal(secret, secret_of(&call, "recovery", 42));
    assert_string_not_equal(secret, secret_of(&call, "invitation", 43));
    assert_string_not_equal(secret, secret_of(&other, "invitation", 42));
}

static void a_printed_code_is_typed_in_any_way(void **state)
{
    (void)state;
    struct call call = people_call();
    assert_string_equal(code_grouped(&call, "K7QX2M4P9RTW"), "K7QX 2M4P 9RTW");
    assert_string_equal(code_plain(&call, "k7qx-2m4p 9rTw"), "K7QX2M4P9RTW");
}

TESTS(password, a_password_matches_only_its_name_and_itself, another_key_makes_another_hash,
      many_who_sign_in_at_once_all_get_their_turn, weak_passwords_are_refused_with_a_reason,
      a_secret_follows_from_its_id_and_the_key_alone, a_printed_code_is_typed_in_any_way)
