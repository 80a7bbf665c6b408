// pabulib_file.c - takes a .pb file from memory or disk through the reader, then puts the instance together and checks its counts.
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interchange/pabulib_read.h"

enum { BLOCK = 64 * 1024 };

// --- from rows to an instance ---

static void money_gather(struct reading *reading)
{
    struct budget *budget = &reading->pabulib->budget;
    int decimals = reading->limit.decimals;
    for (size_t i = 0; i < reading->costs.n; i++)
        decimals = reading->costs.at[i].decimals > decimals ? reading->costs.at[i].decimals : decimals;
    int64_t *costs = ARENA_ARRAY(reading->arena, int64_t, reading->costs.n);
    bool fits = decimal_scale(reading->limit, decimals, &budget->limit) && budget->limit <= BUDGET_MOST_MONEY;
    for (size_t i = 0; fits && i < reading->costs.n; i++)
        fits = decimal_scale(reading->costs.at[i], decimals, &costs[i]) && costs[i] <= BUDGET_MOST_MONEY;
    if (!fits)
        reading->why = arena_print(reading->arena, "%s: there are sums of money larger than this program counts.",
                                   reading->pabulib->file);
    budget->costs = costs;
    budget->projects = (uint32_t)reading->costs.n;
    for (budget->unit = 1; decimals > 0; decimals--)
        budget->unit *= 10;
}

static void ballots_gather(struct reading *reading)
{
    struct budget *budget = &reading->pabulib->budget;
    budget->voters = (uint32_t)reading->ends.n - 1;
    budget->ballot_at = reading->ends.at;
    budget->ballot_projects = reading->marks.at;
    bool has_points = reading->pabulib->vote_type != PABULIB_APPROVAL && reading->pabulib->vote_type != PABULIB_CHOOSE_1;
    // An election in which nobody gave points is still one with points.
    budget->ballot_points = !has_points ? NULL : reading->points.n > 0 ? reading->points.at : ARENA_NEW(reading->arena, int64_t);
    reading->pabulib->voters = reading->voters.at;
}

// META may say how many projects and votes there are: a file that was cut off is found so.
static void count_check(struct reading *reading, const char *key, size_t n, const char *what)
{
    const struct pabulib_meta_list *meta = &reading->pabulib->meta;
    for (size_t i = 0; i < meta->n; i++) {
        struct decimal told;
        if (strcmp(meta->at[i].key, key) != 0 || *meta->at[i].value == '\0')
            continue;
        reading->row_line = meta->at[i].line;
        if (!decimal_read(meta->at[i].value, &told) || told.decimals != 0)
            reading_wrong(reading, "'%s' is not a whole number.", reading_quote(reading, meta->at[i].value));
        else if (told.value < 0 || (uint64_t)told.value != n)
            reading_wrong(reading, "%s says %lld, but the file has %zu %s.", key, (long long)told.value, n, what);
    }
}

// --- from bytes to rows ---

struct source {
    struct reading reading;
    struct csv_parser parser;
    size_t taken; // bytes so far
    bool is_broken;
};

static void source_begin(struct source *source, struct arena *arena, struct arena *scratch, const char *file, struct pabulib *pabulib)
{
    *pabulib = (struct pabulib){.file = file, .points_unit = 1, .points_column = SIZE_MAX};
    *source = (struct source){.reading = {.arena = arena, .scratch = scratch, .pabulib = pabulib, .line = 1, .row_line = 1}};
    if (csv_init(&source->parser, CSV_REPALL_NL) != 0) // quotes inside of a field without quotes are let pass
        source->is_broken = true;
    csv_set_delim(&source->parser, ';');
    *VEC_PUSH(arena, &source->reading.ends) = 0;
}

// False where reading on makes no sense.
static bool source_take(struct source *source, const char *bytes, size_t n)
{
    bool has_mark = source->taken == 0 && n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    source->taken += n;
    if (has_mark)
        bytes += 3, n -= 3;
    if (!source->is_broken && n > 0)
        source->is_broken = csv_parse(&source->parser, bytes, n, field_came, row_ended, &source->reading) != n;
    return !source->is_broken && source->reading.why == NULL && !arena_is_full(source->reading.arena);
}

static enum err source_end(struct source *source, struct pabulib *ret_pabulib, const char **ret_why)
{
    struct reading *reading = &source->reading;
    (void)csv_set_opts(&source->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL); // an open quote at the end is not
    if (!source->is_broken && reading->why == NULL && !arena_is_full(reading->arena))
        source->is_broken = csv_fini(&source->parser, field_came, row_ended, reading) != 0;
    csv_free(&source->parser);
    if (arena_is_full(reading->arena))
        return ERR_LIMIT;
    if (source->is_broken)
        reading_wrong(reading, "a quotation mark is missing.");
    static const struct { enum section section; const char *name; } needed[] = {
        {SECTION_META, "META"}, {SECTION_PROJECTS, "PROJECTS"}, {SECTION_VOTES, "VOTES"}};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!reading->is_seen[needed[i].section])
            reading_wrong(reading, "the file ends before the section %s.", needed[i].name);
    if (reading->wants_columns)
        reading_wrong(reading, "the file ends before the columns of its last section.");
    if (reading->why == NULL) {
        money_gather(reading);
        ballots_gather(reading);
        count_check(reading, "num_projects", reading->costs.n, "projects");
        count_check(reading, "num_votes", reading->ends.n - 1, "votes");
    }
    if (reading->why != NULL) {
        *ret_why = reading->why;
        return ERR_INVALID;
    }
    *ret_pabulib = *reading->pabulib;
    return OK;
}

enum err pabulib_read(struct arena *arena, const char *file, const char *bytes, size_t n, struct pabulib *ret_pabulib,
                      const char **ret_why)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct source source;
    struct pabulib pabulib;
    source_begin(&source, arena, scratch, file, &pabulib);
    for (size_t at = 0; at < n && source_take(&source, bytes + at, n - at < BLOCK ? n - at : BLOCK); at += BLOCK)
        continue;
    return source_end(&source, ret_pabulib, ret_why);
}

static void from_close(int *from)
{
    if (*from >= 0)
        close(*from);
}

enum err pabulib_read_file(struct arena *arena, const char *path, struct pabulib *ret_pabulib, const char **ret_why)
{
    int from CLEANUP(from_close) = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (from < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        *ret_why = arena_print(arena, "There is no file %s.", path);
        return ERR_NOT_FOUND;
    }
    if (from < 0 || fstat(from, &about) != 0 || S_ISDIR(about.st_mode)) {
        *ret_why = arena_print(arena, "The file %s cannot be read.", path);
        return ERR_STORE;
    }
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct source source;
    struct pabulib pabulib;
    const char *slash = strrchr(path, '/');
    char *block = arena_alloc(arena, BLOCK);
    ssize_t n;
    source_begin(&source, arena, scratch, slash == NULL ? path : slash + 1, &pabulib);
    while ((n = read(from, block, BLOCK)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0 && !source_take(&source, block, (size_t)n))
            break;
    enum err error = source_end(&source, ret_pabulib, ret_why);
    if (n >= 0)
        return error;
    *ret_why = arena_print(arena, "The file %s cannot be read.", path);
    return ERR_STORE;
}
