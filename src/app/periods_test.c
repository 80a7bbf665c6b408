// periods_test.c - tests that periods are kept as the settings say, and that the program says what it did.
#include "app/periods.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/program_config.h"
#include "app/sent_form_store.h"
#include "base/time.h"
#include "feature/setting.h"
#include "people/audit.h"
#include "store/backup.h"
#include "support.h"
#include "support_call.h"

static struct config config;

static void keep(struct call *call)
{
    void *work = NULL;
    config.db_address = test_address();
    config.key_path = arena_print(test_arena(), "%s/key", test_folder());
    program_set_config(&config);
    assert_ok(periods_read(call, "", &work));
    assert_ok(periods_write(call, "", work));
}

static int64_t count(struct call *call, const char *table)
{
    return test_number(call->db, arena_print(call->arena, "SELECT CAST(count(*) AS BIGINT) FROM %s", table));
}

static void what_is_kept_no_longer_goes_and_the_list_says_how_much(void **state)
{
    (void)state;
    struct call call = test_call();
    struct audit_list list;
    bool more;
    keep(&call); // nothing to do: nothing to say
    assert_int_equal(count(&call, "audit"), 0);
    assert_ok(sent_form_add(&call, "OLD", "anna", "/a"));
    assert_ok(audit_add(&call, (struct network_id){0}, AUDIT_EXPORTED, 0));
    call.now += 3 * DAY;
    assert_ok(sent_form_add(&call, "NEW", "anna", "/b"));
    keep(&call);
    assert_int_equal(count(&call, "sent_form"), 1);
    assert_ok(audit_read(&call, (struct scope){0}, 0, &list, &more));
    assert_int_equal(list.n, 2);
    assert_string_equal(list.at[0].sentence, "The program removed what it keeps no longer, as the settings say. Rows and files: 1.");
}

static void settings_say_how_long(void **state)
{
    (void)state;
    struct call call = test_call();
    assert_ok(audit_add(&call, (struct network_id){0}, AUDIT_EXPORTED, 0));
    call.now += 10 * DAY;
    keep(&call);
    assert_int_equal(count(&call, "audit"), 1);
    for (const struct setting *setting = period_settings; setting->name != NULL; setting++) {
        assert_err(setting_put(&call, setting, ""), ERR_INVALID);
        assert_err(setting_put(&call, setting, "0"), ERR_INVALID);
        assert_err(setting_put(&call, setting, "-1"), ERR_INVALID);
        assert_err(setting_put(&call, setting, "a week"), ERR_INVALID);
        assert_err(setting_put(&call, setting, "123456"), ERR_INVALID);
        assert_true(setting->is_valid(setting->fallback));
        assert_ok(setting_put(&call, setting, "9"));
    }
    keep(&call);
    assert_int_equal(count(&call, "audit"), 1); // the old line went, and this is said
    assert_int_equal(test_number(call.db, "SELECT max(done_at) FROM audit"), call.now);
}

static void a_copy_before_a_migration_goes_after_its_days(void **state)
{
    (void)state;
    struct call call = test_call();
    const struct timespec then[2] = {{.tv_sec = TEST_NOW / SECOND}, {.tv_sec = TEST_NOW / SECOND}};
    keep(&call);
    const char *folder = config_copies_folder(call.arena, &config);
    const char *copy = arena_print(call.arena, "%s.before-jobs-0002", backup_copies(call.arena, config.db_address, folder));
    assert_true(mkdir(folder, 0700) == 0 || errno == EEXIST);
    int file = open(copy, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(futimens(file, then), 0);
    close(file);
    call.now += 29 * DAY;
    keep(&call);
    assert_int_equal(access(copy, F_OK), 0);
    call.now += 2 * DAY;
    keep(&call);
    assert_int_not_equal(access(copy, F_OK), 0);
}

TESTS(periods, a_copy_before_a_migration_goes_after_its_days, what_is_kept_no_longer_goes_and_the_list_says_how_much, settings_say_how_long)
