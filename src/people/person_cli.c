// person_cli.c - commands about persons.
#include "people/person_cli.h"

#include <string.h>

#include "base/limits.h"
#include "people/password.h"
#include "people/person.h"
#include "people/place.h"
#include "people/recovery.h"
#include "people/second_step.h"
#include "people/secret_input.h"
#include "people/team.h"

static const struct command_option add_options[] = {
    {"role", "ROLE", "coordinator, facilitator, provider, supporter, reader, region-lead, programme-lead or operator"},
    {"network", "SLUG", "the network of the role"},
    {"region", "SLUG", "the region of a region-lead"},
    {"name", "TEXT", "what others read instead of the login name"},
    {"password-file", "FILE", "its first line is the password; - is standard input"},
    {0},
};
static const struct command_option password_options[] = {
    {"password-file", "FILE", "its first line is the password; - is standard input"},
    {0},
};

static const struct command_option second_step_options[] = {
    {"off", NULL, "takes the second step off"},
    {0},
};

static enum err fail(struct arguments *arguments, enum err error, const char *why)
{
    arguments->why = why;
    return error;
}

// A new password for this name: asked for, judged and hashed. NULL where none was given.
static enum err new_password(struct call *call, struct arguments *arguments, const char *name, const char **ret_hash)
{
    const char *password = NULL;
    TRY(secret_input(call, arguments, &password));
    *ret_hash = NULL;
    if (password == NULL)
        return OK;
    const char *problem = password_problem(call, name, password);
    if (problem != NULL)
        return fail(arguments, ERR_INVALID, problem);
    return password_hash(call, name, password, ret_hash);
}

// Ends the transaction: with a commit, or not at all.
static enum err finish(struct call *call, enum err error)
{
    if (error == OK)
        return db_commit(call->db);
    db_rollback(call->db);
    return error;
}

static void print_code(struct call *call, struct arguments *arguments, const char *name, const char *code)
{
    bool has_address = call->address != NULL && *call->address != '\0';
    fprintf(arguments->out, "One-time code for %s, to set a password within 24 hours %s%s/recover:\n%s\n", name,
            has_address ? "at " : "on the page ", has_address ? call->address : "", code_grouped(call, code));
}

// --- person add ---

static enum err scope_of_role(struct call *call, struct arguments *arguments, enum role role, struct scope *ret_scope)
{
    const char *network = arguments_option(arguments, "network"), *region = arguments_option(arguments, "region");
    struct scope scope = {0};
    switch (role_level(role)) {
    case 'n':
        if (network == NULL)
            return fail(arguments, ERR_INVALID, "This role is held in a network: name it with --network SLUG.");
        if (places()->scope_of(call, network, &scope) != OK)
            return fail(arguments, ERR_NOT_FOUND, arena_print(call->arena, "There is no network %s.", network));
        break;
    case 'r':
        if (region == NULL)
            return fail(arguments, ERR_INVALID, "This role is held in a region: name it with --region SLUG.");
        if (places()->region_of(call, region, &scope.region) != OK)
            return fail(arguments, ERR_NOT_FOUND, arena_print(call->arena, "There is no region %s.", region));
        break;
    case 'p':
        if (network != NULL || region != NULL)
            return fail(arguments, ERR_INVALID, "This role is held in the whole programme: leave --network and --region out.");
        break;
    default:
        return fail(arguments, ERR_INVALID, "There is no such role. sempre help person add lists them.");
    }
    *ret_scope = scope;
    return OK;
}

// What `person add` is about to do.
struct addition {
    const char *name, *shown, *hash;
    enum role role;
    bool is_new;
};

static enum err add(struct call *call, struct arguments *arguments, const struct addition *addition, const char **ret_code)
{
    struct person person;
    struct person_id id;
    struct scope scope;
    int64_t ends_at;
    TRY(scope_of_role(call, arguments, addition->role, &scope));
    if (addition->is_new)
        TRY(person_add(call, addition->name, addition->shown, addition->hash, &id));
    TRY(person_find_name(call, addition->name, &person));
    TRY(team_give(call, person.id, addition->role, scope));
    *ret_code = NULL;
    if (person.password != NULL)
        return OK;
    TRY(recovery_add(call, person.id, &ends_at));
    return recovery_code(call, person.id, ret_code, &ends_at);
}

static enum err person_exists(struct call *call, const char *name, bool *ret_exists)
{
    struct person person;
    TRY(db_begin(call->db));
    enum err error = person_find_name(call, name, &person);
    db_rollback(call->db);
    *ret_exists = error == OK;
    return error == ERR_NOT_FOUND ? OK : error;
}

static enum err person_add_run(struct call *call, struct arguments *arguments)
{
    const char *role = arguments_option(arguments, "role"), *code = NULL;
    struct addition addition = {.name = arguments->at[0], .shown = arguments_option(arguments, "name")};
    const char *problem = person_name_problem(call, addition.name);
    bool exists = false;
    if (problem != NULL)
        return fail(arguments, ERR_INVALID, problem);
    if (role == NULL)
        return fail(arguments, ERR_INVALID, "Name the role with --role ROLE.");
    addition.role = role_of(role);
    TRY(person_exists(call, addition.name, &exists));
    addition.is_new = !exists;
    if (!exists)
        TRY(new_password(call, arguments, addition.name, &addition.hash));
    TRY(db_begin(call->db));
    TRY(finish(call, add(call, arguments, &addition, &code)));
    fprintf(arguments->out, "%s %s the role %s.\n", addition.name, exists ? "is there already and now has" : "was added with",
            role);
    if (code != NULL)
        print_code(call, arguments, addition.name, code);
    return OK;
}

