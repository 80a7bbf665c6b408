// pabulib.c - the .pb reader: libcsv's fields into rows, rows into the sections META and PROJECTS.
#include "interchange/pabulib.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "interchange/pabulib_read.h"

static const char *const vote_types[] = {[PABULIB_APPROVAL] = "approval", [PABULIB_ORDINAL] = "ordinal",
                                         [PABULIB_CUMULATIVE] = "cumulative", [PABULIB_CHOOSE_1] = "choose-1",
                                         [PABULIB_SCORING] = "scoring"};
static const char *const sections[] = {[SECTION_META] = "META", [SECTION_PROJECTS] = "PROJECTS", [SECTION_VOTES] = "VOTES"};

const char *pabulib_vote_type_name(enum pabulib_vote_type type)
{
    return vote_types[type];
}

const char *pabulib_meta(const struct pabulib *pabulib, const char *key)
{
    for (size_t i = 0; i < pabulib->meta.n; i++)
        if (strcmp(pabulib->meta.at[i].key, key) == 0)
            return pabulib->meta.at[i].value;
    return NULL;
}

void reading_wrong(struct reading *reading, const char *format, ...)
{
    if (reading->why != NULL)
        return;
    va_list args;
    va_start(args, format);
    char text[600]; // what is quoted is short, see reading_quote
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    reading->why = arena_print(reading->arena, "%s, line %zu: %s", reading->pabulib->file, reading->row_line, text);
}

const char *reading_quote(struct reading *reading, const char *text)
{
    return arena_copy(reading->arena, text, utf8_prefix(text, strlen(text), 40));
}

char *reading_field(struct reading *reading, size_t column)
{
    return reading->row + reading->fields.at[column];
}

// --- META ---

static void meta_row(struct reading *reading)
{
    const char *key = reading_field(reading, 0);
    if (reading->wants_columns && strcmp(key, "key") == 0) {
        reading->wants_columns = false;
        return;
    }
    reading->wants_columns = false;
    // A value with ';' and no quotes around it has come in several fields.
    size_t n = reading->fields.n;
    while (n > 2 && *reading_field(reading, n - 1) == '\0')
        n--;
    const char *value = n < 2 ? "" : reading_field(reading, 1);
    for (size_t i = 2; i < n; i++)
        value = arena_print(reading->arena, "%s;%s", value, reading_field(reading, i));
    if (*key == '\0')
        reading_wrong(reading, "a key is missing.");
    if (pabulib_meta(reading->pabulib, key) != NULL)
        reading_wrong(reading, "the key '%s' is there twice.", reading_quote(reading, key));
    struct pabulib_meta *meta = VEC_PUSH(reading->arena, &reading->pabulib->meta);
    *meta = (struct pabulib_meta){arena_dup(reading->arena, key), arena_dup(reading->arena, value), reading->row_line};
    if (strcmp(key, "budget") == 0 && (!decimal_read(value, &reading->limit) || reading->limit.value < 0))
        reading_wrong(reading, "'%s' is not a sum of money.", reading_quote(reading, value));
    if (strcmp(key, "max_length") == 0 && *value != '\0') {
        struct decimal most;
        if (!decimal_read(value, &most) || most.decimals != 0 || most.value < 1 || most.value > BUDGET_MOST_POINTS)
            reading_wrong(reading, "'%s' is not a whole number above 0.", reading_quote(reading, value));
        else
            reading->max_length = most.value;
    }
    struct decimal fallback;
    if (strcmp(key, "default_score") == 0 && (!decimal_read(value, &fallback) || fallback.value != 0))
        reading_wrong(reading, "a default_score other than 0 is not supported.");
    if (strcmp(key, "vote_type") != 0)
        return;
    for (size_t i = 0; i < sizeof vote_types / sizeof vote_types[0]; i++)
        if (strcasecmp(value, vote_types[i]) == 0) {
            reading->pabulib->vote_type = (enum pabulib_vote_type)i;
            return;
        }
    reading_wrong(reading, "'%s' is not a vote type: approval, ordinal, cumulative, choose-1, scoring.",
                  reading_quote(reading, value));
}

