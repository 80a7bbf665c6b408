// interchange_cli.c - `sempre import polis`, `sempre export workshop`, and the table of all commands here.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/time.h"
#include "interchange/budget_cli.h"
#include "interchange/duplicates_cli.h"
#include "interchange/groups_cli.h"
#include "interchange/interchange_feature.h"
#include "interchange/polis_import.h"
#include "interchange/rank_cli.h"
#include "interchange/stats_cli.h"
#include "interchange/words_cli.h"
#include "interchange/workshop_export.h"
#include "networks/network.h"

static void show_progress(void *context, size_t stored)
{
    const struct polis *polis = context;
    enum { WIDTH = 40 };
    size_t done = polis->vote_count == 0 ? WIDTH : stored * WIDTH / polis->vote_count;
    fprintf(stderr, "\r[%.*s%.*s] %zu of %zu votes", (int)done, "########################################",
            (int)(WIDTH - done), "                                        ", stored, polis->vote_count);
    if (stored == polis->vote_count)
        fputc('\n', stderr);
}

static enum err import_run(struct call *call, struct arguments *arguments)
{
    const char *slug = arguments_option(arguments, "network");
    struct polis polis;
    struct workshop_id id;
    if (slug == NULL) {
        arguments->why = "Say which network the workshop belongs to: --network SLUG. `sempre network list` shows them.";
        return ERR_INVALID;
    }
    // Everything is read and checked before the database is locked: a hall that votes meanwhile does not wait for it.
    TRY(polis_read(call->arena, arguments->at[0], &polis, &arguments->why));
    int64_t began = time_monotonic();
    TRY(db_begin(call->db));
    struct network network;
    enum err error = network_find(call, slug, &network);
    if (error == ERR_NOT_FOUND)
        arguments->why = arena_print(call->arena, "There is no network '%s'. `sempre network list` shows them.", slug);
    if (error == OK)
        error = polis_import(call, &network, &polis, arguments->error_is_terminal ? show_progress : NULL, &id);
    if (error == OK)
        error = db_commit(call->db);
    else
        db_rollback(call->db);
    TRY(error);
    int64_t took = time_monotonic() - began;
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    fprintf(arguments->out, "%zu statements, %zu people, %zu votes in %" PRId64 ".%03" PRId64 " s\n%s\n", polis.comment_count,
            polis.people_count, polis.vote_count, took / SECOND, took % SECOND, text);
    return OK;
}

static enum err export_run(struct call *call, struct arguments *arguments)
{
    const char *format = arguments_option(arguments, "format");
    struct workshop_id id;
    if (!id_parse(arguments->at[0], &id.v)) {
        arguments->why = "That is not the id of a workshop: 13 signs, as the import prints it and as addresses show it.";
        return ERR_INVALID;
    }
    bool is_csv = format != NULL && strcmp(format, "csv") == 0;
    if (format != NULL && !is_csv && strcmp(format, "json") != 0) {
        arguments->why = "Write --format csv or --format json.";
        return ERR_INVALID;
    }
    enum err error = workshop_export(call, id, is_csv, arguments->out);
    if (error == ERR_NOT_FOUND)
        arguments->why = "There is no workshop with this id.";
    return error;
}

static const struct command_option import_options[] = {{"network", "SLUG", "the network it belongs to"}, {0}};
static const struct command_option export_options[] = {{"format", "csv|json", "json where it is not said"}, {0}};

