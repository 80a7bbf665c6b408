// common.h - what kinds of activity share: the participant's form, results as bars and tables, the lines of a sheet.
#ifndef SEMPRE_WORKSHOPS_KINDS_COMMON_H
#define SEMPRE_WORKSHOPS_KINDS_COMMON_H

#include "i18n/message.h"
#include "workshops/kind_view.h"
#include "workshops/result.h"
#include "workshops/result_view.h"

// Everything a participant's phone may send; each kind reads the fields it drew.
struct phone_draft {
    const char *words;      // an idea, a statement of their own
    int64_t need, unneed;   // "I need this too" for a contribution, and taken back
    int64_t flag;           // report a contribution
    int64_t more, less;     // one dot
    int64_t had;            // the dots on that line as the page showed them
    int64_t statement;      // what `mark` is about
    const char *mark;       // a value as text: "1", "-1"
    int64_t pass;           // I'd rather not say
    int64_t at;             // the step that the page showed; 0 where it does not say
};
extern const struct form phone_form;

// Id of an activity's contribution from a form.
static inline struct contribution_id contribution_of(int64_t id)
{
    return (struct contribution_id){id};
}

// An id as 13 signs, owned by the arena; words of the interface in the reader's language.
const char *common_id(struct call *call, int64_t id);
struct words common_words(const struct call *call, const char *msgid);
// The step's question itself, put up as the line to answer: `asks_question`.
bool common_is_question(const struct kind_place *place, const struct contribution *contribution);
// In which order the kind's lines are read.
enum result_order common_order(const struct activity_kind *kind);

// The counts as people read them: a number, "fewer than 5", owned by the arena.
const char *figure_words(struct call *call, struct figure figure);

// A row of a result as a bar with its key.
struct result_line common_line(const struct kind_place *place, const struct result_row *row);
// Rows of a result as bars with keys. `by_sum`: one bar of the sum (dots); else one part a value.
struct result_lines common_lines(const struct kind_place *place, const struct result_list *list);

// Before anybody has answered: nothing to draw bars of.
bool common_is_without_answers(struct figure people, const struct result_list *list);
// Heading, people, bars and table over these rows.
struct result_view common_result_view(const struct kind_place *place, int audience, const struct result_list *rows,
                                      struct figure people);

// The result of an activity for an audience, whole: heading, bars, table.
CHECKED enum err common_result(const struct kind_place *place, int audience, struct body *ret_body);

// The big screen: the question, and at most 4 bars where results are open.
CHECKED enum err common_screen(const struct kind_place *place, struct body *ret_body);

// The console: results with true counts, contributions that wait, what is shown with what the team can do.
CHECKED enum err common_console(const struct kind_place *place, struct body *ret_body);

// A contribution as the console and paper show it.
struct said_view common_said(const struct kind_place *place, const struct contribution *contribution);

// What is proposed for one theme, into the console's view.
CHECKED enum err common_alike(const struct kind_place *place, const struct theme_list *themes, struct console_view *view);

// The paper twin and the form to type it in, for kinds with a list and values.
CHECKED enum err common_sheet(const struct kind_place *place, struct body *ret_body);
CHECKED enum err common_sheet_form(const struct kind_place *place, struct body *ret_body);
// Reads the typed sheet: a number for each line ("line-ID"), words for kinds that take them. What is wrong stands in
// place->filled afterwards; the form then shows again what was typed.
CHECKED enum err common_type_sheet(struct kind_place *place);

// Handles the fields that every kind shares: words said, reported, "I need this too". True where one of them was there.
CHECKED enum err common_act(struct kind_place *place, const struct phone_draft *draft, struct filled *filled,
                            const char **ret_saved, bool *ret_done);

// What a value is called: in the facilitator's words where the kind asks for them, else by its label.
struct words common_value_words(const struct kind_place *place, const struct mark_value *value);

// The value in `draft->mark`, put as this participant's mark of `draft->statement`; ret_saved names both.
CHECKED enum err common_mark(const struct kind_place *place, const struct phone_draft *draft, const char **ret_saved);

// Lines as the phone shows them all at once, as put up; `people` is the value this participant gave (0: none), `marks`
// the kind's values as buttons.
CHECKED enum err common_phone_lines(const struct kind_place *place, struct said_list *ret_lines);

// Shown contributions by theme with "I need this too" counts and what this participant marked.
CHECKED enum err common_wall(const struct kind_place *place, struct theme_views *ret_views);

// What every phone view begins with.
struct phone_view *common_phone(const struct kind_place *place);
// The sentence for what was just saved (the query field "saved"), or NULL.
const char *common_saved(const struct kind_place *place);

#endif
