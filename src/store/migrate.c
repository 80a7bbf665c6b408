// migrate.c - the schema, brought up to date in small steps that are never changed again.
#include "store/migrate.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/time.h"
#include "base/vec.h"
#include "store/backup.h"
#include "store/dialect.h"
#include "store/driver.h"
#include "store/table_store.h"

static const char table_sql[] =
    "CREATE TABLE IF NOT EXISTS migration (\n"
    "    feature TEXT COLLATE \"C\" NOT NULL,\n"  // the folder the step belongs to
    "    number BIGINT NOT NULL,\n"               // of its file
    "    checksum TEXT COLLATE \"C\" NOT NULL,\n" // BLAKE2b of its text, to notice when it is changed afterwards
    "    ran_at BIGINT NOT NULL,\n"               // ms since 1970
    "    CONSTRAINT migration_runs_once PRIMARY KEY (feature, number)\n"
    ");\n";

static const struct query table_find = {
    "migration_table_find",
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
    "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'",
};
static const struct query ran_list = {
    "migration_list", "SELECT feature, number, checksum FROM migration ORDER BY ran_at, feature, number", NULL};
static const struct query ran_add = {
    "migration_add", "INSERT INTO migration (feature, number, checksum, ran_at) VALUES (?1, ?2, ?3, ?4)", NULL};
static const struct query ran_last = {"migration_last", "SELECT coalesce(max(ran_at), 0) FROM migration", NULL};

const struct query *const migration_queries[] = {&table_find, &ran_list, &ran_add, &ran_last, NULL};

struct ran {
    const char *feature;
    int64_t number;
    const char *checksum;
};

struct ran_list {
    struct ran *at;
    size_t n, cap;
};

// A run of migrate(): what it works on, so that the steps below need few arguments.
struct run {
    struct arena *arena;
    struct db *db;
    const struct migration_set *sets;
    size_t n;
    const char *folder;
    const char **why;
};

static const char *checksum_of(struct arena *arena, const char *sql)
{
    unsigned char hash[32];
    char *text = arena_alloc(arena, 2 * sizeof(hash) + 1);
    crypto_generichash(hash, sizeof(hash), (const unsigned char *)sql, strlen(sql), NULL, 0);
    return sodium_bin2hex(text, 2 * sizeof(hash) + 1, hash, sizeof(hash));
}

static const struct ran *find_ran(const struct ran_list *list, const char *feature, int64_t number)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].number == number && strcmp(list->at[i].feature, feature) == 0)
            return &list->at[i];
    return NULL;
}

static bool program_knows(const struct run *run, const struct ran *ran)
{
    for (size_t i = 0; i < run->n; i++)
        if (strcmp(run->sets[i].feature, ran->feature) == 0)
            for (const struct migration *step = run->sets[i].steps; step->sql != NULL; step++)
                if (step->number == ran->number)
                    return true;
    return false;
}

// A database without our table has run nothing, but may be somebody else's.
static enum err check_owner(const struct run *run)
{
    struct table_list tables;
    TRY(table_list(run->arena, run->db, &tables));
    if (tables.n == 0)
        return OK;
    *run->why = arena_print(run->arena, "This database belongs to another program: it has a table %s. Please name another one.",
                            tables.at[0].name);
    return ERR_CONFLICT;
}

// In a transaction.
static enum err read_ran(const struct run *run, struct ran_list *ret_list)
{
    int64_t tables = 0;
    ROWS found = db_rows(run->db, &table_find, NO_ARGS);
    while (rows_next(&found))
        tables = row_int(&found, 0);
    struct ran_list list = {0};
    if (tables == 0 && db_error(run->db) == OK)
        TRY(check_owner(run));
    if (tables > 0) {
        ROWS rows = db_rows(run->db, &ran_list, NO_ARGS);
        while (rows_next(&rows))
            *VEC_PUSH(run->arena, &list) = (struct ran){.feature = row_text(run->arena, &rows, 0),
                                                        .number = row_int(&rows, 1),
                                                        .checksum = row_text(run->arena, &rows, 2)};
    }
    if (db_error(run->db) == OK)
        *ret_list = list;
    return db_error(run->db);
}

static enum err make_table(const struct run *run)
{
    return db_script(run->db, dialect_sql(run->arena, db_kind(run->db), table_sql));
}

static enum err read_ran_now(const struct run *run, struct ran_list *ret_list)
{
    TRY(db_begin(run->db));
    enum err error = read_ran(run, ret_list);
    db_rollback(run->db);
    return error;
}

// What ran must be known and unchanged.
static enum err check_ran(const struct run *run, const struct ran_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (!program_knows(run, &list->at[i])) {
            *run->why = arena_print(run->arena,
                                    "This database was made by a newer program: it has step %04d of %s, which this "
                                    "program does not know. Please install the newer program.",
                                    (int)list->at[i].number, list->at[i].feature);
            return ERR_CONFLICT;
        }
    for (size_t i = 0; i < run->n; i++)
        for (const struct migration *step = run->sets[i].steps; step->sql != NULL; step++) {
            const struct ran *ran = find_ran(list, run->sets[i].feature, step->number);
            if (ran != NULL && strcmp(ran->checksum, checksum_of(run->arena, step->sql)) != 0) {
                *run->why = arena_print(run->arena,
                                        "The step %s of %s was changed after it had run on this database. "
                                        "Steps are never changed; a correction is a new step.",
                                        step->name, run->sets[i].feature);
                return ERR_CONFLICT;
            }
        }
    return OK;
}

static const struct migration *first_pending(const struct run *run, const struct ran_list *list,
                                             const char **ret_feature)
{
    for (size_t i = 0; i < run->n; i++)
        for (const struct migration *step = run->sets[i].steps; step->sql != NULL; step++)
            if (find_ran(list, run->sets[i].feature, step->number) == NULL) {
                *ret_feature = run->sets[i].feature;
                return step;
            }
    return NULL;
}

