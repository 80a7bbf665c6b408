// support_call.c - calls for tests of rules.
#include "support_call.h"

static const unsigned char key[SECRET_KEY_SIZE] = "the key of tests, of no use else";

struct call test_call(void)
{
    struct db *db = test_db();
    if (!db_in_transaction(db))
        assert_ok(db_begin(db));
    return (struct call){
        .arena = test_arena(),
        .db = db,
        .actor = {.kind = ACTOR_COMMAND},
        .language = LANGUAGE_EN,
        .now = TEST_NOW,
        .random = test_random(),
        .key = key,
        .address = "http://127.0.0.1:8080",
    };
}

struct call test_call_by_visitor(const char *visitor)
{
    struct call call = test_call();
    call.actor = (struct actor){.kind = ACTOR_NOBODY};
    call.visitor = visitor;
    return call;
}

struct call test_call_by_person(int64_t person, enum role role, int64_t network)
{
    struct call call = test_call();
    struct grant *grant = ARENA_NEW(call.arena, struct grant);
    *grant = (struct grant){.role = role, .network = {network}};
    call.actor = (struct actor){
        .kind = ACTOR_PERSON,
        .person = {person},
        .name = "test",
        .login = "test",
        .grants = grant,
        .grant_count = 1,
    };
    return call;
}
