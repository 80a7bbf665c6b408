// demo_people.c - the logins of the demonstration programme.
#include "demo/demo.h"
#include "networks/region.h"
#include "people/password.h"
#include "people/person.h"
#include "people/team.h"

enum err demo_read_people(struct demo *demo)
{
    struct content *content = demo->content;
    struct node file;
    size_t n;
    TRY(content_file(content, "people.json", &file));
    TRY(content_object(content, file, "password people"));
    TRY(content_string(content, content_key(content, file, "password"), &demo->password));
    struct node list = content_key(content, file, "people");
    TRY(content_list(content, list, &n));
    for (size_t i = 0; i < n; i++) {
        struct demo_person *person = VEC_PUSH(demo->call->arena, &demo->people);
        person->node = content_item(content, list, i);
        TRY(content_object(content, person->node, "name language roles"));
        TRY(content_string(content, content_key(content, person->node, "name"), &person->name));
    }
    return OK;
}

enum err demo_hash_people(struct demo *demo)
{
    for (size_t i = 0; i < demo->people.n; i++) {
        struct demo_person *person = &demo->people.at[i];
        TRY(password_hash(demo->call, person->name, demo->password, &person->hash));
    }
    return OK;
}

// Where a role is held: its network, its region, or the programme.
static enum err scope_of(struct demo *demo, struct node node, enum role role, struct scope *ret_scope)
{
    struct content *content = demo->content;
    const char *slug;
    char level = role_level(role);
    *ret_scope = (struct scope){0};
    if (level == 'p')
        return OK;
    struct node place = content_key(content, node, level == 'n' ? "network" : "region");
    TRY(content_string(content, place, &slug));
    if (level == 'n')
        return demo_refused(demo, place, network_scope(demo->call, slug, ret_scope), NULL);
    struct region region;
    TRY(demo_refused(demo, place, region_find(demo->call, slug, &region), NULL));
    ret_scope->region = region.id;
    return OK;
}

static enum err add_role(struct demo *demo, struct demo_person *person, struct node node)
{
    struct content *content = demo->content;
    const char *name;
    struct scope scope;
    TRY(content_object(content, node, "role network region"));
    TRY(content_string(content, content_key(content, node, "role"), &name));
    enum role role = role_of(name);
    if (role == ROLE_NONE)
        return content_wrong(content, content_key(content, node, "role"), "is no role known here.");
    TRY(scope_of(demo, node, role, &scope));
    TRY(demo_refused(demo, node, team_give(demo->call, person->id, role, scope), NULL));
    // A role in a network counts in that network, whatever its region.
    struct region_id region = role_level(role) == 'r' ? scope.region : (struct region_id){0};
    person->grants[person->grant_count++] = (struct grant){role, scope.network, region};
    return OK;
}

enum err demo_add_people(struct demo *demo)
{
    for (size_t i = 0; i < demo->people.n; i++) {
        struct demo_person *person = &demo->people.at[i];
        struct node roles = content_key(demo->content, person->node, "roles");
        size_t n;
        TRY(content_list(demo->content, roles, &n));
        person->grants = ARENA_ARRAY(demo->call->arena, struct grant, n);
        TRY(demo_refused(demo, person->node, person_add(demo->call, person->name, NULL, person->hash, &person->id), NULL));
        for (size_t r = 0; r < n; r++)
            TRY(add_role(demo, person, content_item(demo->content, roles, r)));
    }
    return OK;
}
