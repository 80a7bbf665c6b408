// keep_feature.c - backup, restore, move, archive, check: what keeps an installation alive.
#include "app/keep_feature.h"

#include <errno.h>
#include <linux/ioprio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "app/features.h"
#include "app/keep_archive.h"
#include "app/keep_move.h"
#include "app/key_mark_store.h"
#include "app/periods.h"
#include "app/plain_http.h"
#include "app/program_config.h"
#include "base/time.h"
#include "cards/forgotten.h"
#include "duties/duty.h"
#include "feature/setting.h"
#include "i18n/format.h"
#include "store/backup.h"
#include "store/migrate.h"
#include "store/table_store.h"

enum { NICER = 10, LEAST_FREE_MB = 500, LEAST_FREE_PERCENT = 10, LONGEST_YEARS = 5 };

// --- backup and restore ---

static void show_progress(int64_t done, int64_t of, void *context)
{
    fprintf(context, "\r%3d %%%s", of == 0 ? 100 : (int)(done * 100 / of), done == of ? "\n" : "");
    fflush(context);
}

struct backup_listener keep_listener(const struct arguments *arguments)
{
    return (struct backup_listener){arguments->error_is_terminal ? show_progress : NULL, stderr};
}

void keep_stand_back(void)
{
    errno = 0;
    int own = getpriority(PRIO_PROCESS, 0);
    if (errno == 0)
        setpriority(PRIO_PROCESS, 0, own + NICER); // not the lowest there is: beside a full hall it ends too
    syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_IDLE, 0)); // libc has no name for it
}

static enum err backup_run(struct call *call, struct arguments *arguments)
{
    const struct config *config = program_config();
    struct backup_facts facts = {0};
    keep_stand_back();
    TRY(backup_make(call->arena, config->db_address, arguments->at[0], keep_listener(arguments), &facts, &arguments->why));
    fprintf(arguments->out, "%s: %s MB, read back and found whole", arguments->at[0],
            format_decimal(call->arena, call->language, (double)facts.bytes / 1e6, 1));
    if (facts.rows > 0)
        fprintf(arguments->out, ": %s tables with %s rows", format_number(call->arena, call->language, facts.tables),
                format_number(call->arena, call->language, facts.rows));
    fprintf(arguments->out, ".\nThe key %s is not in it. Keep a copy of it in another place: without it no login and no card "
                            "works.\n", config->key_path);
    return OK;
}

// Whom the database has forgotten.
static enum err read_forgotten(struct call *call, const char *address, struct forgotten_list *ret_list, const char **ret_why)
{
    struct db *db CLEANUP(db_cleanup) = NULL;
    struct call reading = *call;
    TRY(db_open(call->arena, address, DB_READ, &db, ret_why));
    TRY(features_migrate(call->arena, db, true, NULL, ret_why));
    TRY(db_begin(db));
    reading.db = db;
    enum err error = forgotten_list_all(&reading, ret_list);
    db_rollback(db);
    return error;
}

// A database that is older than the program is brought to its form first.
static enum err forget_again(struct call *call, const char *address, const struct forgotten_list *list, size_t *ret_n, const char **ret_why)
{
    struct db *db CLEANUP(db_cleanup) = NULL;
    struct call writing = *call;
    TRY(db_open(call->arena, address, DB_WRITE, &db, ret_why));
    TRY(features_migrate(call->arena, db, false, NULL, ret_why));
    TRY(db_begin(db));
    writing.db = db;
    enum err error = forgotten_again(&writing, list, ret_n);
    if (error == OK)
        error = db_error(db);
    if (error == OK)
        return db_commit(db);
    db_rollback(db);
    return error;
}

// Whether the key is the one the open database was used with. As key_mark_check and config_read_key; `ret_why` is set where it is not OK.
static enum err key_fits(struct call *call, struct db *db, const char **ret_why)
{
    struct config *config = program_config();
    struct call reading = *call;
    TRY(config_read_key(call->arena, config, false, ret_why));
    TRY(db_begin(db));
    reading.db = db;
    enum err error = key_mark_check(&reading);
    db_rollback(db);
    if (error == ERR_CONFLICT)
        *ret_why = config_wrong_key(call->arena, config);
    else if (error == ERR_NOT_FOUND)
        *ret_why = "The database does not know its key yet. Where people get in with their cards, run `sempre init --this-key`.";
    else if (error != OK)
        *ret_why = err_sentence(error);
    return error;
}

