// given_answer_test.c - tests of answers: who gets one, who is still without, and what happens to them; both databases.
#include "answers/given_answer.h"

#include "answers/answer_store.h"
#include "answers/answer_web.h"
#include "needs/need_slot.h"
#include "workshops/fixture.h"
#include "workshops/own_said.h"

struct scene {
    struct network network;
    struct activity ideas;
    struct participant_id one, two;
    struct contribution_id bus, doctor, again;
};

static struct scene scene_of(struct call *call, const char *slug)
{
    struct scene scene = {.ideas = fixture_ideas(call, slug, true)};
    assert_ok(network_find_id(call, scene.ideas.scope.network, &scene.network));
    scene.one = fixture_participant(call, &scene.ideas);
    scene.two = fixture_participant(call, &scene.ideas);
    scene.bus = fixture_said(call, &scene.ideas, scene.one, "A bus");
    call->now += 1000;
    scene.doctor = fixture_said(call, &scene.ideas, scene.two, "A doctor");
    scene.again = fixture_said(call, &scene.ideas, scene.two, "A bus too");
    return scene;
}

static struct need_id need_of(struct call *call, const struct scene *scene, const char *title, struct contribution_id line)
{
    struct need_draft draft = {.title = title};
    struct contribution_ids lines = {.at = &line, .n = 1, .cap = 1};
    struct need_id id;
    assert_ok(need_add(call, scene->ideas.scope, &draft, &lines, NULL, &id));
    return id;
}

static struct answer_id answered(struct call *call, const struct scene *scene, struct answer_target target, const char *words)
{
    struct answer_draft draft = {.words = words, .organisation = ""};
    struct answer_id id;
    assert_ok(answer_add(call, &scene->network, target, &draft, NULL, &id));
    return id;
}

#define NEED(id) ((struct answer_target){.need = (id)})
#define LINE(id) ((struct answer_target){.line = (id)})

static struct waiting_list waiting(struct call *call, const struct scene *scene)
{
    struct waiting_list list;
    bool more;
    assert_ok(answer_waiting(call, scene->ideas.scope, 0, &list, &more));
    assert_false(more);
    return list;
}

static struct answer_list own(struct call *call, const struct scene *scene, struct participant_id participant)
{
    struct answer_list list;
    assert_ok(answer_list_own(call, scene->network.id, participant, &list));
    return list;
}

static void who_spoke_waits_until_their_sentence_or_its_need_is_answered(void **state)
{
    (void)state;
    struct call call = test_call();
    struct scene scene = scene_of(&call, "waits");
    struct need_id bus = need_of(&call, &scene, "Getting about", scene.bus);
    struct waiting_counts counts;
    struct waiting_list list = waiting(&call, &scene);
    assert_int_equal(list.n, 3);
    assert_int_equal(list.at[0].target.line.v, scene.bus.v); // the oldest first
    assert_int_equal(list.at[0].target.need.v, bus.v);
    assert_int_equal(list.at[0].since, TEST_NOW);
    assert_int_equal(list.at[1].target.need.v, 0);
    assert_ok(answer_waiting_counts(&call, scene.ideas.scope, &counts));
    assert_int_equal(counts.people, 2);
    assert_int_equal(counts.lines, 3);
    assert_int_equal(counts.needs, 1);
    answered(&call, &scene, NEED(bus), "The county runs one from May.");
    answered(&call, &scene, LINE(scene.doctor), "There will be a nurse on Tuesdays.");
    struct answer_list given;
    assert_ok(answer_list_of(&call, scene.network.id, LINE(scene.doctor), &given));
    assert_int_equal(given.n, 1);
    list = waiting(&call, &scene);
    assert_int_equal(list.n, 1);
    assert_int_equal(list.at[0].target.line.v, scene.again.v);
    assert_ok(answer_waiting_counts(&call, scene.ideas.scope, &counts));
    assert_int_equal(counts.people, 1);
    assert_int_equal(counts.needs, 0);
    assert_int_equal(own(&call, &scene, scene.one).n, 1);
    assert_string_equal(own(&call, &scene, scene.one).at[0].about.text, "Getting about");
    assert_string_equal(own(&call, &scene, scene.two).at[0].words.text, "There will be a nurse on Tuesdays.");
    assert_string_equal(own(&call, &scene, scene.two).at[0].about.text, "A doctor");
}

static void what_the_team_put_up_or_hid_waits_for_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    struct scene scene = scene_of(&call, "nobody");
    struct answer_draft draft = {.words = "Yes"};
    struct answer_id id;
    struct contribution_id line = fixture_line(&call, &scene.ideas, "Put up by the team");
    assert_err(answer_add(&call, &scene.network, LINE(line), &draft, NULL, &id), ERR_NOT_FOUND);
    assert_int_equal(waiting(&call, &scene).n, 3);
    assert_ok(contribution_take_down(&call, scene.bus, "It names somebody"));
    assert_int_equal(waiting(&call, &scene).n, 2);
    assert_err(answer_add(&call, &scene.network, LINE(scene.bus), &draft, NULL, &id), ERR_NOT_FOUND);
}