const struct command interchange_commands[] = {
    {"budget", "FILE.pb [--rule RULE] [--completion COMPLETION] [--explain] [--format text|json|csv]",
     "shares money between projects by people's votes, and says why\n\n"
     "Reads a file of Pabulib (pabulib.org/format): approval, ordinal, cumulative, choose-1 and scoring votes. Nothing is stored.\n"
     "Ties: more votes, then the lower cost, then the order in the file; each is reported.\n"
     "Example: sempre budget town.pb --rule mes --completion add1 --explain",
     NEEDS_NOTHING, 1, 1, budget_command_options, budget_run},
    {"import polis", "DIR --network SLUG",
     "turns a Polis conversation into a finished workshop\n\n"
     "Reads comments.csv, votes.csv (or participants-votes.csv) and summary.csv in DIR. Nothing is stored if anything is wrong.\n"
     "The last line printed is the workshop's id.\n"
     "Example: sempre import polis ./seattle --network dithmarschen",
     NEEDS_WRITE, 1, 1, import_options, import_run},
    {"export workshop", "ID [--format csv|json]",
     "writes a workshop with its statements and true counts\n\n"
     "For the team, not for the public: also what waits, was refused or was taken down is there, and says so in `state`.\n"
     "Example: sempre export workshop 0C1M6SV3QJ8R2 --format csv",
     NEEDS_READ, 1, 1, export_options, export_run},
    {"duplicates", "FILE.csv [--column NAME] [--language TAG] [--least SHARE] [--format text|json|csv]",
     "finds sentences that say nearly the same\n\n"
     "Two sentences are as alike as the share of runs of three letters that both have; case, accents and punctuation do not matter.\n"
     "Nothing is merged: whether two sentences mean the same, only people can say. Rows are named by comment-id or id, else by line.\n"
     "Example: sempre duplicates comments.csv --language sv",
     NEEDS_NOTHING, 1, 1, duplicates_options, duplicates_run},
    {"groups", "VOTES.csv|DIR [--participants FILE] [--k N] [--format text|json|csv]",
     "finds groups of people who vote alike, and what tells them apart\n\n"
     "Reads a folder as Polis exports it (comments.csv with votes.csv or participants-votes.csv), or one table of votes: columns\n"
     "comment-id, voter-id, vote (1, 0, -1) and perhaps timestamp, or `participant` and a column a statement.\n"
     "Example: sempre groups ./seattle --format json",
     NEEDS_NOTHING, 1, 1, groups_options, groups_run},
    {"rank", "PAIRS.csv [--alpha A] [--format text|json|csv]",
     "puts things in order by comparisons of two, and says how sure the order is\n\n"
     "Reads columns winner, loser and perhaps person. The scores are those of Bradley and Terry's model: the greatest logarithm of\n"
     "likelihood less A times the sum of squared scores. They add up to 0; standard errors are of the distance from their mean.\n"
     "Example: sempre rank pairs.csv --alpha 0.1 --format json",
     NEEDS_NOTHING, 1, 1, rank_options, rank_run},
    {"stats", "alpha|paired|welch|wilson|kappa|fisher FILE.csv [--format text|json|csv]",
     "tells from a table what can be told from chance, with 95 % intervals\n\n"
     "  alpha   do questions belong together? A column a question, a row a person\n"
     "  paired  did the same people change? Columns before and after, or any two\n"
     "  welch   do two groups differ? Columns group and value, or a column a group\n"
     "  wilson  how large is a share? Columns successes, n and perhaps label, or columns of 1 and 0\n"
     "  kappa   do two people judge alike? Columns one and other, or any two: the category of each case\n"
     "  fisher  do two things hang together? Two rows of two counts, or two columns with two answers each\n"
     "Columns id, person, participant and label are no values; empty fields and NA are gaps. Below five answers nothing is said.\n"
     "Example: sempre stats paired scale.csv",
     NEEDS_NOTHING, 2, 2, stats_options, stats_run},
    {"words", "FILE.csv [--column NAME] [--language TAG] [--per year|month|week|day] [--most N] [--format text|json|csv]",
     "counts how many people use which words, and when\n\n"
     "People are told apart by the column author-id, person or participant; without it each row is somebody else. Words that say nothing\n"
     "alone are left out, and so are numbers; words with other endings are other words.\n"
     "Example: sempre words comments.csv --per month --language de",
     NEEDS_NOTHING, 1, 1, words_options, words_run},
    {0},
};
