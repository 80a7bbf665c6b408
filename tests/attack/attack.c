// attack.c - for each hidden count and each value it should be able to have: narrows all limits until they contradict each other, or
// looks for a whole table of counts with this value in which everything holds.
#include "attack.h"

#include <assert.h>
#include "table.h"

#define FAR TABLE_FAR

struct equation { // 0 = sum of the unknowns with their signs; with `may_exceed` the sum may be more
    uint32_t *unknown;
    int8_t *sign;
    size_t n;
    bool may_exceed;
    bool is_waiting;
};

struct unknown {
    int64_t low, high;
    uint32_t *equations;
    size_t n;
};

struct saved {
    uint32_t unknown;
    int64_t low, high;
};

struct knowledge {
    const struct pages *pages;
    uint32_t *unknown_of; // pages x cells; UINT32_MAX where not there
    struct unknown *unknowns;
    struct equation *equations;
    size_t unknowns_n, equations_n;
    struct saved *trail;
    size_t trail_n, trail_cap;
    uint32_t *waiting;
    size_t waiting_n;
    struct table *table;
};

// --- reading the pages ---

static uint32_t at(const struct knowledge *knowledge, size_t page, uint32_t cell)
{
    return knowledge->unknown_of[page * knowledge->pages->cells + cell];
}

static const struct page_cell *look(const struct pages *pages, size_t page, uint32_t cell)
{
    return &pages->cell[page * pages->cells + cell];
}

static void clip(struct unknown *unknown, int64_t low, int64_t high)
{
    unknown->low = low > unknown->low ? low : unknown->low;
    unknown->high = high < unknown->high ? high : unknown->high;
}

static bool was_seen(const struct pages *pages, size_t page, uint32_t cell)
{
    bool was = false;
    for (size_t p = 0; p < page && !was; p++)
        was = look(pages, p, cell)->sight == SEEN || look(pages, p, cell)->sight == ALMOST;
    return was;
}

static void read_cell(struct knowledge *knowledge, size_t page, uint32_t cell)
{
    const struct pages *pages = knowledge->pages;
    const struct page_cell *here = look(pages, page, cell);
    struct unknown *unknown = &knowledge->unknowns[at(knowledge, page, cell)];
    const struct page_cell *whole = pages->whole[cell] == UINT32_MAX ? NULL : look(pages, page, pages->whole[cell]);
    bool is_whole_known = whole != NULL && whole->sight == SEEN && whole->is_current;
    switch (here->sight) {
    case SEEN:
        if (here->is_current)
            clip(unknown, here->seen, here->seen);
        else if (here->is_close)
            clip(unknown, here->seen - pages->small + 1, here->seen + pages->small - 1);
        break;
    case BLANK:
        if (pages->keeps_rules && page > 0 && was_seen(pages, page, cell) && look(pages, page - 1, cell)->sight != BLANK)
            clip(unknown, 0, pages->small - 1);
        if (pages->keeps_rules && is_whole_known && whole->seen >= 2 * pages->small - 1 && !was_seen(pages, page, cell))
            clip(unknown, 0, whole->seen - pages->small); // it would be "nearly all" else
        break;
    case ALMOST:
        if (here->is_current) {
            clip(unknown, here->seen - pages->small + 1, here->seen);
            clip(unknown, pages->small, FAR);
        }
        break;
    case NOT_THERE:
        break;
    }
}

static void read_pages(struct knowledge *knowledge, struct arena *arena)
{
    const struct pages *pages = knowledge->pages;
    knowledge->unknown_of = ARENA_ARRAY(arena, uint32_t, pages->n * pages->cells);
    knowledge->unknowns = ARENA_ARRAY(arena, struct unknown, pages->n * pages->cells);
    for (size_t p = 0; p < pages->n; p++)
        for (uint32_t c = 0; c < pages->cells; c++) {
            uint32_t *unknown = &knowledge->unknown_of[p * pages->cells + c];
            *unknown = UINT32_MAX;
            if (look(pages, p, c)->sight == NOT_THERE)
                continue;
            *unknown = look(pages, p, c)->is_same ? at(knowledge, p - 1, c) : (uint32_t)knowledge->unknowns_n++;
            if (!look(pages, p, c)->is_same)
                knowledge->unknowns[*unknown] = (struct unknown){.high = FAR};
        }
    for (size_t p = 0; p < pages->n; p++)
        for (uint32_t c = 0; c < pages->cells; c++)
            if (at(knowledge, p, c) != UINT32_MAX)
                read_cell(knowledge, p, c);
}

