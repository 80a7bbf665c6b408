// answers_feature.c - the manifest of the feature answers.
#include "answers/answers_feature.h"

#include "answers/answer_store.h"
#include "answers/answer_web.h"

extern const struct migration answers_migrations[];

static const struct query *const *const queries[] = {answer_queries, NULL};

static const struct route routes[] = {
    {METHOD_GET, "/networks/:network/answers", ANSWER_NEEDS, "who is still without an answer, and since when",
     network_scope_of_request, answers_get},
    {METHOD_GET, "/networks/:network/answers/sheet", ANYONE, "all answers on paper, for the notice board",
     network_scope_of_request, answer_sheet_get},
    {METHOD_GET, "/networks/:network/mine/sheet", ANYONE, "the answers to a participant on paper", NULL, answer_own_sheet_get},
    {METHOD_GET, "/networks/:network/answers/new", ANSWER_NEEDS, "the form to answer a need or a sentence",
     network_scope_of_request, answer_new_get},
    {METHOD_POST, "/networks/:network/answers/new", ANSWER_NEEDS, "gives an answer", network_scope_of_request, answer_new_post,
     .form = &answer_form},
    {METHOD_POST, "/networks/:network/answers/:answer/remove", ANSWER_NEEDS, "takes a wrong answer away",
     network_scope_of_request, answer_remove_post},
    {0},
};

const struct feature answers_feature = {
    .name = "answers",
    .migrations = answers_migrations,
    .queries = queries,
    .routes = routes,
};
