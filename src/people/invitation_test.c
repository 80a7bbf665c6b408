// invitation_test.c - invitations and one-time codes for lost passwords.
#include "people/invitation.h"

#include "people/invitation_store.h"
#include "people/password.h"
#include "people/people_test.h"
#include "people/recovery.h"

static struct invitation open_invitation(struct call *call, enum role role, struct scope scope, const char **ret_secret)
{
    struct invitation_id id;
    struct invitation invitation;
    assert_ok(invitation_add(call, role, scope, "Jan from the library", &id));
    assert_ok(invitation_find(call, id, &invitation));
    assert_ok(invitation_secret(call, &invitation, ret_secret));
    return invitation;
}

static bool holds(struct call *call, struct person_id person, enum role role)
{
    struct member_list list;
    assert_ok(team_of(call, &person, 1, &list));
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].role == role)
            return true;
    return false;
}

static void an_invitation_gives_its_role_once(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct invitation found;
    struct person_id jan = test_person(&call, "jan", NULL), eva = test_person(&call, "eva", NULL);
    struct invitation invitation = open_invitation(&call, ROLE_FACILITATOR, in_network(7), &secret);
    assert_string_equal(invitation.note, "Jan from the library");
    assert_ok(invitation_find_secret(&call, code_grouped(&call, secret), &found));
    assert_int_equal(found.id.v, invitation.id.v);
    assert_ok(invitation_accept(&call, secret, jan, &found));
    assert_true(holds(&call, jan, ROLE_FACILITATOR));
    assert_err(invitation_accept(&call, secret, eva, &found), ERR_CONFLICT);
    assert_false(holds(&call, eva, ROLE_FACILITATOR));
    assert_err(invitation_store_use(&call, invitation.id, eva), ERR_CONFLICT); // also when both looked at the same moment
    assert_ok(invitation_find(&call, invitation.id, &found));
    assert_int_equal(found.state, INVITATION_USED);
    assert_string_equal(found.used_by, "jan");
    assert_err(invitation_secret(&call, &found, &secret), ERR_CONFLICT);
}

static void an_invitation_ends_after_14_days(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct invitation found;
    struct invitation_list list;
    bool more;
    open_invitation(&call, ROLE_READER, in_network(7), &secret);
    call.now += INVITATION_LIFE - 1;
    assert_ok(invitation_find_secret(&call, secret, &found));
    call.now += 1;
    assert_err(invitation_find_secret(&call, secret, &found), ERR_CONFLICT);
    assert_ok(invitation_list(&call, (struct network_id){7}, 0, &list, &more));
    assert_int_equal(list.at[0].state, INVITATION_EXPIRED);
    assert_ok(invitation_list(&call, (struct network_id){8}, 0, &list, &more));
    assert_int_equal(list.n, 0);
    call.now += 366 * DAY;
    assert_ok(login_tidy(&call, ""));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM invitation"), 0);
}

static void an_invitation_can_be_taken_back(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct invitation found;
    struct invitation invitation = open_invitation(&call, ROLE_READER, in_network(7), &secret);
    struct call stranger = test_call_by_person(1, ROLE_COORDINATOR, 8);
    assert_err(invitation_revoke(&stranger, invitation.id), ERR_DENIED);
    assert_ok(invitation_revoke(&call, invitation.id));
    assert_err(invitation_find_secret(&call, secret, &found), ERR_CONFLICT);
    assert_err(invitation_revoke(&call, invitation.id), ERR_CONFLICT);
}

static void nobody_invites_for_a_role_they_could_not_give(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct invitation_id id;
    struct call coordinator = test_call_by_person(1, ROLE_COORDINATOR, 7), lead = test_call_by_person(2, ROLE_PROGRAMME_LEAD, 0);
    assert_ok(invitation_add(&coordinator, ROLE_READER, in_network(7), "", &id));
    assert_err(invitation_add(&coordinator, ROLE_READER, in_network(8), "", &id), ERR_DENIED);
    assert_err(invitation_add(&coordinator, ROLE_PROGRAMME_LEAD, in_network(7), "", &id), ERR_DENIED);
    assert_err(invitation_add(&coordinator, ROLE_REGION_LEAD, in_network(7), "", &id), ERR_DENIED);
    assert_ok(invitation_add(&lead, ROLE_REGION_LEAD, in_network(7), "", &id));
    assert_err(invitation_add(&lead, ROLE_REGION_LEAD, (struct scope){0}, "", &id), ERR_INVALID);
    // nor reads the secret of one
    struct invitation invitation;
    assert_ok(invitation_find(&call, id, &invitation));
    assert_err(invitation_secret(&coordinator, &invitation, &secret), ERR_DENIED);
}