// --- columns ---

static size_t column_find(const struct strings *columns, const char *name)
{
    for (size_t i = 0; i < columns->n; i++)
        if (strcmp(columns->at[i], name) == 0)
            return i;
    return SIZE_MAX;
}

static size_t column_need(struct reading *reading, const struct strings *columns, const char *name)
{
    size_t column = column_find(columns, name);
    if (column == SIZE_MAX)
        reading_wrong(reading, "the column '%s' is missing.", name);
    return column;
}

static void columns_row(struct reading *reading)
{
    struct pabulib *pabulib = reading->pabulib;
    bool are_projects = reading->section == SECTION_PROJECTS;
    struct strings *columns = are_projects ? &pabulib->project_columns : &pabulib->vote_columns;
    reading->wants_columns = false;
    size_t n = reading->fields.n;
    while (n > 0 && *reading_field(reading, n - 1) == '\0') // left by a spreadsheet
        n--;
    for (size_t i = 0; i < n; i++) {
        if (column_find(columns, reading_field(reading, i)) != SIZE_MAX)
            reading_wrong(reading, "the column '%s' is there twice.", reading_quote(reading, reading_field(reading, i)));
        *VEC_PUSH(reading->arena, columns) = arena_dup(reading->arena, reading_field(reading, i));
    }
    if (are_projects) {
        reading->id_column = column_need(reading, columns, "project_id");
        reading->cost_column = column_need(reading, columns, "cost");
        reading->name_column = column_find(columns, "name");
        return;
    }
    bool has_points = pabulib->vote_type == PABULIB_CUMULATIVE || pabulib->vote_type == PABULIB_SCORING;
    reading->voter_column = column_need(reading, columns, "voter_id");
    pabulib->vote_column = column_need(reading, columns, "vote");
    pabulib->points_column = has_points ? column_need(reading, columns, "points") : SIZE_MAX;
}

// --- PROJECTS ---

const char *project_name_at(const struct reading *reading, uint32_t project)
{
    return reading->pabulib->projects.at[project].id;
}

static void project_row(struct reading *reading)
{
    struct pabulib *pabulib = reading->pabulib;
    struct arena *arena = reading->arena;
    const char *id = reading_field(reading, reading->id_column), *cost = reading_field(reading, reading->cost_column);
    struct decimal money = {0};
    if (*id == '\0' || strpbrk(id, ",;\"\n\r") != NULL)
        reading_wrong(reading, "the project has no id that a vote could name.");
    else if (name_find(reading, &reading->project_index, id, strlen(id), project_name_at) != UINT32_MAX)
        reading_wrong(reading, "the project '%s' is there twice.", reading_quote(reading, id));
    else if (!decimal_read(cost, &money) || money.value < 0)
        reading_wrong(reading, "'%s' in the column 'cost' is not a sum of money.", reading_quote(reading, cost));
    if (reading->why != NULL)
        return;
    const char **fields = ARENA_ARRAY(arena, const char *, pabulib->project_columns.n);
    for (size_t i = 0; i < pabulib->project_columns.n; i++)
        fields[i] = arena_dup(arena, reading_field(reading, i));
    bool has_name = reading->name_column != SIZE_MAX && *fields[reading->name_column] != '\0';
    *VEC_PUSH(arena, &pabulib->projects) = (struct pabulib_project){
        .id = fields[reading->id_column], .name = fields[has_name ? reading->name_column : reading->id_column], .fields = fields};
    *VEC_PUSH(arena, &reading->costs) = money;
    *VEC_PUSH(arena, &reading->named_by) = 0;
    name_add(reading, &reading->project_index, (uint32_t)pabulib->projects.n - 1, project_name_at);
}

// --- rows ---