static enum err restore_run(struct call *call, struct arguments *arguments)
{
    struct forgotten_list forgotten = {0};
    size_t again = 0;
    const struct config *config = program_config();
    const char *kept = NULL, *unread = "";
    enum err read = read_forgotten(call, config->db_address, &forgotten, &unread);
    TRY(backup_restore(call->arena, config->db_address, arguments->at[0], arguments_option(arguments, "overwrite") != NULL,
                       keep_listener(arguments), &kept, &arguments->why));
    fprintf(arguments->out, "%s is in its place again.\n", config->db_address);
    if (kept != NULL)
        fprintf(arguments->out, "What was there before is kept in %s.\n", kept);
    if (kept != NULL && read != OK)
        fprintf(arguments->out, "It could not be asked who was forgotten since the backup. %s Please give the newest list of them to "
                                "`sempre forgotten --again`.\n", unread);
    if (read == OK && forgotten.n > 0) {
        TRY(forget_again(call, config->db_address, &forgotten, &again, &arguments->why));
        fprintf(arguments->out, "Of those who were forgotten since, the backup knew %zu. They are forgotten again.\n", again);
    }
    struct db *db CLEANUP(db_cleanup) = NULL;
    const char *note = NULL;
    if (db_open(call->arena, config->db_address, DB_READ, &db, NULL) == OK && features_migrate(call->arena, db, true, NULL, &note) == OK)
        note = key_fits(call, db, &note) == OK ? NULL : note;
    else if (access(config->key_path, R_OK) != 0)
        fprintf(arguments->out, "The key %s is not there. Please bring the one that belongs to this backup.\n", config->key_path);
    if (note != NULL)
        fprintf(arguments->out, "%s\n", note); // also: made by an older program, or by a newer one
    return OK;
}

// --- who was forgotten ---

// Lines as forgotten_run writes them: participant, network, whether the words stay.
static enum err read_lines(struct call *call, const char *path, struct forgotten_list *list, const char **ret_why)
{
    FILE *file = fopen(path, "re");
    char line[256];
    long long participant, network;
    char word[8];
    size_t number = 0;
    if (file == NULL) {
        *ret_why = arena_print(call->arena, "The file %s cannot be read.", path);
        return ERR_NOT_FOUND;
    }
    while (fgets(line, sizeof(line), file) != NULL) { // where the list is longer than memory, the arena says so
        number++;
        if (sscanf(line, "%lld %lld %5s", &participant, &network, word) != 3 || (strcmp(word, "stay") != 0 && strcmp(word, "go") != 0)) {
            *ret_why = arena_print(call->arena, "Line %zu of %s is not as `sempre forgotten` writes it.", number, path);
            fclose(file);
            return ERR_INVALID;
        }
        *VEC_PUSH(call->arena, list) =
            (struct forgotten){.participant = {participant}, .network = {network}, .keeps_words = strcmp(word, "stay") == 0};
    }
    bool is_whole = ferror(file) == 0;
    fclose(file);
    if (!is_whole)
        *ret_why = arena_print(call->arena, "The file %s cannot be read.", path);
    return is_whole ? OK : ERR_STORE;
}

static enum err forgotten_run(struct call *call, struct arguments *arguments)
{
    const char *address = program_config()->db_address, *path = arguments_option(arguments, "again");
    struct forgotten_list list = {0};
    size_t again = 0;
    if (path == NULL) {
        TRY(read_forgotten(call, address, &list, &arguments->why));
        for (size_t i = 0; i < list.n; i++)
            fprintf(arguments->out, "%lld %lld %s\n", (long long)list.at[i].participant.v, (long long)list.at[i].network.v,
                    list.at[i].keeps_words ? "stay" : "go");
        return OK;
    }
    TRY(read_lines(call, path, &list, &arguments->why));
    TRY(forget_again(call, address, &list, &again, &arguments->why));
    fprintf(arguments->out, "%zu of %zu were known here, and are forgotten again.\n", again, list.n);
    return OK;
}

