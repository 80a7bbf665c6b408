// pabulib_write.c - a budget as a .pb file again.
#include <csv.h>
#include <string.h>

#include "interchange/pabulib.h"

// Quoted only where it must be: the reader takes white space off what is not.
static void field_write(FILE *out, const char *text)
{
    size_t n = strlen(text);
    bool is_bare = strpbrk(text, ";\"\r\n") == NULL && (n == 0 || (strchr(" \t", text[0]) == NULL && strchr(" \t", text[n - 1]) == NULL));
    if (is_bare)
        fputs(text, out);
    else
        csv_fwrite(out, text, n);
}

static void columns_write(FILE *out, const struct strings *columns, const char *added)
{
    for (size_t i = 0; i < columns->n; i++) {
        fputs(i == 0 ? "" : ";", out);
        field_write(out, columns->at[i]);
    }
    fprintf(out, "%s%s\n", added == NULL ? "" : ";", added == NULL ? "" : added);
}

static void projects_write(const struct pabulib *pabulib, const bool *selected, FILE *out)
{
    size_t column = SIZE_MAX;
    for (size_t i = 0; selected != NULL && i < pabulib->project_columns.n; i++)
        if (strcmp(pabulib->project_columns.at[i], "selected") == 0)
            column = i;
    bool is_added = selected != NULL && column == SIZE_MAX;
    fputs("PROJECTS\n", out);
    columns_write(out, &pabulib->project_columns, is_added ? "selected" : NULL);
    for (size_t project = 0; project < pabulib->projects.n; project++) {
        for (size_t i = 0; i < pabulib->project_columns.n; i++) {
            fputs(i == 0 ? "" : ";", out);
            field_write(out, i == column ? (selected[project] ? "1" : "0") : pabulib->projects.at[project].fields[i]);
        }
        fputs(!is_added ? "\n" : selected[project] ? ";1\n" : ";0\n", out);
    }
}

static void ballot_write(struct arena *arena, const struct pabulib *pabulib, uint32_t voter, bool points, FILE *out)
{
    const struct budget *budget = &pabulib->budget;
    for (size_t i = budget->ballot_at[voter]; i < budget->ballot_at[voter + 1]; i++) {
        fputs(i == budget->ballot_at[voter] ? "" : ",", out);
        fputs(points ? pabulib_number(arena, budget->ballot_points[i], pabulib->points_unit)
                     : pabulib->projects.at[budget->ballot_projects[i]].id, out);
    }
}

static void votes_write(const struct pabulib *pabulib, FILE *out)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    fputs("VOTES\n", out);
    columns_write(out, &pabulib->vote_columns, NULL);
    const char *field = pabulib->voters;
    for (uint32_t voter = 0; voter < pabulib->budget.voters; voter++) {
        for (size_t i = 0; i < pabulib->vote_columns.n; i++, field += strlen(field) + 1) {
            fputs(i == 0 ? "" : ";", out);
            if (i == pabulib->vote_column || i == pabulib->points_column)
                ballot_write(scratch, pabulib, voter, i == pabulib->points_column, out);
            else
                field_write(out, field);
        }
        fputc('\n', out);
        arena_reset(scratch);
    }
}

enum err pabulib_write(const struct pabulib *pabulib, const bool *selected, FILE *out)
{
    fputs("META\nkey;value\n", out);
    for (size_t i = 0; i < pabulib->meta.n; i++) {
        field_write(out, pabulib->meta.at[i].key);
        fputc(';', out);
        field_write(out, pabulib->meta.at[i].value);
        fputc('\n', out);
    }
    projects_write(pabulib, selected, out);
    votes_write(pabulib, out);
    return ferror(out) ? ERR_STORE : OK;
}
