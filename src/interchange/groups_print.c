// groups_print.c - the findings of `sempre groups` for people, for programs and for a spreadsheet.
#include <inttypes.h>

#include "interchange/groups_cli.h"
#include "interchange/print_parts.h"

static enum err written(FILE *out)
{
    return ferror(out) ? ERR_STORE : OK;
}

// --- text ---

static void print_representative(struct arena *arena, const struct groups_report *report, const struct representative *one, FILE *out)
{
    enum { SIGNS = 84 };
    fprintf(out, "  %-8s %3.0f %% of %4" PRIu32 "  %5" PRId64 "  %s\n", one->is_agree ? "agree" : "disagree",
            one->trials == 0 ? 0 : 100.0 * one->successes / one->trials, one->trials, report->table->statement_id[one->statement],
            one_line(arena, report->table->words[one->statement], SIGNS));
}

enum err groups_print_text(struct arena *arena, const struct groups_report *report, FILE *out)
{
    const struct opinion_table *table = report->table;
    const struct vote_matrix *matrix = &table->matrix;
    const struct opinion_clusters *groups = report->groups;
    size_t grouped = 0;
    for (size_t g = 0; g < groups->k; g++)
        grouped += groups->cluster[g].size;
    if (*table->topic != '\0')
        fprintf(out, "%s\n", table->topic);
    fprintf(out, "%zu people, %zu statements (%zu moderated out), %zu votes\n", matrix->participants, matrix->statements,
            matrix->out_count, matrix->begins[matrix->participants]);
    if (groups->k == 0)
        fputs("No groups can be told apart: too few people voted, or all stand in one place.\n", out);
    else
        fprintf(out, "%zu groups of %zu people who voted on enough statements; they part with a silhouette of %.2f\n", groups->k,
                grouped, groups->silhouette);
    for (size_t g = 0; g < groups->k; g++) {
        fprintf(out, "\nGroup %zu: %zu people. What tells them from the others:\n", g + 1, groups->cluster[g].size);
        for (size_t i = 0; i < groups->cluster[g].representative_count; i++)
            print_representative(arena, report, &groups->cluster[g].representative[i], out);
    }
    if (groups->agreed_count + groups->disagreed_count > 0)
        fputs("\nWhat most people think:\n", out);
    for (size_t i = 0; i < groups->agreed_count; i++)
        print_representative(arena, report, &groups->agreed[i], out);
    for (size_t i = 0; i < groups->disagreed_count; i++)
        print_representative(arena, report, &groups->disagreed[i], out);
    return written(out);
}

// --- JSON ---

static json_t *id_json(int64_t id)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, id);
    return json_string(text);
}

static json_t *numbers_json(const double *numbers, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, real_json(numbers[i]));
    return list;
}

static json_t *by_statement_json(const struct opinion_table *table, const double *numbers)
{
    json_t *object = json_object();
    for (size_t i = 0; i < table->matrix.statements; i++) {
        char text[24];
        snprintf(text, sizeof text, "%" PRId64, table->statement_id[i]);
        json_put(object, text, real_json(numbers[i]));
    }
    return object;
}

static json_t *representative_json(const struct opinion_table *table, const struct representative *one, bool is_of_group)
{
    json_t *object = json_object();
    json_put(object, "statement", id_json(table->statement_id[one->statement]));
    json_put(object, "text", json_string(table->words[one->statement]));
    json_put(object, "for", json_string(one->is_agree ? "agree" : "disagree"));
    json_put(object, "successes", json_integer(one->successes));
    json_put(object, "trials", json_integer(one->trials));
    json_put(object, "p_success", real_json(one->p_success));
    json_put(object, "p_test", real_json(one->p_test));
    if (is_of_group) {
        json_put(object, "repness", real_json(one->repness));
        json_put(object, "repness_test", real_json(one->repness_test));
    }
    return object;
}

static json_t *list_json(const struct opinion_table *table, const struct representative *list, size_t n, bool is_of_group)
{
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(array, representative_json(table, &list[i], is_of_group));
    return array;
}

static json_t *people_json(const struct groups_report *report)
{
    json_t *list = json_array();
    for (size_t i = 0; i < report->table->matrix.participants; i++) {
        uint32_t group = report->groups->cluster_of[i];
        json_t *one = json_object();
        json_put(one, "id", id_json(report->table->participant_id[i]));
        json_put(one, "x", real_json(report->space->points[0][i]));
        json_put(one, "y", real_json(report->space->points[1][i]));
        json_put(one, "group", group == NO_CLUSTER ? json_null() : json_integer(group));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *groups_json(const struct groups_report *report)
{
    json_t *list = json_array();
    for (size_t g = 0; g < report->groups->k; g++) {
        const struct opinion_cluster *group = &report->groups->cluster[g];
        json_t *one = json_object();
        json_put(one, "id", json_integer((json_int_t)g));
        json_put(one, "size", json_integer((json_int_t)group->size));
        json_put(one, "x", real_json(group->x));
        json_put(one, "y", real_json(group->y));
        json_put(one, "representative", list_json(report->table, group->representative, group->representative_count, true));
        json_array_append_new(list, one);
    }
    return list;
}

enum err groups_print_json(const struct groups_report *report, FILE *out)
{
    const struct opinion_table *table = report->table;
    const struct opinion_clusters *groups = report->groups;
    json_t *root = json_object(), *statements = json_array(), *moderated = json_array(), *axes = json_array();
    json_t *majority = json_object();
    for (size_t i = 0; i < table->matrix.statements; i++) {
        json_array_append_new(statements, id_json(table->statement_id[i]));
        if (table->matrix.is_out[i])
            json_array_append_new(moderated, id_json(table->statement_id[i]));
    }
    for (size_t axis = 0; axis < OPINION_AXES; axis++)
        json_array_append_new(axes, numbers_json(report->space->axes[axis], table->matrix.statements));
    json_put(majority, "agree", list_json(table, groups->agreed, groups->agreed_count, false));
    json_put(majority, "disagree", list_json(table, groups->disagreed, groups->disagreed_count, false));
    json_put(root, "statements", statements);
    json_put(root, "moderated_out", moderated);
    json_put(root, "center", numbers_json(report->space->center, table->matrix.statements));
    json_put(root, "components", axes);
    json_put(root, "participants", people_json(report));
    json_put(root, "groups", groups_json(report));
    json_put(root, "silhouette", real_json(groups->silhouette));
    json_put(root, "group_aware_consensus", by_statement_json(table, groups->consensus));
    json_put(root, "majority", majority);
    json_put(root, "priorities", by_statement_json(table, groups->priority));
    json_put(root, "extremity", by_statement_json(table, report->space->extremity));
    return json_print(root, out);
}

// --- CSV: the people ---

enum err groups_print_csv(const struct groups_report *report, FILE *out)
{
    fputs("participant,x,y,group\r\n", out);
    for (size_t i = 0; i < report->table->matrix.participants; i++) {
        fprintf(out, "%" PRId64 ",%.15g,%.15g,", report->table->participant_id[i], report->space->points[0][i],
                report->space->points[1][i]);
        if (report->groups->cluster_of[i] != NO_CLUSTER)
            fprintf(out, "%" PRIu32, report->groups->cluster_of[i]);
        fputs("\r\n", out);
    }
    return written(out);
}
