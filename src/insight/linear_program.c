// linear_program.c - linear and integer programs by GLPK.
#include "insight/linear_program.h"

#include <assert.h>
#include <glpk.h>
#include <stdbool.h>

struct linear_program {
    struct arena *arena;
    glp_prob *problem;
    size_t columns;
    size_t rows;
    bool is_whole; // the last solution is one in whole numbers
    int *kept;     // the basis to begin from: of the columns, then of the rows; NULL: none yet
    size_t kept_rows;
};

struct linear_program *linear_program_new(struct arena *arena, size_t columns)
{
    struct linear_program *program = ARENA_NEW(arena, struct linear_program);
    *program = (struct linear_program){.arena = arena, .columns = columns};
    glp_term_out(GLP_OFF);
    program->problem = glp_create_prob();
    if (columns > 0)
        glp_add_cols(program->problem, (int)columns);
    for (size_t i = 0; i < columns; i++) {
        glp_set_col_bnds(program->problem, (int)i + 1, GLP_FX, 0, 0);
        glp_set_col_kind(program->problem, (int)i + 1, GLP_IV);
    }
    return program;
}

void linear_program_cleanup(struct linear_program **program)
{
    if (*program != NULL)
        glp_delete_prob((*program)->problem);
}

static int bounds_kind(int64_t low, int64_t high)
{
    return low == high ? GLP_FX : high == LINEAR_ENDLESS ? GLP_LO : GLP_DB;
}

void linear_program_row(struct linear_program *program, const struct linear_term *terms, size_t n, int64_t low, int64_t high)
{
    int *columns = ARENA_ARRAY(program->arena, int, n + 1); // GLPK counts from 1
    double *factors = ARENA_ARRAY(program->arena, double, n + 1);
    for (size_t i = 0; i < n; i++) {
        columns[i + 1] = (int)terms[i].column + 1;
        factors[i + 1] = terms[i].factor;
    }
    int row = glp_add_rows(program->problem, 1);
    program->rows++;
    glp_set_row_bnds(program->problem, row, bounds_kind(low, high), (double)low, (double)high);
    glp_set_mat_row(program->problem, row, (int)n, columns, factors);
}

void linear_program_bounds(struct linear_program *program, uint32_t column, int64_t low, int64_t high)
{
    assert(column < program->columns && low <= high);
    glp_set_col_bnds(program->problem, (int)column + 1, bounds_kind(low, high), (double)low, (double)high);
}

void linear_program_cost(struct linear_program *program, uint32_t column, double cost)
{
    assert(column < program->columns);
    glp_set_obj_coef(program->problem, (int)column + 1, cost);
}

enum linear_outcome linear_program_solve(struct linear_program *program)
{
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    program->is_whole = false;
    if (glp_simplex(program->problem, &options) != 0) {
        glp_std_basis(program->problem); // the basis before had become singular
        if (glp_simplex(program->problem, &options) != 0)
            return LINEAR_FAILED;
    }
    switch (glp_get_status(program->problem)) {
    case GLP_OPT:
        return LINEAR_SOLVED;
    case GLP_UNBND:
        return LINEAR_UNBOUNDED;
    case GLP_NOFEAS:
        return LINEAR_IMPOSSIBLE;
    default:
        return LINEAR_FAILED;
    }
}

void linear_program_keep(struct linear_program *program)
{
    if (program->kept_rows != program->rows || program->kept == NULL)
        program->kept = ARENA_ARRAY(program->arena, int, program->columns + program->rows);
    program->kept_rows = program->rows;
    for (size_t i = 0; i < program->columns; i++)
        program->kept[i] = glp_get_col_stat(program->problem, (int)i + 1);
    for (size_t i = 0; i < program->rows; i++)
        program->kept[program->columns + i] = glp_get_row_stat(program->problem, (int)i + 1);
}

void linear_program_begin_anew(struct linear_program *program)
{
    if (program->kept == NULL) {
        glp_std_basis(program->problem);
        return;
    }
    for (size_t i = 0; i < program->columns; i++)
        glp_set_col_stat(program->problem, (int)i + 1, program->kept[i]);
    for (size_t i = 0; i < program->rows; i++)
        glp_set_row_stat(program->problem, (int)i + 1, program->kept[program->columns + i]);
}

static void count_nodes(glp_tree *tree, void *left)
{
    size_t *nodes = left;
    if (*nodes == 0)
        glp_ios_terminate(tree);
    else
        --*nodes;
}

// First straight down from the first fraction, which is quick where nearly any way leads to a solution. On unknowns without a limit that
// may lead down for ever; then by the best bound, as Driebeck and Tomlin branch.
static const struct { int branch, back; } ways[] = {{GLP_BR_FFV, GLP_BT_DFS}, {GLP_BR_DTH, GLP_BT_BLB}};

static enum linear_outcome search(struct linear_program *program, size_t way, size_t nodes)
{
    glp_iocp options;
    glp_init_iocp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.br_tech = ways[way].branch;
    options.bt_tech = ways[way].back;
    options.cb_func = count_nodes;
    options.cb_info = &nodes;
    if (glp_intopt(program->problem, &options) != 0)
        return LINEAR_FAILED;
    int status = glp_mip_status(program->problem);
    program->is_whole = status == GLP_OPT || status == GLP_FEAS;
    return program->is_whole ? LINEAR_SOLVED : status == GLP_NOFEAS ? LINEAR_IMPOSSIBLE : LINEAR_FAILED;
}

enum linear_outcome linear_program_solve_whole(struct linear_program *program, size_t nodes)
{
    enum linear_outcome outcome = linear_program_solve(program); // the search begins from a basis that is good for the costs of now
    if (outcome != LINEAR_SOLVED)
        return outcome;
    outcome = LINEAR_FAILED;
    for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]) && outcome == LINEAR_FAILED; way++)
        outcome = search(program, way, nodes);
    return outcome;
}

double linear_program_value(const struct linear_program *program, uint32_t column)
{
    assert(column < program->columns);
    return program->is_whole ? glp_mip_col_val(program->problem, (int)column + 1)
                             : glp_get_col_prim(program->problem, (int)column + 1);
}