static enum invitation_state state_of(struct call *call, struct invitation_id id)
{
    struct invitation invitation;
    assert_ok(invitation_find(call, id, &invitation));
    return invitation.state;
}

static void an_invitation_ends_when_who_made_it_may_not_invite_any_more(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *here, *there, *at_the_shell;
    struct invitation found;
    struct person_id anna = test_person(&call, "anna", NULL), jan = test_person(&call, "jan", NULL);
    assert_ok(team_give(&call, anna, ROLE_COORDINATOR, in_network(7)));
    assert_ok(team_give(&call, anna, ROLE_COORDINATOR, in_network(8)));
    struct call by = call_by(&call, anna);
    struct invitation_id first = open_invitation(&by, ROLE_COORDINATOR, in_network(7), &here).id;
    struct invitation_id second = open_invitation(&by, ROLE_READER, in_network(8), &there).id;
    open_invitation(&call, ROLE_READER, in_network(7), &at_the_shell);
    assert_ok(team_take(&call, anna, ROLE_COORDINATOR, in_network(7)));
    assert_err(invitation_accept(&call, here, anna, &found), ERR_CONFLICT);
    assert_int_equal(state_of(&call, first), INVITATION_REVOKED);
    assert_ok(invitation_find_secret(&call, there, &found));
    assert_ok(person_disable(&call, anna));
    assert_err(invitation_accept(&call, there, jan, &found), ERR_CONFLICT);
    assert_int_equal(state_of(&call, second), INVITATION_REVOKED);
    assert_ok(invitation_accept(&call, at_the_shell, jan, &found));
}

static void guessing_secrets_of_invitations_is_slowed(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *secret;
    struct invitation found;
    open_invitation(&call, ROLE_READER, in_network(7), &secret);
    call.client = "192.0.2.1";
    for (int i = 0; i < 30; i++)
        assert_err(invitation_find_secret(&call, "222222222222", &found), ERR_NOT_FOUND);
    assert_err(invitation_find_secret(&call, secret, &found), ERR_BUSY);
    call.client = "192.0.2.2";
    assert_ok(invitation_find_secret(&call, secret, &found));
}

// --- lost passwords ---

static const char *hash_for(struct call *call, const char *name, const char *password)
{
    const char *hash;
    assert_ok(password_hash(call, name, password, &hash));
    return hash;
}

static void a_one_time_code_sets_a_new_password_once(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *code, *login, *hash = hash_for(&call, "jan", "four big birds");
    int64_t ends_at;
    struct person person;
    struct actor actor;
    struct person_id jan = test_person(&call, "jan", "three small birds");
    assert_ok(login_begin(&call, jan, &login));
    assert_ok(recovery_add(&call, jan, &ends_at));
    assert_int_equal(ends_at, call.now + DAY);
    assert_ok(recovery_code(&call, jan, &code, &ends_at));
    assert_ok(recovery_use(&call, "JAN", code_grouped(&call, code), hash, &person));
    assert_err(login_actor(&call, login, &actor), ERR_NOT_FOUND);
    assert_ok(login_check(&call, "jan", hash, &person));
    assert_err(recovery_use(&call, "jan", code, hash, &person), ERR_DENIED);
}

static void a_code_works_for_24_hours_for_its_person_and_the_newest_one_counts(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *old, *code, *hash = hash_for(&call, "jan", "four big birds");
    int64_t ends_at;
    struct person person;
    struct person_id jan = test_person(&call, "jan", NULL);
    test_person(&call, "eva", NULL);
    assert_ok(recovery_add(&call, jan, &ends_at));
    assert_ok(recovery_code(&call, jan, &old, &ends_at));
    assert_ok(recovery_add(&call, jan, &ends_at));
    assert_ok(recovery_code(&call, jan, &code, &ends_at));
    assert_err(recovery_use(&call, "jan", old, hash, &person), ERR_DENIED);
    assert_err(recovery_use(&call, "eva", code, hash, &person), ERR_DENIED);
    assert_err(recovery_use(&call, "nobody", code, hash, &person), ERR_DENIED);
    call.now += DAY;
    assert_err(recovery_use(&call, "jan", code, hash, &person), ERR_DENIED);
    assert_err(recovery_code(&call, jan, &code, &ends_at), ERR_NOT_FOUND);
    assert_ok(login_tidy(&call, ""));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM recovery"), 0);
}

