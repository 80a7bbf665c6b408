// answer_web.h - the pages of this folder, for its manifest.
#ifndef SEMPRE_ANSWERS_ANSWER_WEB_H
#define SEMPRE_ANSWERS_ANSWER_WEB_H

#include "answers/answer_view.h"
#include "feature/feature.h"

#define HANDLER(name) CHECKED enum err name(struct call *call, const struct request *request, struct reply *reply)
// answer_web.c
HANDLER(answer_sheet_get);
HANDLER(answer_own_sheet_get);
// answer_team_web.c
HANDLER(answers_get);
HANDLER(answer_new_get);
HANDLER(answer_new_post);
HANDLER(answer_remove_post);
#undef HANDLER

// Answers as rows, in the order of the list.
struct answer_rows_view answer_rows(struct call *call, const struct answer_list *list);

#endif