static const struct command_option forgotten_options[] = {
    {"again", "FILE", "forgets those of such a list who are known here, after an older backup was restored"},
    {0},
};

static const struct job_kind jobs[] = {
    {.name = "keep periods", .every = DAY, .help = "removes what is kept no longer, as the settings say", .read = periods_read,
     .write = periods_write},
    {.name = ERASE_JOB, .help = "makes the bytes of deleted words go from the disk, in the night after somebody was forgotten",
     .outside = erase_run},
    {0},
};

// --- check ---

// One finding a line; the worst of them is the exit code.
struct check {
    struct call *call;
    FILE *out;
    const struct config *config;
    enum err worst;
};

static void fine(struct check *check, const char *what)
{
    fprintf(check->out, "ok       %s\n", what);
}

// ERR_STORE: broken; ERR_CONFLICT: somebody should look at it.
static void found(struct check *check, enum err error, const char *what)
{
    fprintf(check->out, "%s %s\n", error == ERR_STORE ? "BROKEN  " : "look at ", what);
    if (check->worst != ERR_STORE)
        check->worst = error;
}

static void check_integrity(struct check *check)
{
    const char *why = NULL;
    enum err error = backup_examine(check->call->arena, check->config->db_address, &why);
    if (error != OK || why != NULL)
        found(check, ERR_STORE, why != NULL ? why : err_sentence(error));
    else
        fine(check, "The database was read as a whole: no damage, no row that refers to nothing.");
}

static void check_orphans(struct check *check, struct db *db)
{
    struct orphan orphan = {0};
    if (db_begin(db) != OK)
        return;
    enum err error = table_find_orphan(check->call->arena, db, &orphan);
    db_rollback(db);
    if (error != OK)
        return; // it cannot be read: said already
    if (orphan.rows > 0)
        found(check, ERR_STORE, arena_print(check->call->arena, "In the table %s, rows name a %s that is not there: %lld.",
                                            orphan.table, orphan.names, (long long)orphan.rows));
    else
        fine(check, "Every vote and every sentence belongs to something that is there.");
}

// False where the tables cannot be asked.
static bool check_schema(struct check *check, struct db *db)
{
    const char *why = NULL;
    bool is_right = features_migrate(check->call->arena, db, true, NULL, &why) == OK;
    if (is_right)
        fine(check, "The database has the form that this program needs.");
    else
        found(check, ERR_CONFLICT, why);
    return is_right;
}

static void check_key(struct check *check, struct db *db)
{
    const char *why = NULL;
    if (access(check->config->key_path, F_OK) != 0)
        return; // check_private says so
    if (key_fits(check->call, db, &why) != OK)
        found(check, ERR_CONFLICT, why);
    else
        fine(check, "The key is the one of this database.");
}

// The newest step of the schema is the one time that is surely in the past.
static void check_clock(struct check *check, struct db *db)
{
    int64_t last = 0, now = time_now();
    enum err error = db_begin(db);
    if (error == OK)
        error = migrate_last(db, &last);
    db_rollback(db);
    if (error != OK)
        return; // no schema: said already
    if (last > now)
        found(check, ERR_CONFLICT, "The clock of this machine goes wrong: something was stored in its future. Please set it.");
    else if (now - last > LONGEST_YEARS * 365 * DAY)
        found(check, ERR_CONFLICT, "By its clock, nobody has installed a new program here for five years. Is the date right?");
    else
        fine(check, "The clock can be right.");
}