// A row that is nothing but the name of a section.
static enum section section_named(struct reading *reading)
{
    for (size_t i = 1; i < reading->fields.n; i++)
        if (*reading_field(reading, i) != '\0')
            return SECTION_NONE;
    for (enum section section = SECTION_META; section < SECTION_COUNT; section++)
        if (strcasecmp(reading_field(reading, 0), sections[section]) == 0)
            return section;
    return SECTION_NONE;
}

static void section_begin(struct reading *reading, enum section section)
{
    static const char *const needed[] = {"budget", "vote_type"};
    if (reading->is_seen[section])
        reading_wrong(reading, "the section %s is there twice.", sections[section]);
    if (reading->wants_columns && reading->section != SECTION_META)
        reading_wrong(reading, "the section %s has no columns.", sections[reading->section]);
    for (enum section before = SECTION_META; before < section; before++)
        if (!reading->is_seen[before])
            reading_wrong(reading, "the section %s must come before %s.", sections[before], sections[section]);
    for (size_t i = 0; section != SECTION_META && i < sizeof needed / sizeof needed[0]; i++)
        if (pabulib_meta(reading->pabulib, needed[i]) == NULL)
            reading_wrong(reading, "the section META above does not say '%s'.", needed[i]);
    if (section == SECTION_VOTES && reading->max_length == 0)
        reading->max_length = (int64_t)reading->pabulib->projects.n;
    reading->section = section;
    reading->is_seen[section] = reading->wants_columns = true;
}

// As many fields as there are columns; empty ones at the end are left by spreadsheets.
static bool fits_columns(struct reading *reading, const struct strings *columns)
{
    while (reading->fields.n > columns->n && *reading_field(reading, reading->fields.n - 1) == '\0')
        reading->fields.n--;
    if (reading->fields.n != columns->n)
        reading_wrong(reading, "there are %zu fields where %s has %zu columns.", reading->fields.n, sections[reading->section],
                      columns->n);
    return reading->why == NULL;
}

static void row_read(struct reading *reading)
{
    enum section section = section_named(reading);
    if (section != SECTION_NONE)
        section_begin(reading, section);
    else if (reading->section == SECTION_NONE)
        reading_wrong(reading, "the file does not begin with META.");
    else if (reading->section == SECTION_META)
        meta_row(reading);
    else if (reading->wants_columns)
        columns_row(reading);
    else if (reading->section == SECTION_PROJECTS && fits_columns(reading, &reading->pabulib->project_columns))
        project_row(reading);
    else if (reading->section == SECTION_VOTES && fits_columns(reading, &reading->pabulib->vote_columns))
        vote_read(reading);
}

void field_came(void *bytes, size_t n, void *context)
{
    struct reading *reading = context;
    if (n >= reading->row_cap - reading->row_n) {
        size_t cap = 2 * reading->row_cap + n + 1;
        reading->row = arena_grow(reading->arena, reading->row, reading->row_cap, cap);
        reading->row_cap = cap;
    }
    char *field = reading->row + reading->row_n;
    if (n > 0)
        memcpy(field, bytes, n);
    field[n] = '\0';
    *VEC_PUSH(reading->arena, &reading->fields) = reading->row_n;
    reading->row_n += n + 1;
    if (!utf8_is_valid(field, n) || memchr(field, '\0', n) != NULL)
        reading_wrong(reading, "this is not UTF-8 text. Save the file as UTF-8 and try again.");
    for (const char *at = field; (at = memchr(at, '\n', n - (size_t)(at - field))) != NULL; at++)
        reading->line++;
}

void row_ended(int end, void *context)
{
    struct reading *reading = context;
    bool is_empty = true; // an empty line, or the second half of CR LF
    for (size_t i = 0; i < reading->fields.n; i++)
        is_empty = is_empty && *reading_field(reading, i) == '\0';
    if (!is_empty && reading->why == NULL)
        row_read(reading);
    reading->fields.n = reading->row_n = 0;
    if (end == '\n')
        reading->line++;
    reading->row_line = reading->line;
}