static void guessing_codes_is_slowed(void **state)
{
    (void)state;
    struct call call = people_call();
    const char *code, *hash = hash_for(&call, "jan", "four big birds");
    int64_t ends_at;
    struct person person;
    struct person_id jan = test_person(&call, "jan", NULL);
    assert_ok(recovery_add(&call, jan, &ends_at));
    assert_ok(recovery_code(&call, jan, &code, &ends_at));
    for (int i = 0; i < 5; i++)
        assert_err(recovery_use(&call, "jan", "222222222222", hash, &person), ERR_DENIED);
    assert_err(recovery_use(&call, "jan", code, hash, &person), ERR_BUSY);
}

static void a_coordinator_makes_codes_only_for_whom_all_roles_are_theirs_to_give(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL), jan = test_person(&call, "jan", NULL),
                     lead = test_person(&call, "lead", NULL), roleless = test_person(&call, "roleless", NULL);
    int64_t ends_at;
    const char *code;
    assert_ok(team_give(&call, anna, ROLE_COORDINATOR, in_network(7)));
    assert_ok(team_give(&call, jan, ROLE_READER, in_network(7)));
    assert_ok(team_give(&call, lead, ROLE_READER, in_network(7)));
    assert_ok(team_give(&call, lead, ROLE_PROGRAMME_LEAD, (struct scope){0}));
    struct call by = call_by(&call, anna);
    assert_ok(recovery_add(&by, jan, &ends_at));
    assert_ok(recovery_code(&by, jan, &code, &ends_at));
    assert_err(recovery_add(&by, lead, &ends_at), ERR_DENIED);
    assert_err(recovery_add(&by, roleless, &ends_at), ERR_DENIED);
    assert_err(recovery_add(&by, anna, &ends_at), ERR_DENIED); // a left-open browser is not a new password
    assert_ok(team_give(&call, jan, ROLE_READER, in_network(8)));
    assert_err(recovery_code(&by, jan, &code, &ends_at), ERR_DENIED);
    struct call top = call_by(&call, lead);
    assert_ok(recovery_code(&top, jan, &code, &ends_at));
}

static void a_code_ends_when_who_made_it_may_not_make_it_any_more(void **state)
{
    (void)state;
    struct call call = people_call();
    struct person_id anna = test_person(&call, "anna", NULL), jan = test_person(&call, "jan", NULL),
                     eva = test_person(&call, "eva", NULL);
    struct person person;
    int64_t ends_at;
    const char *of_jan, *of_eva, *hash = hash_for(&call, "jan", "four big birds");
    assert_ok(team_give(&call, anna, ROLE_COORDINATOR, in_network(7)));
    assert_ok(team_give(&call, jan, ROLE_READER, in_network(7)));
    assert_ok(team_give(&call, eva, ROLE_READER, in_network(7)));
    struct call by = call_by(&call, anna);
    assert_ok(recovery_add(&by, jan, &ends_at));
    assert_ok(recovery_code(&by, jan, &of_jan, &ends_at));
    assert_ok(recovery_add(&by, eva, &ends_at));
    assert_ok(recovery_code(&by, eva, &of_eva, &ends_at));
    assert_ok(team_give(&call, jan, ROLE_PROGRAMME_LEAD, (struct scope){0})); // and anna has read the code
    assert_err(recovery_use(&call, "jan", of_jan, hash, &person), ERR_DENIED);
    assert_ok(team_take(&call, anna, ROLE_COORDINATOR, in_network(7)));
    assert_err(recovery_use(&call, "eva", of_eva, hash, &person), ERR_DENIED);
}

TESTS(invitation, an_invitation_gives_its_role_once, an_invitation_ends_after_14_days, an_invitation_can_be_taken_back,
      nobody_invites_for_a_role_they_could_not_give,
      an_invitation_ends_when_who_made_it_may_not_invite_any_more, guessing_secrets_of_invitations_is_slowed,
      a_one_time_code_sets_a_new_password_once, a_code_works_for_24_hours_for_its_person_and_the_newest_one_counts,
      guessing_codes_is_slowed, a_coordinator_makes_codes_only_for_whom_all_roles_are_theirs_to_give,
      a_code_ends_when_who_made_it_may_not_make_it_any_more)
