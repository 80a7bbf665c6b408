// periods.c - keeping the periods that an installation has set, and making deleted bytes go.
#include "app/periods.h"

#include <stdlib.h>
#include <string.h>

#include "app/program_config.h"
#include "app/sent_form_store.h"
#include "base/log.h"
#include "base/time.h"
#include "feature/setting.h"
#include "people/audit.h"
#include "store/backup.h"
#include "store/erase.h"
#include "workshops/unused.h"

enum { MOST_A_DAY = 5000 }; // participants of each kind: more wait for the next day, and nobody who writes waits long

static bool days_are_valid(const char *value)
{
    size_t n = strlen(value);
    return n >= 1 && n <= 5 && strspn(value, "0123456789") == n && strtol(value, NULL, 10) >= 1;
}

enum period { SENT_FORMS, COPIES, UNUSED, TIES, AUDIT, PERIODS };
const struct setting period_settings[] = {
    [SENT_FORMS] = {"keep_sent_forms_days", "2", "days it is remembered that a form was sent, so that it counts once", days_are_valid},
    [COPIES] = {"keep_copies_days", "30", "days a copy is kept that was made before a migration or, on SQLite, a restore", days_are_valid},
    [UNUSED] = {"keep_unused_days", "90", "days somebody is kept who joined and said nothing, marked nothing and has no card", days_are_valid},
    [TIES] = {"keep_ties_days", "365", "days after the last meeting until a phone without a card is no longer known to be somebody's",
              days_are_valid},
    [AUDIT] = {"keep_audit_days", "1095", "days the audit list is kept", days_are_valid},
    [PERIODS] = {0},
};

static int64_t before_of(struct call *call, enum period period)
{
    return call->now - strtol(setting_get(call, &period_settings[period]), NULL, 10) * DAY;
}

struct periods_work {
    struct participant_ids unused, tied;
};

enum err periods_read(struct call *call, const char *payload, void **ret_work)
{
    (void)payload;
    struct periods_work *work = ARENA_NEW(call->arena, struct periods_work);
    TRY(unused_find(call, before_of(call, UNUSED), MOST_A_DAY, &work->unused));
    TRY(tied_find(call, before_of(call, TIES), MOST_A_DAY, &work->tied));
    *ret_work = work;
    return OK;
}

enum err periods_write(struct call *call, const char *payload, void *work)
{
    (void)payload;
    const struct periods_work *found = work;
    int64_t forms = 0, unused = 0, tied = 0, lines = 0;
    TRY(sent_form_sweep(call, before_of(call, SENT_FORMS), &forms));
    TRY(unused_remove(call, before_of(call, UNUSED), &found->unused, &unused));
    TRY(tied_cut(call, &found->tied, &tied));
    TRY(audit_tidy(call, before_of(call, AUDIT), &lines));
    const struct config *config = program_config();
    const char *begin = backup_copies(call->arena, config->db_address, config_copies_folder(call->arena, config));
    int64_t copies = (int64_t)backup_delete_copies(call->arena, begin, before_of(call, COPIES));
    log_line(LOG_INFO, "periods sent_forms=%lld unused=%lld ties=%lld audit=%lld copies=%lld", (long long)forms, (long long)unused,
             (long long)tied, (long long)lines, (long long)copies);
    int64_t all = forms + unused + tied + lines + copies;
    return all == 0 ? OK : audit_add(call, (struct network_id){0}, AUDIT_PERIODS_KEPT, all);
}

enum err erase_run(struct call *call, const char *payload)
{
    static const char *const tables[] = {"contribution", "text_variant", NULL}; // those with words of people
    (void)payload;
    return db_erase(call->db, tables);
}
