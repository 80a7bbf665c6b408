// styleguide.c - example data for pictures.
#include "app/styleguide.h"

static struct words said(const char *text)
{
    return (struct words){.text = text, .language = LANGUAGE_EN};
}

static void row_add(struct arena *arena, struct picture_scale *scale, struct picture_row row, const char *const *cells, size_t n)
{
    *VEC_PUSH(arena, &scale->rows) = row;
    struct picture_line *line = VEC_PUSH(arena, &scale->table.lines);
    line->name = row.name;
    for (size_t i = 0; i < n; i++)
        *VEC_PUSH(arena, &line->cells) = cells[i];
}

static void heads_add(struct arena *arena, struct picture_scale *scale, const char *const *heads, size_t n)
{
    for (size_t i = 0; i < n; i++)
        *VEC_PUSH(arena, &scale->table.heads) = heads[i];
}

// Five groups around the middle, so that every shape is seen.
static void map_make(struct arena *arena, struct picture_map *map)
{
    static const double middles[PICTURE_GROUPS][2] = {{0, 0.2}, {-3, 1.4}, {3.2, 1.2}, {-2.4, -1.6}, {2.6, -1.5}};
    static const char *const people[PICTURE_GROUPS] = {"48", "30", "24", "18", "fewer than 5, or not shown"};
    struct picture_place places[PICTURE_GROUPS * 6];
    size_t n = 0;
    for (uint32_t g = 0; g < PICTURE_GROUPS; g++)
        for (uint32_t i = 0; i < 6; i++)
            places[n++] = (struct picture_place){middles[g][0] + 0.55 * (double)(i % 3) - 0.55, middles[g][1] + 0.6 * (double)(i / 3),
                                                 1 + (i * 5 + g) % 7, g};
    picture_map_make(arena, places, n, PICTURE_GROUPS, map);
    map->title = "Map of opinions";
    map->about = "Five groups of different shapes.";
    for (size_t g = 0; g < map->groups.n; g++) {
        map->groups.at[g].name = arena_print(arena, "Group %s", map->groups.at[g].letter);
        map->groups.at[g].people = people[g];
    }
    struct picture_line *rest = VEC_PUSH(arena, &map->rest.lines);
    rest->name = said("In no group");
    *VEC_PUSH(arena, &rest->cells) = "7";
}

static void ranking_make_up(struct arena *arena, struct picture_scale *scale)
{
    static const char *const names[] = {"A bus home after the choir", "Childcare on two evenings", "A bench at the stop"};
    static const double scores[] = {0.9, 0.1, -1.0}, errors[] = {0.25, 0.3, 0.4};
    static const char *const heads[] = {"Score", "From", "To"};
    const struct picture_axis axis = {-2, 2};
    *scale = (struct picture_scale){.about = "The disc is the score; the line says how far it may be off.", .left = "seldom preferred",
                                    .right = "often preferred", .zero = picture_at(arena, axis, 0),
                                    .table = {.caption = "Scores with their intervals", .name_head = "What was compared"}};
    heads_add(arena, scale, heads, 3);
    for (size_t i = 0; i < 3; i++) {
        double low = scores[i] - 1.96 * errors[i], high = scores[i] + 1.96 * errors[i];
        const char *cells[] = {arena_print(arena, "%.2f", scores[i]), arena_print(arena, "%.2f", low), arena_print(arena, "%.2f", high)};
        row_add(arena, scale, (struct picture_row){.name = said(names[i]), .low = picture_at(arena, axis, low),
                                                   .high = picture_at(arena, axis, high), .at = picture_at(arena, axis, scores[i]),
                                                   .in_words = arena_print(arena, "Score %s, between %s and %s.", cells[0], cells[1],
                                                                           cells[2])},
                cells, 3);
    }
}

static void change_make_up(struct arena *arena, struct picture_scale *scale)
{
    static const char *const names[] = {"I know whom to ask for help.", "I feel heard in my village."};
    static const double before[] = {2.4, 3.6}, after[] = {3.9, 3.1};
    static const char *const heads[] = {"Before", "After"};
    const struct picture_axis axis = {1, 5};
    *scale = (struct picture_scale){.about = "The empty ring is the mean before, the full disc the mean after.", .left = "1 (not at all)",
                                    .right = "5 (very much)", .table = {.caption = "Means", .name_head = "Question"}};
    heads_add(arena, scale, heads, 2);
    for (size_t i = 0; i < 2; i++) {
        const char *cells[] = {arena_print(arena, "%.1f", before[i]), arena_print(arena, "%.1f", after[i])};
        row_add(arena, scale, (struct picture_row){.name = said(names[i]), .before = picture_at(arena, axis, before[i]),
                                                   .at = picture_at(arena, axis, after[i]),
                                                   .in_words = arena_print(arena, "The mean went from %s to %s.", cells[0], cells[1])},
                cells, 2);
    }
}

const struct styleguide *styleguide_make(struct arena *arena, enum language language)
{
    static const struct picture_count answers[] = {{"1", 2, true, true}, {"2", 5, true, true}, {"3", 11, true, true}, {"4", 8, true, true},
                                                   {"5", 3, true, true}};
    static const struct picture_count hidden[] = {{"1", 0, false, false}, {"2", 0, false, false}, {"3", 11, true, true}, {"4", 8, true, true},
                                                  {"5", 6, true, true}};
    struct styleguide *guide = ARENA_NEW(arena, struct styleguide);
    map_make(arena, &guide->map);
    ranking_make_up(arena, &guide->ranking);
    change_make_up(arena, &guide->change);
    picture_distribution_make(arena, language, answers, 5, &guide->answers);
    picture_distribution_make(arena, language, hidden, 5, &guide->hidden);
    guide->answers.about = guide->hidden.about = "A column for each answer; the taller, the more people.";
    guide->answers.in_words = "1: 2, 2: 5, 3: 11, 4: 8, 5: 3";
    guide->hidden.in_words = "1: not shown, 2: not shown, 3: 11, 4: 8, 5: 6";
    return guide;
}