// --- person password ---

static enum err set_password(struct call *call, const char *name, const char *hash, const char **ret_code)
{
    struct person person;
    int64_t ends_at;
    TRY(person_find_name(call, name, &person));
    if (hash != NULL)
        return person_set_password(call, person.id, hash, NULL);
    TRY(recovery_add(call, person.id, &ends_at));
    return recovery_code(call, person.id, ret_code, &ends_at);
}

static enum err person_password_run(struct call *call, struct arguments *arguments)
{
    const char *name = arguments->at[0], *hash = NULL, *code = NULL;
    bool exists = false;
    TRY(person_exists(call, name, &exists));
    if (!exists)
        return fail(arguments, ERR_NOT_FOUND, arena_print(call->arena, "Nobody has the login name %s.", name));
    TRY(new_password(call, arguments, name, &hash));
    TRY(db_begin(call->db));
    TRY(finish(call, set_password(call, name, hash, &code)));
    if (code != NULL)
        print_code(call, arguments, name, code);
    else
        fprintf(arguments->out, "%s has a new password. All logins of %s have ended.\n", name, name);
    return OK;
}

// --- person second-step ---

static enum err second_step_of(struct call *call, const char *name, bool is_off, struct second_step *ret_step)
{
    struct person person;
    TRY(person_find_name(call, name, &person));
    TRY(second_step_find(call, person.id, ret_step));
    return is_off ? second_step_remove(call, person.id) : OK;
}

static enum err person_second_step_run(struct call *call, struct arguments *arguments)
{
    const char *name = arguments->at[0];
    bool exists = false, is_off = arguments_option(arguments, "off") != NULL;
    struct second_step step;
    TRY(person_exists(call, name, &exists));
    if (!exists)
        return fail(arguments, ERR_NOT_FOUND, arena_print(call->arena, "Nobody has the login name %s.", name));
    TRY(db_begin(call->db));
    TRY(finish(call, second_step_of(call, name, is_off, &step)));
    if (!second_step_is_on(&step))
        fprintf(arguments->out, "%s has no second step.\n", name);
    else if (is_off)
        fprintf(arguments->out, "The second step of %s is off. All logins of %s have ended.\n", name, name);
    else
        fprintf(arguments->out, "%s has %s and %d codes of a printed list.\n", name, step.app_id != 0 ? "an app" : "no app",
                second_step_codes_left(&step));
    return OK;
}

// --- person list ---

static void print_person(struct arguments *arguments, const struct person *person, const struct member_list *roles)
{
    fprintf(arguments->out, "%s\t%s\t", person->name, person->is_disabled ? "closed" : "open");
    const char *between = "";
    for (size_t i = 0; i < roles->n; i++)
        if (roles->at[i].person.v == person->id.v) {
            const char *slug = roles->at[i].place.slug;
            fprintf(arguments->out, "%s%s%s%s", between, role_name(roles->at[i].role), slug == NULL ? "" : " ",
                    slug == NULL ? "" : slug);
            between = ", ";
        }
    fputc('\n', arguments->out);
}

static enum err person_list_run(struct call *call, struct arguments *arguments)
{
    bool more = true;
    for (size_t page = 0; more; page++) {
        struct person_list list;
        struct member_list roles;
        struct person_id ids[LIMIT_PAGE_ROWS];
        TRY(person_list(call, "", page, &list, &more));
        for (size_t i = 0; i < list.n; i++)
            ids[i] = list.at[i].id;
        TRY(team_of(call, ids, list.n, &roles));
        for (size_t i = 0; i < list.n; i++)
            print_person(arguments, &list.at[i], &roles);
    }
    return OK;
}

const struct command person_commands[] = {
    {"person add", "NAME --role ROLE [--network SLUG | --region SLUG]",
     "adds somebody with a login and a role, or gives one more role to somebody who is there\n\n"
     "The password is asked for at the terminal, or read from --password-file. Without one a one-time code is printed, with "
     "which the person sets a password within 24 hours.\n"
     "Example: sempre person add anna --role coordinator --network dithmarschen",
     NEEDS_WRITE, 1, 1, add_options, person_add_run},
    {"person password", "NAME",
     "sets a new password, or prints a one-time code with which the person sets one\n\n"
     "A new password ends all logins of the person. Example: sempre person password anna",
     NEEDS_WRITE, 1, 1, password_options, person_password_run},
    {"person second-step", "NAME [--off]",
     "says what somebody has for the second step of signing in, or takes it off\n\n"
     "For who has lost both phone and list: with --off the password alone lets in, until a new second step is set up. It stands in "
     "the audit list and ends all logins of the person. Example: sempre person second-step anna --off",
     NEEDS_WRITE, 1, 1, second_step_options, person_second_step_run},
    {"person list", "", "lists everybody with a login: name, a tab, open or closed, a tab, roles", NEEDS_READ, 0, 0, NULL,
     person_list_run},
    {0},
};