static enum err failed(const struct run *run, const char *feature, const struct migration *step)
{
    *run->why = arena_print(run->arena, "The step %s of %s failed: %s.", step->name, feature, db_error_words(run->db));
    return db_error(run->db) == ERR_BUSY ? ERR_BUSY : ERR_STORE;
}

// In a transaction of its own. Another process may have run the step since the list was read.
static enum err run_in_transaction(const struct run *run, const char *feature, const struct migration *step)
{
    struct ran_list list;
    TRY(read_ran(run, &list));
    if (find_ran(&list, feature, step->number) != NULL)
        return OK;
    TRY(db_script(run->db, dialect_sql(run->arena, db_kind(run->db), step->sql)));
    TRY(table_keys_hold(run->arena, run->db));
    return db_run(run->db, &ran_add,
                  ARGS(TEXT(feature), INT(step->number), TEXT(checksum_of(run->arena, step->sql)), INT(time_now())),
                  NULL);
}

static enum err run_step(const struct run *run, const char *feature, const struct migration *step)
{
    enum err error = db_begin(run->db);
    if (error == OK) {
        error = run_in_transaction(run, feature, step);
        if (error == OK)
            error = db_commit(run->db);
        else
            db_rollback(run->db);
    }
    return error == OK ? OK : failed(run, feature, step);
}

// The data as it was before, for the day a step turns out to be wrong.
static enum err make_copy(const struct run *run, const char *feature, const struct migration *step)
{
    const char *address = run->db->address, *words = "";
    const char *path = arena_print(run->arena, "%s.before-%s-%04d", backup_copies(run->arena, address, run->folder), feature,
                                   step->number);
    if (backup_make_anew(run->arena, address, path, &words) == OK)
        return OK;
    *run->why = arena_print(run->arena, "The copy %s could not be made, so nothing was changed. %s", path, words);
    return ERR_STORE;
}

static enum err run_pending(const struct run *run, int *ret_ran)
{
    struct ran_list list;
    TRY(read_ran_now(run, &list));
    TRY(check_ran(run, &list));
    TRY(make_table(run));
    const char *feature;
    const struct migration *step = first_pending(run, &list, &feature);
    if (step != NULL && list.n > 0)
        TRY(make_copy(run, feature, step));
    int ran = 0;
    for (; step != NULL; ran++) {
        TRY(run_step(run, feature, step));
        *VEC_PUSH(run->arena, &list) = (struct ran){.feature = feature, .number = step->number};
        step = first_pending(run, &list, &feature);
    }
    *ret_ran = ran;
    return OK;
}

// A second program waits until the first is done. On SQLite by a lock on the folder of the file (-1: it has none, and nobody waits).
static int lock_folder(const struct run *run)
{
    const char *path = db_path(run->db);
    int folder = path == NULL ? -1 : open(dirname(arena_dup(run->arena, path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (folder >= 0 && flock(folder, LOCK_EX) != 0 && errno == EINTR)
        continue;
    return folder;
}

// Tables are made anew to change them on SQLite, so keys are checked at the end of a step and not within it. On
// PostgreSQL a lock of the session makes a second program wait, and steps may take their time.
static enum err prepare_connection(struct db *db)
{
    return db_script(db, db_kind(db) == DB_SQLITE
                             ? "PRAGMA foreign_keys=OFF"
                             : "SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(5364817)");
}

static enum err restore_connection(struct db *db)
{
    return db_script(db, db_kind(db) == DB_SQLITE
                             ? "PRAGMA foreign_keys=ON"
                             : "SELECT pg_advisory_unlock(5364817); RESET lock_timeout; RESET statement_timeout");
}

enum err migrate(struct arena *arena, struct db *db, const struct migration_set *sets, size_t n, const char *folder, int *ret_ran,
                 const char **ret_why)
{
    assert(!db_in_transaction(db));
    const char *why = NULL;
    struct run run = {arena, db, sets, n, folder, &why};
    int ran = 0, locked = lock_folder(&run);
    enum err error = prepare_connection(db);
    if (error == OK) {
        error = run_pending(&run, &ran);
        if (why == NULL)
            why = arena_dup(arena, db_error_words(db));
        enum err restored = restore_connection(db);
        error = error == OK ? restored : error;
    }
    if (locked >= 0)
        close(locked);
    if (error == OK && ret_ran != NULL)
        *ret_ran = ran;
    if (error != OK && ret_why != NULL)
        *ret_why = why != NULL ? why : arena_dup(arena, db_error_words(db));
    return error;
}

enum err migrate_check(struct arena *arena, struct db *db, const struct migration_set *sets, size_t n,
                       const char **ret_why)
{
    const char *why = "", *feature;
    struct run run = {.arena = arena, .db = db, .sets = sets, .n = n, .why = &why};
    struct ran_list list;
    enum err error = read_ran_now(&run, &list);
    if (error == OK)
        error = check_ran(&run, &list);
    const struct migration *step = error == OK ? first_pending(&run, &list, &feature) : NULL;
    if (step != NULL) {
        why = arena_print(arena, "The database is older than the program: the step %s of %s has not run. Please run: "
                                 "sempre init", step->name, feature);
        error = ERR_CONFLICT;
    }
    if (error != OK && ret_why != NULL)
        *ret_why = why;
    return error;
}

enum err migrate_last(struct db *db, int64_t *ret_at)
{
    ROWS rows = db_rows(db, &ran_last, NO_ARGS);
    *ret_at = rows_next(&rows) ? row_int(&rows, 0) : 0;
    return db_error(db);
}
