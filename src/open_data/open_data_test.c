// open_data_test.c - tests of open data: only what the public may read, and no number that a release does not show.
#include "open_data/open_data.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feature/setting.h"
#include "open_data/open_folder.h"
#include "needs/need.h"
#include "support.h"
#include "support_call.h"
#include "workshops/fixture.h"
#include "workshops/fixture_publish.h"

// All tables of a network, CSV and JSON, one behind the other.
static const char *all_files(struct call *call, const char *slug)
{
    struct arena *part CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    struct buf bytes = buf_make(test_arena(), 4096);
    struct open_data data;
    assert_ok(open_data_begin(call, slug, part, &data));
    for (size_t i = 0; open_tables[i] != NULL; i++) {
        int64_t rows;
        struct buf csv = buf_make(test_arena(), 1024), json = buf_make(test_arena(), 1024);
        struct data_file files[2] = {{.into = &csv}, {.into = &json}};
        assert_ok(open_data_table(&data, open_tables[i], &files[0], &files[1], &rows));
        buf_add(&bytes, csv.at, csv.n);
        buf_add(&bytes, json.at, json.n);
    }
    return buf_text(&bytes);
}

static void vote(struct call *call, const struct activity *activity, struct contribution_id line, int64_t value, int people)
{
    for (int i = 0; i < people; i++)
        assert_ok(mark_put(call, activity, line, fixture_participant(call, activity), value));
}

static void live_votes_are_in_no_file_until_a_release(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "frozen");
    struct contribution_id line = fixture_line(&call, &activity, "Buses run on Sundays");
    vote(&call, &activity, line, 1, 23);
    vote(&call, &activity, line, -1, 17);
    vote(&call, &activity, line, 0, 6);
    fixture_publish(&call, &activity);
    const char *before = all_files(&call, "frozen");
    assert_has(before, "\"answered\",,\"number\",46");
    assert_has(before, "\"agree\",\"number\",23");
    vote(&call, &activity, line, 1, 9);
    assert_string_equal(all_files(&call, "frozen"), before);
    fixture_release(&call, activity.scope.network);
    const char *after = all_files(&call, "frozen");
    assert_has(after, "\"agree\",\"number\",32");
    assert_has_not(after, "\"agree\",\"number\",23");
}

static void what_is_below_five_has_no_number_anywhere(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "small");
    struct contribution_id few = fixture_line(&call, &activity, "Few answer"), most = fixture_line(&call, &activity, "Most agree");
    vote(&call, &activity, few, 1, 2);
    vote(&call, &activity, few, -1, 2);
    vote(&call, &activity, most, 1, 31);
    vote(&call, &activity, most, 0, 3);
    fixture_publish(&call, &activity);
    const char *files = all_files(&call, "small");
    assert_has(files, "\"answered\",,\"hidden\",\r\n");
    assert_has(files, "\"shown\": \"hidden\", \"people\": null");
    // neither the small count, nor what would tell it
    static const char *const numbers[] = {",2\r\n", ",3\r\n", ",4\r\n", ",0\r\n",
                                          "\"people\": 2}", "\"people\": 3}", "\"people\": 4}", "\"people\": 0}"};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        assert_has_not(files, numbers[i]);
    assert_false(strstr(files, "\"number\",31") != NULL && strstr(files, "\"number\",34") != NULL);
}

static void only_what_the_public_may_read_is_in_the_files(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_running(&call, "seen", "ideas", "{}");
    struct participant_id participant = fixture_participant(&call, &ideas);
    struct contribution_id shown = fixture_said(&call, &ideas, participant, "Shown to all");
    struct contribution_id down = fixture_said(&call, &ideas, participant, "Taken down again");
    struct contribution_id refused = fixture_said(&call, &ideas, participant, "Not for now");
    fixture_said(&call, &ideas, participant, "Waits for the team");
    assert_ok(contribution_approve(&call, shown));
    assert_ok(contribution_approve(&call, down));
    assert_ok(contribution_refuse(&call, refused));
    assert_has_not(all_files(&call, "seen"), "Shown to all"); // its results are not open
    fixture_publish(&call, &ideas);
    assert_has(all_files(&call, "seen"), "Taken down again");
    assert_ok(contribution_take_down(&call, down, "It names somebody"));
    const char *files = all_files(&call, "seen");
    assert_has(files, "\"Shown to all\"");
    static const char *const inside[] = {"Taken down", "It names somebody", "Not for now", "Waits for the team"};
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        assert_has_not(files, inside[i]);
    // who said it, and the id that would tell when
    assert_has_not(files, open_id(test_arena(), participant.v));
    assert_has_not(files, open_id(test_arena(), shown.v));
}

static void somebody_of_the_team_gets_the_same_files(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_running(&call, "same-for-all", "ideas", "{\"at_once\":true}");
    const struct need_draft drafts[] = {{.title = "A place to meet", .group = "", .place = ""}, {.title = "A bus", .group = "", .place = ""}};
    struct need_id id;
    for (int i = 0; i < 2; i++) { // the older one has more voices, which nobody outside may see by the order
        struct contribution_ids lines = {0};
        for (int voice = i; voice < 2; voice++)
            *VEC_PUSH(call.arena, &lines) = fixture_said(&call, &ideas, fixture_participant(&call, &ideas),
                                                         arena_print(call.arena, "Sentence %d of need %d", voice, i));
        assert_ok(need_add(&call, ideas.scope, &drafts[i], &lines, NULL, &id));
    }
    fixture_publish(&call, &ideas);
    const char *files = all_files(&call, "same-for-all");
    assert_has(files, "\"A place to meet\",\"heard\"");
    assert_has(files, "\"not_published\",,"); // the few voices behind it are no number
    struct call coordinator = test_call_by_person(7, ROLE_COORDINATOR, ideas.scope.network.v);
    struct call visitor = test_call_by_visitor(NULL);
    assert_true(strstr(files, "\"A bus\"") < strstr(files, "\"A place to meet\""));
    assert_string_equal(all_files(&coordinator, "same-for-all"), files);
    assert_string_equal(all_files(&visitor, "same-for-all"), files);
}

