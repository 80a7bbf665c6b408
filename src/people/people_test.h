// people_test.h - what the tests of this folder share: two networks in two regions, persons, calls by them.
#ifndef SEMPRE_PEOPLE_PEOPLE_TEST_H
#define SEMPRE_PEOPLE_PEOPLE_TEST_H

#include "people/login.h"
#include "people/password.h"
#include "people/person.h"
#include "people/place.h"
#include "people/slowdown.h"
#include "people/team.h"
#include "support_call.h"

// Network 7 "dith" is in region 3 "north", network 8 "heide" in region 4.
static inline struct scope in_network(int64_t network)
{
    return (struct scope){.network = {network}, .region = {network == 7 ? 3 : 4}};
}

static inline enum err test_scope_of_id(struct call *call, struct network_id network, struct scope *ret_scope)
{
    (void)call;
    if (network.v != 7 && network.v != 8)
        return ERR_NOT_FOUND;
    *ret_scope = in_network(network.v);
    return OK;
}

static inline enum err test_scope_of(struct call *call, const char *slug, struct scope *ret_scope)
{
    return test_scope_of_id(call, (struct network_id){strcmp(slug, "dith") == 0 ? 7 : strcmp(slug, "heide") == 0 ? 8 : 0},
                       ret_scope);
}

static inline enum err test_region_of(struct call *call, const char *slug, struct region_id *ret_region)
{
    (void)call;
    if (strcmp(slug, "north") != 0)
        return ERR_NOT_FOUND;
    ret_region->v = 3;
    return OK;
}

static inline enum err test_regions(struct call *call, struct place **ret_places, size_t *ret_n)
{
    *ret_places = ARENA_ARRAY(call->arena, struct place, 1);
    (*ret_places)[0] = (struct place){.region = {3}, .slug = "north", .name = "North"};
    *ret_n = 1;
    return OK;
}

static inline enum err test_place_name(struct call *call, struct place *places, size_t n)
{
    (void)call;
    for (size_t i = 0; i < n; i++)
        if (places[i].network.v == 7 || places[i].region.v == 3) {
            places[i].slug = places[i].network.v == 7 ? "dith" : "north";
            places[i].name = places[i].network.v == 7 ? "Dithmarschen" : "North";
        }
    return OK;
}

static inline void test_places(void)
{
    static const struct place_names names = {test_scope_of, test_scope_of_id, test_region_of,
                                              test_regions, test_place_name};
    people_set_places(&names);
}

// A call with every right in an open transaction; guesses and last uses are forgotten, places are set.
static inline struct call people_call(void)
{
    test_places();
    slowdown_forget();
    login_forget_seen();
    return test_call();
}

// A new person; `password` NULL: none.
static inline struct person_id test_person(struct call *call, const char *person, const char *password)
{
    struct person_id id;
    const char *hash = NULL;
    if (password != NULL)
        assert_ok(password_hash(call, person, password, &hash));
    assert_ok(person_add(call, person, NULL, hash, &id));
    return id;
}

// The same call as somebody who is signed in, with the roles as stored.
static inline struct call call_by(const struct call *call, struct person_id person)
{
    struct call by = *call;
    const char *secret = NULL;
    struct actor actor;
    assert_ok(login_begin(&by, person, &secret));
    assert_ok(login_actor(&by, secret, &actor));
    by.actor = actor;
    return by;
}

#endif