static void equate(struct knowledge *knowledge, struct arena *arena, size_t page, const struct attacked_sum *sum)
{
    if (at(knowledge, page, sum->total) == UINT32_MAX)
        return; // a total of which there is no line says nothing of its parts
    struct equation *equation = &knowledge->equations[knowledge->equations_n++];
    *equation = (struct equation){ARENA_ARRAY(arena, uint32_t, sum->n + 1), ARENA_ARRAY(arena, int8_t, sum->n + 1), 0, false, false};
    for (size_t i = 0; i <= sum->n; i++) {
        uint32_t unknown = at(knowledge, page, i < sum->n ? sum->parts[i] : sum->total);
        if (unknown == UINT32_MAX)
            continue;
        equation->unknown[equation->n] = unknown;
        equation->sign[equation->n++] = i < sum->n ? 1 : -1;
    }
}

static void compare(struct knowledge *knowledge, struct arena *arena, uint32_t now, uint32_t before)
{
    struct equation *equation = &knowledge->equations[knowledge->equations_n++];
    *equation = (struct equation){ARENA_ARRAY(arena, uint32_t, 2), ARENA_ARRAY(arena, int8_t, 2), 2, true, false};
    equation->unknown[0] = now, equation->unknown[1] = before;
    equation->sign[0] = 1, equation->sign[1] = -1;
}

static void find_equations(struct knowledge *knowledge, struct arena *arena)
{
    const struct pages *pages = knowledge->pages;
    knowledge->equations = ARENA_ARRAY(arena, struct equation, pages->n * (pages->sums_n + pages->cells));
    for (size_t p = 0; p < pages->n; p++) {
        for (size_t s = 0; s < pages->sums_n; s++)
            equate(knowledge, arena, p, &pages->sums[s]);
        for (uint32_t c = 0; p > 0 && pages->only_grows && c < pages->cells; c++) {
            uint32_t before = at(knowledge, p - 1, c), now = at(knowledge, p, c);
            if (before != UINT32_MAX && now != UINT32_MAX && before != now)
                compare(knowledge, arena, now, before);
        }
    }
    for (size_t e = 0; e < knowledge->equations_n; e++)
        for (size_t i = 0; i < knowledge->equations[e].n; i++)
            knowledge->unknowns[knowledge->equations[e].unknown[i]].n++;
    for (size_t u = 0; u < knowledge->unknowns_n; u++) {
        knowledge->unknowns[u].equations = ARENA_ARRAY(arena, uint32_t, knowledge->unknowns[u].n + 1);
        knowledge->unknowns[u].n = 0;
    }
    for (uint32_t e = 0; e < knowledge->equations_n; e++)
        for (size_t i = 0; i < knowledge->equations[e].n; i++) {
            struct unknown *unknown = &knowledge->unknowns[knowledge->equations[e].unknown[i]];
            unknown->equations[unknown->n++] = e;
        }
    knowledge->waiting = ARENA_ARRAY(arena, uint32_t, knowledge->equations_n + 1);
}

// --- narrowing limits ---

static void wait_for(struct knowledge *knowledge, uint32_t e)
{
    if (knowledge->equations[e].is_waiting)
        return;
    knowledge->equations[e].is_waiting = true;
    knowledge->waiting[knowledge->waiting_n++] = e;
}

// False: nothing is left.
static bool limit(struct knowledge *knowledge, struct arena *arena, uint32_t u, int64_t low, int64_t high)
{
    struct unknown *unknown = &knowledge->unknowns[u];
    if (low <= unknown->low && high >= unknown->high)
        return true;
    if (knowledge->trail_n == knowledge->trail_cap) {
        size_t cap = knowledge->trail_cap * 2 + 1024;
        knowledge->trail = arena_grow(arena, knowledge->trail, knowledge->trail_cap * sizeof(struct saved), cap * sizeof(struct saved));
        knowledge->trail_cap = cap;
    }
    knowledge->trail[knowledge->trail_n++] = (struct saved){u, unknown->low, unknown->high};
    clip(unknown, low, high);
    for (size_t i = 0; i < unknown->n; i++)
        wait_for(knowledge, unknown->equations[i]);
    return unknown->low <= unknown->high;
}

static void go_back(struct knowledge *knowledge, size_t trail_n)
{
    while (knowledge->trail_n > trail_n) {
        const struct saved *saved = &knowledge->trail[--knowledge->trail_n];
        knowledge->unknowns[saved->unknown].low = saved->low;
        knowledge->unknowns[saved->unknown].high = saved->high;
    }
    while (knowledge->waiting_n > 0)
        knowledge->equations[knowledge->waiting[--knowledge->waiting_n]].is_waiting = false;
}