// A statement keeps its id from one version to the next; the order of the file is not that in which things were said.
static void ids_stay_and_the_order_says_nothing(void **state)
{
    (void)state;
    enum { SAID = 20 };
    struct call call = test_call();
    struct activity ideas = fixture_running(&call, "shuffled", "ideas", "{\"at_once\":true}");
    for (int i = 0; i < SAID; i++)
        fixture_said(&call, &ideas, fixture_participant(&call, &ideas), arena_print(call.arena, "Sentence <%02d>", i));
    fixture_publish(&call, &ideas);
    const char *before = all_files(&call, "shuffled"), *last = NULL;
    size_t turns = 0;
    for (int i = 0; i < SAID; i++) {
        const char *at = strstr(before, arena_print(call.arena, "\"Sentence <%02d>\"", i));
        assert_non_null(at);
        turns += last != NULL && at < last;
        last = at;
    }
    assert_true(turns > 3); // 20 at random turn 9.5 times, fewer than 4 times once in a million
    const char *first = strstr(before, "statement,workshop,step,text,language\r\n");
    assert_non_null(first);
    const char *key = arena_copy(call.arena, first + 39 + 1, 13);
    fixture_said(&call, &ideas, fixture_participant(&call, &ideas), "One more");
    fixture_release(&call, ideas.scope.network);
    assert_has(all_files(&call, "shuffled"), key);
}

static void words_that_csv_and_json_must_quote_come_through(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "quoted");
    fixture_line(&call, &activity, "=1+1, \"said\" she\\he");
    fixture_publish(&call, &activity);
    const char *files = all_files(&call, "quoted");
    assert_has(files, ",\"'=1+1, \"\"said\"\" she\\he\","); // no spreadsheet runs it
    assert_has(files, "\"text\": \"=1+1, \\\"said\\\" she\\\\he\"");
}

static void the_licence_is_a_setting(void **state)
{
    (void)state;
    struct call call = test_call();
    assert_string_equal(open_data_licence(&call)->name, "CC-BY-4.0");
    assert_err(setting_put(&call, &open_data_settings[0], "mine"), ERR_INVALID);
    assert_ok(setting_put(&call, &open_data_settings[0], "CC0-1.0"));
    assert_string_equal(open_data_licence(&call)->name, "CC0-1.0");
}

// --- folders ---

static size_t files_in(const char *path)
{
    size_t n = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        n += entry->d_name[0] != '.';
    closedir(folder);
    return n;
}

static void a_folder_is_there_whole_or_not_at_all(void **state)
{
    (void)state;
    struct call call = test_call();
    struct arena *part CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    struct open_data data;
    struct open_folder_facts facts;
    const char *why = NULL, *parent = arena_print(call.arena, "%s/open", test_folder()), *path = arena_print(call.arena, "%s/data", parent);
    mkdir(parent, 0700);
    assert_err(open_data_begin(&call, "nowhere", part, &data), ERR_NOT_FOUND);
    fixture_network(&call, "in-a-folder");
    assert_ok(open_data_begin(&call, "in-a-folder", part, &data));
    assert_ok(open_folder_write(&data, arena_print(call.arena, "%s//", path), &facts, &why));
    assert_int_equal(facts.files, files_in(path));
    assert_int_equal(files_in(parent), 1);
    assert_err(open_folder_write(&data, path, &facts, &why), ERR_CONFLICT);
    assert_has(why, "There is something in the folder");
    assert_int_equal(mkdir(arena_print(call.arena, "%s/empty", parent), 0700), 0);
    assert_ok(open_folder_write(&data, arena_print(call.arena, "%s/empty", parent), &facts, &why));
    assert_err(open_folder_write(&data, "/nowhere/at/all", &facts, &why), ERR_STORE);
    assert_has(why, "/nowhere/at/all cannot be written: No such file");
    assert_err(open_folder_write(&data, arena_print(call.arena, "%s/README.md", path), &facts, &why), ERR_STORE);
    assert_int_equal(files_in(parent), 2); // nothing is left behind
}

static void a_file_that_grows_too_large_says_so(void **state)
{
    (void)state;
    struct call call = test_call();
    struct arena *part CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    struct open_data data;
    int64_t rows = 0;
    fixture_network(&call, "too-large");
    assert_ok(open_data_begin(&call, "too-large", part, &data));
    struct data_file small = {.most = 100}, enough = {.most = 100000};
    assert_err(open_data_table(&data, open_tables[0], &small, NULL, &rows), ERR_LIMIT);
    assert_ok(open_data_table(&data, open_tables[0], &enough, NULL, &rows));
    assert_int_equal(rows, 1);
}

TESTS(open_data, live_votes_are_in_no_file_until_a_release, what_is_below_five_has_no_number_anywhere,
      only_what_the_public_may_read_is_in_the_files, somebody_of_the_team_gets_the_same_files, ids_stay_and_the_order_says_nothing,
      words_that_csv_and_json_must_quote_come_through, the_licence_is_a_setting, a_folder_is_there_whole_or_not_at_all,
      a_file_that_grows_too_large_says_so)