static void a_body_of_the_network_says_so(void **state)
{
    (void)state;
    struct call call = test_call();
    struct scene scene = scene_of(&call, "body");
    struct need_id bus = need_of(&call, &scene, "Getting about", scene.bus);
    struct organisation_draft member = {.name = "County transport", .kind = "municipality"};
    struct organisation_id organisation;
    struct filled *filled = filled_empty(call.arena, &answer_form);
    struct answer_id id;
    struct answer_list list;
    char text[ID_TEXT_SIZE];
    assert_ok(organisation_add(&call, &scene.network, &member, NULL, &organisation));
    id_text(organisation.v, text);
    struct answer_draft draft = {.words = "From May", .organisation = text};
    assert_ok(answer_add(&call, &scene.network, NEED(bus), &draft, filled, &id));
    assert_ok(answer_list_of(&call, scene.network.id, NEED(bus), &list));
    assert_string_equal(list.at[0].body.text, "County transport");
    assert_int_equal(list.at[0].said_at, call.now);
    assert_ok(organisation_remove(&call, &scene.network, organisation)); // it leaves; what it said stays
    assert_ok(answer_list_of(&call, scene.network.id, NEED(bus), &list));
    assert_string_equal(list.at[0].body.text, "County transport");
    assert_err(answer_add(&call, &scene.network, NEED(bus), &draft, filled, &id), ERR_INVALID); // no member any more
    draft = (struct answer_draft){.words = " \n ", .organisation = ""};
    assert_err(answer_add(&call, &scene.network, NEED(bus), &draft, filled, &id), ERR_INVALID);
    assert_int_equal(filled->bad, 2);
}

static void answers_go_over_when_needs_are_joined(void **state)
{
    (void)state;
    static const struct need_slot slots[] = {{answers_need_body, answers_merged}};
    struct call call = test_call();
    struct scene scene = scene_of(&call, "joined");
    struct need_id bus = need_of(&call, &scene, "A bus", scene.bus), again = need_of(&call, &scene, "Again", scene.again);
    struct answer_list list;
    answered(&call, &scene, NEED(bus), "From May");
    need_set_slots(slots, 1);
    assert_ok(need_merge(&call, bus, again));
    need_set_slots(NULL, 0);
    assert_ok(answer_list_of(&call, scene.network.id, NEED(again), &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(own(&call, &scene, scene.two).n, 1); // who said the other one has the answer too
    assert_ok(answer_list_needs(&call, scene.network.id, &list));
    assert_string_equal(list.at[0].about.text, "Again");
    struct answer_rows_view rows = answer_rows(&call, &list);
    assert_true(rows.at[0].is_first);
}

static void an_answer_to_who_is_forgotten_goes_with_the_words(void **state)
{
    (void)state;
    struct call call = test_call();
    struct scene scene = scene_of(&call, "forgotten");
    answered(&call, &scene, LINE(scene.doctor), "There will be a nurse.");
    int64_t texts = test_number(call.db, "SELECT count(*) FROM text");
    assert_ok(workshops_forget(&call, scene.network.id, scene.two, true));
    assert_ok(answers_forget(&call, scene.network.id, scene.two, true));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM answer"), 1);
    assert_ok(workshops_forget(&call, scene.network.id, scene.two, false));
    assert_ok(answers_forget(&call, scene.network.id, scene.two, false));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM answer"), 0);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM text"), texts - 1);
}

static void only_who_may_answer_does(void **state)
{
    (void)state;
    struct call call = test_call();
    struct scene scene = scene_of(&call, "rights"), other = scene_of(&call, "elsewhere");
    struct need_id bus = need_of(&call, &scene, "A bus", scene.bus);
    struct call provider = test_call_by_person(4, ROLE_PROVIDER, scene.network.id.v);
    struct call reader = test_call_by_person(5, ROLE_READER, scene.network.id.v);
    struct answer_draft draft = {.words = "From May"};
    struct answer_id id;
    struct waiting_list list;
    struct waiting_counts counts;
    bool more;
    assert_err(answer_add(&reader, &scene.network, NEED(bus), &draft, NULL, &id), ERR_DENIED);
    assert_err(answer_waiting(&reader, scene.ideas.scope, 0, &list, &more), ERR_DENIED);
    assert_err(answer_waiting_counts(&reader, scene.ideas.scope, &counts), ERR_DENIED);
    assert_ok(answer_add(&provider, &scene.network, NEED(bus), &draft, NULL, &id));
    assert_err(answer_add(&call, &other.network, NEED(bus), &draft, NULL, &id), ERR_NOT_FOUND);
    assert_err(answer_remove(&reader, id), ERR_DENIED);
    assert_ok(answer_remove(&provider, id));
    assert_err(answer_remove(&provider, id), ERR_NOT_FOUND);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM answer"), 0);
}

TESTS(given_answer, who_spoke_waits_until_their_sentence_or_its_need_is_answered, what_the_team_put_up_or_hid_waits_for_nothing,
      a_body_of_the_network_says_so, answers_go_over_when_needs_are_joined, an_answer_to_who_is_forgotten_goes_with_the_words,
      only_who_may_answer_does)
TEST_QUERIES(answer_queries)
