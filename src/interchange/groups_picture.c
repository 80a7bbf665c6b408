// groups_picture.c - groups of opinion as a page: the map, and for each group the statements that set it apart.
#include "i18n/format.h"
#include "i18n/message.h"
#include "insight/crowds.h"
#include "interchange/groups_cli.h"
#include "interchange/groups_view.h"
#include "interchange_views.h"

enum { SIGNS_MOST = 150 }; // about as many at most on the map

struct drawing {
    struct arena *arena;
    enum language language;
    const struct groups_report *report;
};

static const char *number(const struct drawing *drawing, size_t n)
{
    return format_number(drawing->arena, drawing->language, (int64_t)n);
}

static void map_fill(const struct drawing *drawing, struct picture_map *map)
{
    const struct groups_report *report = drawing->report;
    size_t people = report->space->participants, least = (people + SIGNS_MOST - 1) / SIGNS_MOST;
    struct point *points = ARENA_ARRAY(drawing->arena, struct point, people + 1);
    struct crowds crowds = {0};
    struct buf about = buf_make(drawing->arena, 128);
    for (size_t g = 0; g < report->groups->k; g++) {
        size_t n = 0;
        for (size_t i = 0; i < people; i++)
            if (report->groups->cluster_of[i] == g)
                points[n++] = (struct point){report->space->points[0][i], report->space->points[1][i]};
        crowds_add(drawing->arena, points, n, least == 0 ? 1 : least, (uint32_t)g, &crowds);
    }
    struct picture_place *places = ARENA_ARRAY(drawing->arena, struct picture_place, crowds.n + 1);
    for (size_t i = 0; i < crowds.n; i++)
        places[i] = (struct picture_place){crowds.at[i].center.x, crowds.at[i].center.y, crowds.at[i].size, crowds.at[i].cluster};
    picture_map_make(drawing->arena, places, crowds.n, report->groups->k, map);
    for (size_t g = 0; g < report->groups->k; g++) {
        struct picture_group *group = &map->groups.at[g];
        group->name = tr_fill(drawing->arena, tr(drawing->language, N_("Group {1}")), &group->letter, 1);
        group->people = number(drawing, report->groups->cluster[g].size);
        buf_print(&about, "%s%s: %s", g == 0 ? "" : ", ", group->name, group->people);
    }
    map->title = tr(drawing->language, N_("Map of opinions"));
    map->about = buf_text(&about);
}

static void table_fill(const struct drawing *drawing, const char *caption, const struct opinion_cluster *cluster, struct picture_table *table)
{
    table->caption = caption;
    table->name_head = tr(drawing->language, N_("What was said"));
    *VEC_PUSH(drawing->arena, &table->heads) = tr(drawing->language, N_("Agree"));
    *VEC_PUSH(drawing->arena, &table->heads) = tr(drawing->language, N_("Not sure"));
    *VEC_PUSH(drawing->arena, &table->heads) = tr(drawing->language, N_("Disagree"));
    for (size_t i = 0; i < cluster->representative_count; i++) {
        size_t statement = cluster->representative[i].statement;
        const struct answers *answers = &cluster->answers[statement];
        struct picture_line *line = VEC_PUSH(drawing->arena, &table->lines);
        line->name = (struct words){.text = drawing->report->table->words[statement], .language = drawing->language};
        *VEC_PUSH(drawing->arena, &line->cells) = number(drawing, answers->agree);
        *VEC_PUSH(drawing->arena, &line->cells) = number(drawing, answers->unsure);
        *VEC_PUSH(drawing->arena, &line->cells) = number(drawing, answers->disagree);
    }
}

struct body groups_picture(struct arena *arena, enum language language, const struct groups_report *report)
{
    const struct drawing drawing = {arena, language, report};
    struct groups_picture *picture = ARENA_NEW(arena, struct groups_picture);
    const struct vote_matrix *matrix = &report->table->matrix;
    const char *counts[] = {number(&drawing, matrix->participants), number(&drawing, matrix->statements),
                            number(&drawing, matrix->begins[matrix->participants])};
    picture->title = *report->table->topic != '\0' ? report->table->topic : tr(language, N_("Who answered alike"));
    picture->counts = tr_fill(arena, tr(language, N_("People: {1}. Statements: {2}. Answers: {3}.")), counts, 3);
    map_fill(&drawing, &picture->map);
    for (size_t g = 0; g < report->groups->k; g++) {
        const char *name = picture->map.groups.at[g].name;
        table_fill(&drawing, tr_fill(arena, tr(language, N_("{1}: what sets it apart")), &name, 1), &report->groups->cluster[g],
                   VEC_PUSH(arena, &picture->tables));
    }
    return body_groups_picture(picture);
}
