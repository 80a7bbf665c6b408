// finding_test.c - tests of findings: what is found, how it is packed, when the job looks again.
#include "workshops/finding.h"

#include "jobs/queue.h"
#include "releases/release.h"
#include "workshops/audience.h"
#include "workshops/contribution_store.h"
#include "workshops/fixture_camps.h"
#include "workshops/finding_store.h"
#include "workshops/own_said.h"

static struct finding found(struct call *call, const struct camps *camps)
{
    struct finding finding;
    assert_ok(finding_find(call, &camps->activity, &finding));
    return finding;
}

static void assert_same_statements(const struct finding_statement *one, const struct finding_statement *other, size_t n, size_t k)
{
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(one[i].contribution.v, other[i].contribution.v);
        assert_memory_equal(one[i].answers, other[i].answers, k * sizeof(struct answers));
    }
}

static void people_in_camps_are_found_with_what_parts_and_unites_them(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "camps");
    camps_vote(&call, &camps, 0, 35);
    camps_vote(&call, &camps, 1, 25);
    camps_look(&call, &camps);
    struct finding finding = found(&call, &camps);
    assert_int_equal(finding.people, 60);
    assert_int_equal(finding.statements, CAMP_STATEMENTS);
    assert_int_equal(finding.votes, 600 - 12 - 9); // one in three of each camp left one out
    assert_int_equal(finding.worked_at, call.now);
    assert_int_equal(finding.k, 2);
    assert_int_equal(finding.groups[0].size, 35);
    assert_int_equal(finding.groups[1].size, 25);
    assert_true(finding.tried[2] > 0.8 && finding.tried[2] >= finding.tried[3]);
    assert_true(finding.shares[0] > 0.8 && finding.shares[0] + finding.shares[1] <= 1.0001);
    // All agree on the ninth; the first eight divide; the last does neither.
    assert_int_equal(finding.agreed_count, 1);
    assert_int_equal(finding.agreed[0].contribution.v, camps.lines[8].v);
    assert_int_equal(finding.divided_count, FINDING_STATEMENTS);
    for (size_t i = 0; i < FINDING_STATEMENTS; i++) {
        const struct answers *answers = finding.divided[i].answers;
        assert_true(answers[0].agree == 0 || answers[1].agree == 0);
        assert_true(answers[0].disagree == 0 || answers[1].disagree == 0);
    }
    const struct finding_sign *sign = &finding.groups[0].signs[0];
    assert_true(sign->is_agree);
    assert_true(sign->successes == sign->trials && sign->trials >= 30);
    assert_true(sign->other_successes == 0 && sign->other_trials >= 20);
    // Everybody is in one dot of each kind; who answered the same is one dot.
    uint32_t people = 0, crowds = 0;
    for (size_t i = 0; i < finding.people_dots.n; i++)
        people += finding.people_dots.at[i].size;
    for (size_t i = 0; i < finding.crowd_dots.n; i++) {
        assert_true(finding.crowd_dots.at[i].size >= SMALLEST_PUBLIC_COUNT);
        crowds += finding.crowd_dots.at[i].size;
    }
    assert_int_equal(people, 60);
    assert_int_equal(crowds, 60);
}

static void fifty_people_are_looked_at_and_forty_nine_are_not(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "fifty");
    struct finding finding;
    camps_vote(&call, &camps, 0, 29);
    camps_vote(&call, &camps, 1, 20);
    camps_look(&call, &camps);
    assert_err(finding_find(&call, &camps.activity, &finding), ERR_NOT_FOUND);
    camps_vote(&call, &camps, 1, 1);
    camps_look(&call, &camps);
    assert_int_equal(found(&call, &camps).people, 50);
}

