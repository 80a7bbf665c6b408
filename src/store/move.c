// move.c - copies table by table and proves it.
#include "store/move.h"

#include <assert.h>
#include <endian.h>
#include <sodium.h>
#include <string.h>

enum { TOLD_EACH = 4096 }; // rows between two words to the listener

struct move {
    struct arena *arena;
    struct db *from, *to;
    struct table_list tables; // of both
    struct table_sum *sums;   // of each, as read from the snapshot
    struct backup_listener listener;
    int64_t done, of;
    const char *why;
};

// --- checksums ---

static void hash_value(crypto_generichash_state *state, const struct arg *value)
{
    bool is_number = value->type == ARG_INT_ || value->type == ARG_REAL_;
    bool is_null = !is_number && value->bytes == NULL;
    uint64_t number = (uint64_t)value->number;
    if (value->type == ARG_REAL_) {
        double real = value->real == 0.0 ? 0.0 : value->real; // SQLite knows no -0
        memcpy(&number, &real, sizeof(number));
    }
    struct { uint64_t kind, number; } head = {is_null ? 0 : htobe64((uint64_t)value->type + 1), htobe64(is_number ? number : value->n)};
    crypto_generichash_update(state, (const unsigned char *)&head, is_null ? sizeof(head.kind) : sizeof(head));
    if (!is_number && !is_null)
        crypto_generichash_update(state, (const unsigned char *)value->bytes, value->n);
}

void table_sum_add(struct table_sum *sum, const struct table *table, const struct arg *values)
{
    crypto_generichash_state state;
    uint64_t hash[4];
    crypto_generichash_init(&state, NULL, 0, sizeof(hash));
    for (size_t i = 0; i < table->n; i++)
        hash_value(&state, &values[i]);
    crypto_generichash_final(&state, (unsigned char *)hash, sizeof(hash));
    for (size_t i = 0; i < 4; i++)
        sum->lanes[i] += hash[i];
    sum->rows++;
}

static bool is_same(const struct table_sum *one, const struct table_sum *other)
{
    return one->rows == other->rows && memcmp(one->lanes, other->lanes, sizeof(one->lanes)) == 0;
}

// --- looking ---

// What a program puts into a database of its own accord; the rows of `from` take their place.
static bool is_filled_by_itself(const char *name)
{
    return strcmp(name, "migration") == 0 || strcmp(name, "job") == 0 || strcmp(name, "key_mark") == 0;
}

enum err move_look(struct arena *arena, struct db *to, bool *ret_is_bare, const char **ret_why)
{
    struct table_list tables;
    bool is_ours = false;
    TRY(db_begin(to));
    enum err error = table_list(arena, to, &tables);
    for (size_t i = 0; error == OK && i < tables.n; i++) {
        int64_t rows = 0;
        is_ours = is_ours || strcmp(tables.at[i].name, "migration") == 0;
        error = table_count(arena, to, &tables.at[i], &rows);
        if (error == OK && rows > 0 && !is_filled_by_itself(tables.at[i].name)) {
            *ret_why = arena_print(arena, "There is something in this database already: the table %s has rows. Please name an empty "
                                          "one.", tables.at[i].name);
            error = ERR_CONFLICT;
        }
    }
    if (error == OK && tables.n > 0 && !is_ours) {
        *ret_why = arena_print(arena, "This database belongs to another program: it has a table %s. Please name an empty one.",
                               tables.at[0].name);
        error = ERR_CONFLICT;
    }
    if (error == OK)
        *ret_is_bare = tables.n == 0;
    else if (error != ERR_CONFLICT)
        *ret_why = arena_print(arena, "The database cannot be read: %s.", db_error_words(to));
    db_rollback(to);
    return error;
}

static enum err differ(struct move *move, const char *table, const char *column)
{
    move->why = arena_print(move->arena, "The two databases have not the same form: %s%s%s is not the same in both.", table,
                            column == NULL ? "" : ".", column == NULL ? "" : column);
    return ERR_CONFLICT;
}

static enum err compare_columns(struct move *move, const struct table *one, const struct table *other)
{
    for (size_t i = 0; i < one->n || i < other->n; i++) {
        if (i >= one->n || i >= other->n)
            return differ(move, one->name, i < one->n ? one->at[i].name : other->at[i].name);
        const struct column *a = &one->at[i], *b = &other->at[i];
        if (strcmp(a->name, b->name) > 0)
            return differ(move, one->name, b->name);
        if (strcmp(a->name, b->name) != 0 || !a->is_known || !b->is_known || a->type != b->type || a->key != b->key)
            return differ(move, one->name, a->name);
    }
    return OK;
}

static enum err compare(struct move *move, const struct table_list *other)
{
    const struct table_list *tables = &move->tables;
    for (size_t i = 0; i < tables->n || i < other->n; i++) {
        const char *a = i < tables->n ? tables->at[i].name : NULL, *b = i < other->n ? other->at[i].name : NULL;
        if (a == NULL || b == NULL || strcmp(a, b) != 0)
            return differ(move, a == NULL || (b != NULL && strcmp(a, b) > 0) ? b : a, NULL);
        TRY(compare_columns(move, &tables->at[i], &other->at[i]));
    }
    return OK;
}

