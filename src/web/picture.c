// picture.c - from numbers to places in a picture.
#include "web/picture.h"

#include <assert.h>
#include <math.h>

#include "i18n/format.h"

// --- the map ---

enum { WIDTH = 640, HEIGHT = 400, MARGIN = 34, LEAST = 7, MORE = 11, RADII = LEAST + MORE + 1 };

struct frame {
    double scale, x, y; // x and y: the middle of all places
};

static struct frame frame_of(const struct picture_place *places, size_t n)
{
    struct frame frame = {.scale = 1};
    if (n == 0)
        return frame;
    double left = places[0].x, right = left, low = places[0].y, high = low;
    for (size_t i = 1; i < n; i++) {
        left = places[i].x < left ? places[i].x : left;
        right = places[i].x > right ? places[i].x : right;
        low = places[i].y < low ? places[i].y : low;
        high = places[i].y > high ? places[i].y : high;
    }
    double across = right > left ? (WIDTH - 2 * MARGIN) / (right - left) : HUGE_VAL;
    double up = high > low ? (HEIGHT - 2 * MARGIN) / (high - low) : HUGE_VAL;
    double scale = across < up ? across : up;
    return (struct frame){.scale = isfinite(scale) ? scale : 1, .x = (left + right) / 2, .y = (low + high) / 2};
}

// The shape of each group from its upper or left corner on, where the pen stands already, for a radius.
static const char *shape_of(struct arena *arena, uint32_t group, int r)
{
    switch (group) {
    case 0: // a disc
        return arena_print(arena, "a%d %d 0 1 0 %d 0a%d %d 0 1 0 -%d 0z", r, r, 2 * r, r, r, 2 * r);
    case 1: // a triangle
        return arena_print(arena, "l%d %dh-%dz", r + 1, 2 * r, 2 * r + 2);
    case 2: // a square
        return arena_print(arena, "h%dv%dh-%dz", 2 * r - 2, 2 * r - 2, 2 * r - 2);
    case 3: // a lozenge
        return arena_print(arena, "l%d %dl-%d %dl-%d -%dz", r + 1, r + 2, r + 1, r + 2, r + 1, r + 2);
    default: { // a cross
        int arm = (2 * r) / 3;
        return arena_print(arena, "h%dv%dh%dv%dh-%dv%dh-%dv-%dh-%dv-%dh%dz", arm, arm, arm, arm, arm, arm, arm, arm, arm, arm, arm);
    }
    }
}

// Where the pen begins to draw a sign around a place.
static void begin_of(uint32_t group, int r, int *x, int *y)
{
    int arm = (2 * r) / 3;
    *x -= group == 0 ? r : group == 2 ? r - 1 : group == 4 ? arm / 2 : 0;
    *y -= group == 1 ? r + 1 : group == 2 ? r - 1 : group == 3 ? r + 2 : group == 4 ? arm + arm / 2 : 0;
}

static void sign_add(struct arena *arena, struct buf *path, uint32_t group, int r, int x, int y, const char *shapes[RADII])
{
    if (shapes[r] == NULL)
        shapes[r] = shape_of(arena, group, r);
    begin_of(group, r, &x, &y);
    buf_add_char(path, 'M');
    buf_add_int(path, x);
    buf_add_char(path, ' ');
    buf_add_int(path, y);
    buf_add_text(path, shapes[r]);
}

static int radius_of(uint32_t people, uint32_t most)
{
    return most <= 1 ? LEAST + 3 : LEAST + (int)lround(MORE * sqrt((double)people / most));
}

void picture_map_make(struct arena *arena, const struct picture_place *places, size_t n, size_t k, struct picture_map *ret_map)
{
    static const char *const letters[PICTURE_GROUPS] = {"A", "B", "C", "D", "E"};
    static const char *const classes[PICTURE_GROUPS] = {"g1", "g2", "g3", "g4", "g5"};
    assert(k <= PICTURE_GROUPS);
    struct picture_map map = {0};
    struct frame frame = frame_of(places, n);
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = places[i].people > most ? places[i].people : most;
    for (uint32_t g = 0; g < k; g++) {
        const char *shapes[RADII] = {0};
        struct buf path = buf_make(arena, 1024), sign = buf_make(arena, 64);
        double x = 0, y = 0, people = 0;
        for (size_t i = 0; i < n; i++) {
            if (places[i].group != g)
                continue;
            double right = WIDTH / 2.0 + (places[i].x - frame.x) * frame.scale, down = HEIGHT / 2.0 - (places[i].y - frame.y) * frame.scale;
            sign_add(arena, &path, g, radius_of(places[i].people, most), (int)lround(right), (int)lround(down), shapes);
            x += right * places[i].people;
            y += down * places[i].people;
            people += places[i].people;
        }
        sign_add(arena, &sign, g, LEAST + 2, 0, 0, shapes);
        *VEC_PUSH(arena, &map.groups) = (struct picture_group){
            .letter = letters[g], .class_ = classes[g], .is_hollow = g % 2 == 1, .path = buf_text(&path), .sign = buf_text(&sign),
            .x = arena_print(arena, "%.0f", people > 0 ? x / people : WIDTH / 2.0),
            .y = arena_print(arena, "%.0f", people > 0 ? y / people : HEIGHT / 2.0)};
    }
    *ret_map = map;
}

// --- rows on one scale ---

struct picture_axis picture_axis_over(const double *values, size_t n)
{
    struct picture_axis axis = {n == 0 ? 0 : values[0], n == 0 ? 0 : values[0]};
    for (size_t i = 1; i < n; i++) {
        axis.low = values[i] < axis.low ? values[i] : axis.low;
        axis.high = values[i] > axis.high ? values[i] : axis.high;
    }
    double margin = axis.high > axis.low ? (axis.high - axis.low) / 20 : 1;
    return (struct picture_axis){axis.low - margin, axis.high + margin};
}

const char *picture_at(struct arena *arena, struct picture_axis axis, double value)
{
    double share = 100 * (value - axis.low) / (axis.high - axis.low);
    return arena_print(arena, "%.1f%%", !(share > 0) ? 0 : share > 100 ? 100 : share);
}

// --- columns ---

void picture_distribution_make(struct arena *arena, enum language language, const struct picture_count *counts, size_t n,
                               struct picture_distribution *ret_distribution)
{
    enum { TOP = 20, BOTTOM = 80, ABOVE = 9 }; // numbers stand above the bars, labels below
    int64_t most = 1;
    struct picture_columns columns = {0};
    for (size_t i = 0; i < n; i++)
        most = counts[i].has_bar && counts[i].n > most ? counts[i].n : most;
    for (size_t i = 0; i < n; i++) {
        double wide = 100.0 / (double)n, left = wide * (double)i;
        double tall = counts[i].has_bar ? (BOTTOM - TOP) * (double)counts[i].n / (double)most : 0;
        *VEC_PUSH(arena, &columns) = (struct picture_column){
            .x = arena_print(arena, "%.1f%%", left + wide * 0.15), .width = arena_print(arena, "%.1f%%", wide * 0.7),
            .middle = arena_print(arena, "%.1f%%", left + wide / 2), .y = arena_print(arena, "%.1f%%", BOTTOM - tall),
            .height = arena_print(arena, "%.1f%%", tall), .number_y = arena_print(arena, "%.1f%%", BOTTOM - tall - ABOVE),
            .label = counts[i].label,
            .number = counts[i].is_shown ? format_number(arena, language, counts[i].n) : counts[i].has_bar ? "" : "?"};
    }
    ret_distribution->columns = columns;
}