static void what_was_taken_down_counts_for_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "down");
    camps_vote(&call, &camps, 0, 30);
    camps_vote(&call, &camps, 1, 30);
    camps_look(&call, &camps);
    struct finding before = found(&call, &camps);
    assert_ok(contribution_take_down(&call, camps.lines[8], "Names somebody"));
    call.now += 1000;
    camps_look(&call, &camps);
    struct finding finding = found(&call, &camps);
    assert_true(finding.tallies != before.tallies);
    assert_int_equal(finding.worked_at, call.now);
    assert_int_equal(finding.statements, CAMP_STATEMENTS - 1);
    assert_int_equal(finding.agreed_count, 0);
    assert_true(finding.votes < before.votes);
    for (size_t g = 0; g < finding.k; g++)
        for (size_t i = 0; i < finding.groups[g].sign_count; i++)
            assert_int_not_equal(finding.groups[g].signs[i].contribution.v, camps.lines[8].v);
}

static int64_t waiting(struct call *call)
{
    return test_number(call->db, "SELECT count(*) FROM job WHERE kind = '" FINDING_JOB "'");
}

static int64_t due(struct call *call)
{
    return test_number(call->db, "SELECT min(due_at) FROM job WHERE kind = '" FINDING_JOB "'");
}

// As the job process does: the job is out of the queue when it runs.
static void run_due(struct call *call, const struct camps *camps)
{
    struct job job;
    assert_ok(db_script(call->db, "DELETE FROM job WHERE kind <> '" FINDING_JOB "'")); // a new database has some that are due at once
    call->now = due(call);
    assert_ok(db_script(call->db, "DELETE FROM job WHERE kind = '" RELEASE_JOB "'")); // it is another job's turn
    assert_ok(job_find_due(call->arena, call->db, call->now, &job));
    assert_string_equal(job.payload, camps_payload(call, camps));
    assert_ok(job_done(call->db, job.id));
    camps_look(call, camps);
}

static void the_job_looks_soon_after_votes_and_ever_more_seldom_without(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "job");
    assert_int_equal(waiting(&call), 0);
    camps_vote(&call, &camps, 0, 2);
    assert_int_equal(waiting(&call), 1); // one waits, however many vote
    assert_int_equal(due(&call), call.now + FINDING_SOON);
    run_due(&call, &camps);
    assert_int_equal(waiting(&call), 0); // too few: the next person who votes brings it back
    camps_vote(&call, &camps, 0, 30);
    camps_vote(&call, &camps, 1, 30);
    run_due(&call, &camps);
    struct finding finding = found(&call, &camps);
    assert_int_equal(due(&call), call.now + FINDING_SOON + finding.votes / 10);
    // Nothing changes: the waits grow, up to FINDING_LATER.
    int64_t last = 0, wait = 0;
    for (int i = 0; i < 12; i++) {
        run_due(&call, &camps);
        wait = due(&call) - call.now;
        assert_true(wait >= last && wait <= FINDING_LATER);
        last = wait;
    }
    assert_int_equal(wait, FINDING_LATER);
    assert_int_equal(found(&call, &camps).worked_at, finding.worked_at);
    // Somebody new votes: soon again. Closed: at once, and not again.
    camps_vote(&call, &camps, 1, 1);
    assert_int_equal(due(&call), call.now + FINDING_SOON);
    assert_ok(activity_close(&call, camps.activity.id));
    assert_int_equal(due(&call), call.now);
    run_due(&call, &camps);
    assert_int_equal(found(&call, &camps).people, 63);
    assert_int_equal(waiting(&call), 0);
    // The team types in a sheet afterwards.
    camps.activity = fixture_activity(&call, camps.activity.id);
    camps_vote(&call, &camps, 1, 1);
    assert_int_equal(waiting(&call), 1);
}