// What a careful operator would not have chosen for the database.
static void check_database(struct check *check, struct db *db)
{
    static const unsigned remote[] = {0x6969, 0x517b, 0xff534d42, 0xfe534d42}; // NFS and SMB, of statfs(2)
    struct arena *arena = check->call->arena;
    const char *address = check->config->db_address, *setting = "";
    struct statfs system;
    bool is_file = db_path(db) != NULL && statfs(db_path(db), &system) == 0;
    for (size_t i = 0; is_file && i < sizeof(remote) / sizeof(remote[0]); i++)
        if ((unsigned)system.f_type == remote[i])
            found(check, ERR_CONFLICT, "The database lies on a network drive, where SQLite may lose data. Please use a disk of this "
                                       "machine, or PostgreSQL.");
    const char *at = db_path(db) == NULL ? strchr(address, '@') : NULL, *colon = at == NULL ? NULL : strchr(strstr(address, "//"), ':');
    if ((colon != NULL && colon < at) || (db_path(db) == NULL && strstr(address, "password=") != NULL))
        found(check, ERR_CONFLICT, "There is a password in the address of the database, which others on this machine can see. Please put "
                                   "it into ~/.pgpass.");
    if (db_begin(db) != OK)
        return;
    enum err error = database_not_durable(arena, db, &setting);
    db_rollback(db);
    if (error == OK && *setting != '\0')
        found(check, ERR_CONFLICT, arena_print(arena, "The setting %s of PostgreSQL is off: a power cut may lose what was confirmed. "
                                                      "Please turn it on.", setting));
}

static void check_room(struct check *check)
{
    const char *path = strncmp(check->config->db_address, "sqlite:", 7) == 0 ? check->config->db_address + 7 : ".";
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL ? "." : arena_copy(check->call->arena, path, (size_t)(slash - path) + 1);
    struct statvfs room;
    if (statvfs(folder, &room) != 0 || room.f_blocks == 0)
        return;
    int64_t free_mb = (int64_t)(room.f_bavail * room.f_frsize / 1000 / 1000);
    int64_t percent = (int64_t)(room.f_bavail * 100 / room.f_blocks);
    const char *words = arena_print(check->call->arena, "%lld MB (%lld %%) are free where the data is (%s).",
                                    (long long)free_mb, (long long)percent, folder);
    if (free_mb < LEAST_FREE_MB || percent < LEAST_FREE_PERCENT)
        found(check, ERR_CONFLICT, words);
    else
        fine(check, words);
}

// Files that other accounts of the machine could read.
static void check_private(struct check *check, const char *path, const char *what)
{
    struct stat status;
    if (stat(path, &status) != 0)
        found(check, ERR_CONFLICT, arena_print(check->call->arena, "%s %s is not there.", what, path));
    else if ((status.st_mode & 077) != 0)
        found(check, ERR_CONFLICT, arena_print(check->call->arena, "%s %s can be read by others. Run: chmod 600 %s", what, path, path));
    else
        fine(check, arena_print(check->call->arena, "%s %s is for this account only.", what, path));
}

static void check_settings(struct check *check, struct db *db)
{
    struct call reading = *check->call;
    reading.db = db;
    if (db_begin(db) != OK)
        return;
    const char *address = setting_get(&reading, &address_setting);
    const char *proxies = setting_get(&reading, &trusted_proxies_setting);
    bool is_single_step = strcmp(setting_get(&reading, &second_step_setting), "off") == 0;
    const char *danger = plain_http_danger(check->call->arena, address, check->config->listen_host);
    db_rollback(db);
    if (danger != NULL)
        found(check, ERR_CONFLICT, danger);
    if (*address == '\0' && *proxies != '\0')
        found(check, ERR_CONFLICT, "The setting trusted_proxies is set, but address is not. Run: sempre settings address https://...");
    if (is_single_step && address_is_public(check->call->arena, address))
        found(check, ERR_CONFLICT, "The address is public, and a password alone lets the team in. Run: sempre settings second_step auto");
    if (danger == NULL && (*address != '\0' || *proxies == '\0'))
        fine(check, *address == '\0' ? "No public address is set: this installation is for this machine or this hall."
                                     : arena_print(check->call->arena, "Its public address is %s.", address));
}