static enum err look_at_both(struct move *move)
{
    struct table_list other;
    TRY(table_list(move->arena, move->from, &move->tables));
    TRY(table_list(move->arena, move->to, &other));
    TRY(compare(move, &other));
    move->sums = ARENA_ARRAY(move->arena, struct table_sum, move->tables.n);
    for (size_t i = 0; i < move->tables.n; i++) {
        int64_t rows = 0;
        TRY(table_count(move->arena, move->from, &move->tables.at[i], &rows));
        move->of += 3 * rows; // read and written, read back, read once more
    }
    return OK;
}

// --- copying ---

static void tell(struct move *move, bool is_end)
{
    bool is_due = is_end || ++move->done % TOLD_EACH == 0;
    if (is_due && move->listener.step != NULL && (is_end || move->done < move->of))
        move->listener.step(is_end ? move->of : move->done, move->of, move->listener.context);
}

// Reads the table and, where there is a writer, hands its rows on.
static enum err read_table(struct move *move, struct db *db, const struct table *table, struct table_writer *writer,
                           struct table_sum *ret_sum)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    struct table_reader *reader;
    struct table_sum sum = {0};
    enum err error = table_read(scratch, db, table, &reader);
    if (error != OK)
        return error;
    for (const struct arg *values; error == OK && (values = table_next(reader)) != NULL; tell(move, false)) {
        table_sum_add(&sum, table, values);
        if (writer != NULL)
            error = table_add(writer, values);
    }
    enum err ended = table_read_end(reader);
    *ret_sum = sum;
    return error == OK ? ended : error;
}

static enum err copy_table(struct move *move, size_t i)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    const struct table *table = &move->tables.at[i];
    struct table_writer *writer;
    struct table_sum back;
    TRY(table_clear(scratch, move->to, table));
    TRY(table_write(scratch, move->to, table, &writer));
    enum err error = read_table(move, move->from, table, writer, &move->sums[i]);
    enum err ended = table_write_end(writer);
    TRY(error == OK ? ended : error);
    TRY(read_table(move, move->to, table, NULL, &back));
    if (is_same(&move->sums[i], &back))
        return OK;
    move->why = arena_print(move->arena, "What was read back from the table %s is not what was written into it. Nothing was moved.",
                            table->name);
    return ERR_STORE;
}

// Rows that were written since the snapshot would stay behind.
static enum err check_unchanged(struct move *move)
{
    db_rollback(move->from);
    TRY(db_begin(move->from));
    for (size_t i = 0; i < move->tables.n; i++) {
        struct table_sum now;
        TRY(read_table(move, move->from, &move->tables.at[i], NULL, &now));
        if (is_same(&move->sums[i], &now))
            continue;
        move->why = arena_print(move->arena, "Something was written into the table %s meanwhile, so nothing was moved. Please end the "
                                             "server first.", move->tables.at[i].name);
        return ERR_CONFLICT;
    }
    return OK;
}

static enum err move_all(struct move *move)
{
    struct strings keys;
    TRY(look_at_both(move));
    TRY(table_keys_off(move->arena, move->to, &keys));
    for (size_t i = 0; i < move->tables.n; i++)
        TRY(copy_table(move, i));
    TRY(table_keys_on(move->arena, move->to, &keys));
    return check_unchanged(move);
}

// --- transactions ---

static enum err begin_both(struct move *move)
{
    TRY(tables_prepare(move->from));
    TRY(tables_prepare(move->to));
    TRY(db_begin(move->from));
    return db_begin(move->to);
}

static void say_why(struct move *move)
{
    const char *words = db_error_words(move->to);
    if (*words == '\0')
        words = db_error_words(move->from);
    if (move->why == NULL && *words != '\0')
        move->why = arena_print(move->arena, "Nothing was moved. The database says: %s.", words);
}

enum err move_rows(struct arena *arena, struct db *from, struct db *to, struct backup_listener listener,
                   struct move_facts *ret_facts, const char **ret_why)
{
    assert(!db_in_transaction(from) && !db_in_transaction(to));
    struct move move = {.arena = arena, .from = from, .to = to, .listener = listener};
    enum err error = begin_both(&move);
    if (error == OK)
        error = move_all(&move);
    say_why(&move);
    if (error == OK)
        error = db_commit(to);
    else if (db_in_transaction(to))
        db_rollback(to);
    if (db_in_transaction(from))
        db_rollback(from);
    if (error == OK) {
        tables_settle(to);
        tell(&move, true);
    }
    *ret_why = move.why != NULL ? move.why : err_sentence(error);
    struct move_facts facts = {.tables = (int64_t)move.tables.n};
    for (size_t i = 0; error == OK && i < move.tables.n; i++)
        facts.rows += move.sums[i].rows;
    if (error == OK)
        *ret_facts = facts;
    return error;
}