static void votes_that_come_while_the_job_works_are_looked_at_next(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "meanwhile");
    void *work = NULL;
    camps_vote(&call, &camps, 0, 30);
    camps_vote(&call, &camps, 1, 30);
    assert_ok(activity_close(&call, camps.activity.id));
    camps.activity = fixture_activity(&call, camps.activity.id);
    assert_ok(db_script(call.db, "DELETE FROM job"));
    assert_ok(finding_read_votes(&call, camps_payload(&call, &camps), &work));
    camps_vote(&call, &camps, 1, 1);
    assert_ok(db_script(call.db, "DELETE FROM job")); // it is taken out before it is finished
    assert_ok(finding_keep(&call, camps_payload(&call, &camps), work));
    assert_int_equal(found(&call, &camps).people, 60);
    assert_int_equal(due(&call), call.now);
    run_due(&call, &camps);
    assert_int_equal(found(&call, &camps).people, 61);
    assert_int_equal(waiting(&call), 0);
}

static void closing_a_workshop_looks_at_what_ran_in_it(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "whole");
    struct activity dots = fixture_step(&call, camps.activity.workshop, "dots", "{\"dots\":3}");
    assert_ok(activity_open(&call, dots.id));
    assert_ok(workshop_close(&call, camps.activity.workshop));
    assert_int_equal(waiting(&call), 1);
    assert_int_equal(due(&call), call.now);
}

static void a_job_for_an_activity_that_is_gone_does_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    void *work = NULL;
    assert_ok(finding_read_votes(&call, "12345", &work));
    assert_ok(finding_keep(&call, "12345", work));
    struct camps camps = camps_begin(&call, "gone");
    assert_ok(activity_remove(&call, camps.activity.id)); // nothing was said in it, and its row of findings goes too
    camps_look(&call, &camps);
    assert_int_equal(waiting(&call), 0);
}

static void who_is_forgotten_is_in_no_finding_any_more(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "forgotten"), others = camps_begin(&call, "others");
    struct finding finding;
    camps_vote(&call, &camps, 0, 30);
    camps_vote(&call, &camps, 1, 30);
    camps_vote(&call, &others, 0, 60);
    camps_look(&call, &camps);
    camps_look(&call, &others);
    struct participant_id person = {test_number(call.db, arena_print(call.arena, "SELECT max(participant_id) FROM mark WHERE activity_id = %s",
                                                                     camps_payload(&call, &camps)))};
    assert_ok(db_script(call.db, "DELETE FROM job"));
    assert_ok(workshops_forget(&call, camps.activity.scope.network, person, false));
    assert_err(finding_find(&call, &camps.activity, &finding), ERR_NOT_FOUND);
    assert_int_equal(found(&call, &others).people, 60);
    assert_int_equal(due(&call), call.now);
    run_due(&call, &camps);
    assert_int_equal(found(&call, &camps).people, 59);
}

static void a_finding_comes_out_of_its_bytes_as_it_went_in(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "bytes");
    camps_vote(&call, &camps, 0, 30);
    camps_vote(&call, &camps, 1, 20);
    camps_vote(&call, &camps, 2, 15);
    camps_look(&call, &camps);
    struct finding finding = found(&call, &camps), again;
    struct buf bytes = finding_pack(call.arena, &finding);
    assert_true(finding_unpack(call.arena, (const unsigned char *)bytes.at, bytes.n, &again));
    assert_int_equal(again.k, finding.k);
    assert_int_equal(again.people, finding.people);
    assert_int_equal(again.votes, finding.votes);
    for (size_t i = 0; i <= OPINION_CLUSTERS_MOST; i++)
        assert_near(again.tried[i], finding.tried[i], 1e-9);
    assert_near(again.shares[1], finding.shares[1], 1e-9);
    for (size_t g = 0; g < finding.k; g++) {
        assert_int_equal(again.groups[g].size, finding.groups[g].size);
        assert_int_equal(again.groups[g].sign_count, finding.groups[g].sign_count);
        for (size_t i = 0; i < finding.groups[g].sign_count; i++) {
            const struct finding_sign *one = &again.groups[g].signs[i], *other = &finding.groups[g].signs[i];
            assert_int_equal(one->contribution.v, other->contribution.v);
            assert_int_equal(one->is_agree, other->is_agree);
            assert_int_equal(one->other_successes, other->other_successes);
            assert_int_equal(one->other_trials, other->other_trials);
        }
    }
    assert_int_equal(again.agreed_count, finding.agreed_count);
    assert_int_equal(again.divided_count, finding.divided_count);
    assert_same_statements(again.agreed, finding.agreed, finding.agreed_count, finding.k);
    assert_same_statements(again.divided, finding.divided, finding.divided_count, finding.k);
    assert_int_equal(again.people_dots.n, finding.people_dots.n);
    for (size_t i = 0; i < finding.people_dots.n; i++) {
        assert_near(again.people_dots.at[i].center.x, finding.people_dots.at[i].center.x, 1e-9);
        assert_int_equal(again.people_dots.at[i].cluster, finding.people_dots.at[i].cluster);
    }
    // Cut off, or with more behind it, or turned around sign by sign: refused or sound, never worse.
    for (size_t n = 0; n < bytes.n; n++)
        assert_false(finding_unpack(call.arena, (const unsigned char *)bytes.at, n, &again));
    for (size_t i = 0; i < bytes.n; i++) {
        bytes.at[i] = (char)~bytes.at[i];
        if (finding_unpack(call.arena, (const unsigned char *)bytes.at, bytes.n, &again))
            assert_true(again.k <= OPINION_CLUSTERS_MOST && again.divided_count <= FINDING_STATEMENTS);
        bytes.at[i] = (char)~bytes.at[i];
    }
    buf_add_char(&bytes, 0);
    assert_false(finding_unpack(call.arena, (const unsigned char *)bytes.at, bytes.n, &again));
}