// What readers are owed. A reader who is not told about their rights is a finding, not only a blank page.
static void check_duties(struct check *check, struct db *db)
{
    static const char *const wanting[] = {
        [DUTY_EMPTY] = "is not written yet", [DUTY_DRAFT] = "is a draft that nobody sees",
        [DUTY_HAS_GAPS] = "has gaps in [square brackets], so nobody sees it",
    };
    struct call reading = *check->call;
    size_t published = 0;
    enum err error = db_begin(db);
    reading.db = db;
    for (int i = 0; error == OK && i < DUTY_COUNT; i++) {
        enum duty duty = (enum duty)i;
        struct duty_text text;
        error = duty_read(&reading, duty, &text);
        if (error != OK)
            break; // no schema: said already
        if (text.state == DUTY_PUBLISHED)
            published++;
        else
            found(check, ERR_CONFLICT, arena_print(check->call->arena, "The page /%s %s. Whoever leads the programme writes it at /duties/%s.",
                                                   duty_name(duty), wanting[text.state], duty_name(duty)));
    }
    db_rollback(db);
    if (published == DUTY_COUNT)
        fine(check, "Privacy notice, imprint, accessibility statement and contact are published.");
}

static enum err check_run(struct call *call, struct arguments *arguments)
{
    struct check check = {.call = call, .out = arguments->out, .config = program_config()};
    struct db *db CLEANUP(db_cleanup) = NULL;
    const char *address = check.config->db_address;
    enum err error = db_open(call->arena, address, DB_READ, &db, &arguments->why);
    if (error == ERR_NOT_FOUND || error == ERR_INVALID)
        return error;
    keep_stand_back();
    check_integrity(&check);
    if (error != OK) {
        found(&check, ERR_STORE, arguments->why);
    } else {
        check_orphans(&check, db);
        if (check_schema(&check, db))
            check_key(&check, db);
        check_clock(&check, db);
        check_settings(&check, db);
        check_database(&check, db);
        check_duties(&check, db);
    }
    check_room(&check);
    if (strncmp(address, "sqlite:", 7) == 0)
        check_private(&check, address + 7, "The database");
    check_private(&check, check.config->key_path, "The key");
    if (check.worst != OK)
        arguments->why = check.worst == ERR_STORE ? "Something is broken. Restore the last backup, or ask somebody who knows databases."
                                                  : "Please look at what is marked.";
    return check.worst;
}

static const struct command_option restore_options[] = {
    {"overwrite", NULL, "replaces the database that is there; it is kept as a backup of its own"},
    {0},
};

static const struct command commands[] = {
    {"backup", "FILE", "writes the whole database into one file, while the program serves\n\n"
     "The file is read back before it gets its name, and is never written over another one. Example, each night:\n"
     "sempre backup /media/usb/sempre-$(date +%F).backup\n\n"
     "On PostgreSQL it runs pg_dump. A password belongs into ~/.pgpass or $SEMPRE_DB and not behind --db, which others of this machine "
     "see.",
     NEEDS_NOTHING, 1, 1, NULL, backup_run},
    {"restore", "FILE [--overwrite]", "puts a backup in place of the database\n\n"
     "End the server before and start it afterwards. Example: sempre restore /media/usb/sempre-2026-11-25.backup",
     NEEDS_NOTHING, 1, 1, restore_options, restore_run},
    {"forgotten", "[--again FILE]", "lists who was forgotten, so that an older backup can forget them too\n\n"
     "Numbers that lead to nobody. `sempre restore --overwrite` forgets them again by itself; where the database is lost as a whole, it\n"
     "needs the list: keep one beside the backups. Example, each night: sempre forgotten >list.new && mv list.new list",
     NEEDS_NOTHING, 0, 0, forgotten_options, forgotten_run},
    {"move", "--from ADDRESS --to ADDRESS", move_help, NEEDS_NOTHING, 0, 0, move_options, move_run},
    {"archive", "DIR", archive_help, NEEDS_READ, 1, 1, NULL, archive_run},
    {"check", "", "looks whether all is well: damage, schema, clock, room, settings, what readers are owed\n\n"
     "One line each. Exit code 0: all is well; 5: somebody should look; 8: something is broken.", NEEDS_NOTHING, 0, 0, NULL,
     check_run},
    {0},
};

const struct feature keep_feature = {.name = "keep", .commands = commands, .jobs = jobs, .settings = period_settings};