static bool narrow_equation(struct knowledge *knowledge, struct arena *arena, const struct equation *equation)
{
    int64_t least = 0, most = 0;
    for (size_t i = 0; i < equation->n; i++) {
        const struct unknown *unknown = &knowledge->unknowns[equation->unknown[i]];
        least += equation->sign[i] > 0 ? unknown->low : -unknown->high;
        most += equation->sign[i] > 0 ? unknown->high : -unknown->low;
    }
    if (most < 0 || (least > 0 && !equation->may_exceed))
        return false;
    for (size_t i = 0; i < equation->n; i++) {
        uint32_t u = equation->unknown[i];
        int64_t low = knowledge->unknowns[u].low, high = knowledge->unknowns[u].high;
        bool is_open = equation->may_exceed; // then only the greatest sum counts
        bool is_fine = equation->sign[i] > 0 ? limit(knowledge, arena, u, high - most, is_open ? high : low - least)
                                             : limit(knowledge, arena, u, is_open ? low : high + least, low + most);
        if (!is_fine)
            return false;
    }
    return true;
}

static bool narrow(struct knowledge *knowledge, struct arena *arena)
{
    while (knowledge->waiting_n > 0) {
        uint32_t e = knowledge->waiting[--knowledge->waiting_n];
        knowledge->equations[e].is_waiting = false;
        if (!narrow_equation(knowledge, arena, &knowledge->equations[e]))
            return false;
    }
    return true;
}

// --- one value ---

static void make_table(struct knowledge *knowledge, struct arena *arena)
{
    knowledge->table = table_new(arena, knowledge->unknowns_n, knowledge->equations_n);
    for (uint32_t u = 0; u < knowledge->unknowns_n; u++)
        table_limit(knowledge->table, u, knowledge->unknowns[u].low, knowledge->unknowns[u].high);
    for (size_t e = 0; e < knowledge->equations_n; e++) {
        const struct equation *equation = &knowledge->equations[e];
        table_equate(knowledge->table, equation->unknown, equation->sign, equation->n, equation->may_exceed);
    }
}

enum verdict { POSSIBLE, EXCLUDED, UNDECIDED };

static enum verdict try_value(struct knowledge *knowledge, struct arena *arena, uint32_t u, int64_t value)
{
    size_t before = knowledge->trail_n;
    if (table_has(knowledge->table, u, value))
        return POSSIBLE;
    bool is_narrowed = limit(knowledge, arena, u, value, value) && narrow(knowledge, arena);
    go_back(knowledge, before);
    if (!is_narrowed)
        return EXCLUDED;
    enum found found = table_find(knowledge->table, u, value);
    return found == FOUND ? POSSIBLE : found == NONE ? EXCLUDED : UNDECIDED;
}

// --- the attack ---

static size_t values_to_try(const struct pages *pages, size_t page, uint32_t cell, int64_t values[3])
{
    const struct page_cell *here = look(pages, page, cell);
    int64_t off = pages->small - 1;
    if (here->sight == BLANK) {
        values[0] = 0, values[1] = off;
        return 2;
    }
    if (here->sight == ALMOST) {
        values[0] = here->seen;
        values[1] = values[0] - off;
        return 2;
    }
    if (here->sight != SEEN || here->is_current)
        return 0;
    values[0] = here->seen;
    values[1] = here->seen + off;
    values[2] = here->seen - off; // instead of the second
    return 3;
}

static void note(struct attack *attack, enum verdict verdict, size_t page, uint32_t cell, int64_t value)
{
    attack->tried++;
    if (verdict != POSSIBLE && attack->excluded + attack->undecided == 0) {
        attack->page = page;
        attack->first_cell = cell;
        attack->first_value = value;
    }
    attack->excluded += verdict == EXCLUDED;
    attack->undecided += verdict == UNDECIDED;
}

struct attack attack_pages(struct arena *arena, const struct pages *pages)
{
    struct knowledge knowledge = {.pages = pages};
    struct attack attack = {0};
    read_pages(&knowledge, arena);
    find_equations(&knowledge, arena);
    for (uint32_t e = 0; e < knowledge.equations_n; e++)
        wait_for(&knowledge, e);
    bool is_sound = narrow(&knowledge, arena);
    assert(is_sound); // what is published is true
    make_table(&knowledge, arena);
    for (size_t p = 0; p < pages->n; p++)
        for (uint32_t c = 0; c < pages->cells; c++) {
            int64_t values[3];
            size_t n = values_to_try(pages, p, c, values);
            for (size_t i = 0; i < n && i < 2; i++) {
                enum verdict verdict = try_value(&knowledge, arena, at(&knowledge, p, c), values[i]);
                if (i == 1 && n == 3 && verdict != POSSIBLE && !pages->only_grows) {
                    enum verdict other = try_value(&knowledge, arena, at(&knowledge, p, c), values[2]);
                    verdict = other == POSSIBLE ? POSSIBLE : verdict == UNDECIDED ? UNDECIDED : other;
                }
                note(&attack, verdict, p, c, values[i]);
            }
        }
    return attack;
}