static void findings_of_all_steps_are_read_at_once(void **state)
{
    (void)state;
    struct call call = test_call();
    struct camps camps = camps_begin(&call, "steps");
    camps_vote(&call, &camps, 0, 30);
    camps_vote(&call, &camps, 1, 30);
    camps_look(&call, &camps);
    struct activity_list list;
    const struct finding *findings[2] = {NULL, NULL};
    fixture_step(&call, camps.activity.workshop, "opinions", "{}");
    assert_ok(activity_list_of(&call, camps.activity.workshop, &list));
    assert_int_equal(list.n, 2);
    assert_ok(finding_read_steps(&call, &list, false, findings));
    assert_non_null(findings[0]);
    assert_int_equal(findings[0]->people, 60);
    assert_null(findings[1]);
}

static void the_hash_tells_every_change_of_counts(void **state)
{
    (void)state;
    struct shown shown[] = {{.id = {5}}, {.id = {9}}};
    struct tally tallies[] = {{.people = 4}, {{5}, -1, 2, 0}, {{5}, 1, 3, 0}, {{7}, 1, 8, 0}, {{9}, 0, 1, 0}};
    struct shown_list all = {shown, 2, 2}, first = {shown, 1, 1};
    struct tally_list list = {tallies, 5, 5};
    int64_t hash = finding_hash(&all, &list);
    assert_true(hash >= 0 && hash == finding_hash(&all, &list));
    assert_int_not_equal(hash, finding_hash(&first, &list)); // a statement is shown or not
    for (size_t i = 1; i < 5; i++) {
        tallies[i].people++;
        assert_int_equal(finding_hash(&all, &list) == hash, i == 3); // what is not shown does not count
        tallies[i].people--;
    }
    tallies[1].value = 0;
    assert_int_not_equal(hash, finding_hash(&all, &list));
}

TESTS(finding, people_in_camps_are_found_with_what_parts_and_unites_them, fifty_people_are_looked_at_and_forty_nine_are_not,
      what_was_taken_down_counts_for_nothing, the_job_looks_soon_after_votes_and_ever_more_seldom_without,
      votes_that_come_while_the_job_works_are_looked_at_next, closing_a_workshop_looks_at_what_ran_in_it,
      a_job_for_an_activity_that_is_gone_does_nothing, who_is_forgotten_is_in_no_finding_any_more,
      a_finding_comes_out_of_its_bytes_as_it_went_in,
      findings_of_all_steps_are_read_at_once, the_hash_tells_every_change_of_counts)
