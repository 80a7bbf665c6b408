// open_tables.c - the tables of a package and what their columns mean: the data dictionary.
#include <stddef.h>

#include "i18n/message.h"
#include "networks/organisation.h"
#include "open_data/open_data.h"

static const struct choice workshop_states[] = {{"planned", N_("Planned")}, {"open", N_("Open now")}, {"over", N_("Over")}, {0}};
static const struct choice need_states[] = {{"heard", N_("Heard")},           {"checked", N_("Checked with people")},
                                            {"taken_up", N_("Taken up")},     {"met", N_("Met")},
                                            {"set_aside", N_("Set aside")}, {0}};
static const struct choice counts_known[] = {{"answered", N_("people who answered or marked it")},
                                             {"answer", N_("those of them who gave this answer")},
                                             {"hands", N_("hands raised in the room")},
                                             {"group", N_("people who answered alike")},
                                             {"theme", N_("people who spoke of a theme")},
                                             {"word", N_("people who used a word")},
                                             {0}};
static const struct choice shown_how[] = {{"number", N_("the number")},
                                          {"nearly_all", N_("all but fewer than 5 of those who answered")},
                                          {"hidden", N_("fewer than 5, or not shown")},
                                          {0}};
static const struct choice voices_shown_how[] = {{"number", N_("the number")},
                                                 {"hidden", N_("fewer than 5, or not shown")},
                                                 {"not_published", N_("no figure was published yet")},
                                                 {0}};
static const struct choice text_states[] = {{"source", N_("written first")},
                                            {"checked", N_("looked at by somebody")},
                                            {"draft", N_("not looked at yet")},
                                            {"out_of_date", N_("the source has changed since")},
                                            {0}};
static const struct choice percent_or_not[] = {{"%", NULL}, {0}};

#define NEED \
    {"need", DATA_STRING, N_("Need"), N_("Its id, which is the end of the address of its page."), .required = true}
#define WORKSHOP \
    {"workshop", DATA_STRING, N_("Workshop"), N_("Its id, which is the end of the address of its page."), .required = true}

static const struct data_table network = {
    .name = "network",
    .title = N_("The network"),
    .about = N_("One row: what the network is, for whom and where."),
    .fields =
        (const struct data_field[]){
            {"network", DATA_STRING, N_("Name in addresses"), NULL, .required = true},
            {"title", DATA_STRING, N_("Name of the network"), NULL, .required = true},
            {"group", DATA_STRING, N_("Who it is for"), NULL},
            {"place", DATA_STRING, N_("Place"), NULL},
            {"country", DATA_STRING, N_("Country"), N_("Two letters (ISO 3166-1).")},
            {"region", DATA_STRING, N_("Region"), NULL},
            {"languages", DATA_STRING, N_("Languages"), N_("Those spoken in it (BCP 47), with spaces between them.")},
            {"latitude", DATA_NUMBER, N_("Latitude"), N_("Degrees north (WGS 84).")},
            {"longitude", DATA_NUMBER, N_("Longitude"), N_("Degrees east (WGS 84).")},
            {"description", DATA_STRING, N_("What it does"), NULL},
            {0},
        },
    .key = {"network"},
    .write = network_rows,
};

static const struct data_table area_figures = {
    .name = "area_figures",
    .title = N_("The area in figures"),
    .about = N_("Official figures about the place, each with where it comes from."),
    .fields =
        (const struct data_field[]){
            {"number", DATA_INTEGER, N_("Number"), NULL, .required = true},
            {"name", DATA_STRING, N_("What"), NULL, .required = true},
            {"value", DATA_NUMBER, N_("Figure"), NULL, .required = true},
            {"unit", DATA_STRING, N_("Unit"), N_("% where it is a share."), percent_or_not},
            {"year", DATA_YEAR, N_("Year"), NULL},
            {"source", DATA_STRING, N_("Source"), NULL, .required = true},
            {0},
        },
    .key = {"number"},
    .write = area_figure_rows,
};

static const struct data_table organisations = {
    .name = "organisations",
    .title = N_("Who takes part"),
    .about = N_("The organisations of the network."),
    .fields =
        (const struct data_field[]){
            {"organisation", DATA_STRING, N_("Organisation"), N_("Its id."), .required = true},
            {"name", DATA_STRING, N_("Name"), NULL, .required = true},
            {"kind", DATA_STRING, N_("Kind"), NULL, organisation_kinds, .required = true},
            {"coordinates", DATA_BOOLEAN, N_("It coordinates the network"), NULL, .required = true},
            {"since", DATA_DATE, N_("Since"), NULL},
            {"until", DATA_DATE, N_("Until"), NULL},
            {0},
        },
    .key = {"organisation"},
    .write = organisation_rows,
};

static const struct data_table workshops = {
    .name = "workshops",
    .title = N_("Workshops"),
    .about = N_("The meetings of the network, the latest first."),
    .fields =
        (const struct data_field[]){
            WORKSHOP,
            {"title", DATA_STRING, N_("Title"), NULL, .required = true},
            {"place", DATA_STRING, N_("Place"), NULL},
            {"language", DATA_STRING, N_("Language"), N_("In which it is held (BCP 47)."), .required = true},
            {"begins", DATA_DATETIME, N_("Begin"), N_("Universal time (UTC)."), .required = true},
            {"ends", DATA_DATETIME, N_("End"), N_("Universal time (UTC).")},
            {"state", DATA_STRING, N_("State"), NULL, workshop_states, .required = true},
            {"released", DATA_DATE, N_("Figures published on"), N_("Empty: none were yet.")},
            {0},
        },
    .key = {"workshop"},
    .write = workshop_rows,
};

static const struct data_reference of_workshop[] = {{"workshops", {"workshop"}}, {0}};
static const struct data_table steps = {
    .name = "steps",
    .title = N_("Steps of workshops"),
    .about = N_("What was done in a workshop, one thing after the other. Only steps whose results are open to all."),
    .fields =
        (const struct data_field[]){
            WORKSHOP,
            {"step", DATA_INTEGER, N_("Step"), N_("Its place in the agenda."), .required = true},
            {"kind", DATA_STRING, N_("Kind"), NULL, .required = true},
            {"title", DATA_STRING, N_("Title"), NULL},
            {"question", DATA_STRING, N_("Question"), NULL},
            {0},
        },
    .key = {"workshop", "step"},
    .references = of_workshop,
    .write = step_rows,
};

static const struct data_reference of_step[] = {{"steps", {"workshop", "step"}}, {0}};
static const struct data_table statements = {
    .name = "statements",
    .title = N_("What was said"),
    .about = N_("Ideas, lines and statements that are shown to all. Their order and their ids say nothing of who said them or when."),
    .fields =
        (const struct data_field[]){
            {"statement", DATA_STRING, N_("Statement"), N_("Its id in these files, the same in each newer version."), .required = true},
            WORKSHOP,
            {"step", DATA_INTEGER, N_("Step"), N_("Its place in the agenda."), .required = true},
            {"text", DATA_STRING, N_("Text"), N_("As it was said."), .required = true},
            {"language", DATA_STRING, N_("Language"), N_("Of the text (BCP 47)."), .required = true},
            {0},
        },
    .key = {"statement"},
    .references = of_step,
    .write = statement_rows,
};

static const struct data_reference of_statement[] = {
    {"workshops", {"workshop"}}, {"steps", {"workshop", "step"}}, {"statements", {"statement"}}, {0}};
static const struct data_table counts = {
    .name = "counts",
    .title = N_("Counts"),
    .about = N_("How many people, as it was published. Counts below 5 are hidden, zero too, and so is every count that would tell one."),
    .fields =
        (const struct data_field[]){
            WORKSHOP,
            {"step", DATA_INTEGER, N_("Step"), N_("Empty: it is about the whole workshop.")},
            {"statement", DATA_STRING, N_("Statement"), N_("Empty: it is about no single statement.")},
            {"count", DATA_STRING, N_("What is counted"), NULL, counts_known, .required = true},
            {"value", DATA_STRING, N_("Which one"), N_("The answer, the number of the group, the theme or the word.")},
            {"shown", DATA_STRING, N_("What is shown"), NULL, shown_how, .required = true},
            {"people", DATA_INTEGER, N_("People"), N_("Empty where no number is shown.")},
            {0},
        },
    .references = of_statement,
    .write = count_rows,
};

static const struct data_table needs = {
    .name = "needs",
    .title = N_("Needs"),
    .about = N_("Named by the team from what people said, those with the most published voices first."),
    .fields =
        (const struct data_field[]){
            NEED,
            {"title", DATA_STRING, N_("Title"), NULL, .required = true},
            {"state", DATA_STRING, N_("State"), NULL, need_states, .required = true},
            {"since", DATA_DATE, N_("Since"), N_("When this state began."), .required = true},
            {"reason", DATA_STRING, N_("Reason"), N_("Why it was set aside.")},
            {"group", DATA_STRING, N_("For whom"), NULL},
            {"place", DATA_STRING, N_("Where"), NULL},
            {"voices_shown", DATA_STRING, N_("What is shown"), NULL, voices_shown_how, .required = true},
            {"voices", DATA_INTEGER, N_("Voices"), N_("People who stand behind it, each counted once. Empty where no number is shown.")},
            {"hands", DATA_INTEGER, N_("By show of hands"), N_("Counted in rooms, apart from the voices. Empty where no number is shown.")},
            {0},
        },
    .key = {"need"},
    .write = need_rows,
};

static const struct data_reference of_need_and_workshop[] = {{"needs", {"need"}}, {"workshops", {"workshop"}}, {0}};
static const struct data_table need_workshops = {
    .name = "need_workshops",
    .title = N_("Where needs come from"),
    .about = N_("In which workshops something was said from which a need was named."),
    .fields = (const struct data_field[]){NEED, WORKSHOP, {0}},
    .key = {"need", "workshop"},
    .references = of_need_and_workshop,
    .write = need_workshop_rows,
};

static const struct data_reference of_need[] = {{"needs", {"need"}}, {0}};
static const struct data_table answers = {
    .name = "answers",
    .title = N_("Answers to needs"),
    .about = N_("What became of a need, who says so, and when."),
    .fields =
        (const struct data_field[]){
            NEED,
            {"number", DATA_INTEGER, N_("Number"), N_("Of the answers to this need, the oldest first."), .required = true},
            {"said", DATA_DATE, N_("When"), NULL, .required = true},
            {"body", DATA_STRING, N_("Who says so"), N_("Empty: the team of the network.")},
            {"text", DATA_STRING, N_("Answer"), NULL, .required = true},
            {0},
        },
    .key = {"need", "number"},
    .references = of_need,
    .write = answer_rows_open,
};

static const struct data_table translations = {
    .name = "translations",
    .title = N_("Texts in all languages"),
    .about = N_("Each text above in each language there is, and in easy language."),
    .fields =
        (const struct data_field[]){
            {"table", DATA_STRING, N_("Table"), NULL, .required = true},
            {"row", DATA_STRING, N_("Row"), N_("The values of its key, with / between them."), .required = true},
            {"column", DATA_STRING, N_("Column"), NULL, .required = true},
            {"language", DATA_STRING, N_("Language"), N_("Of the text (BCP 47)."), .required = true},
            {"easy", DATA_BOOLEAN, N_("Easy language"), NULL, .required = true},
            {"state", DATA_STRING, N_("State"), NULL, text_states, .required = true},
            {"text", DATA_STRING, N_("Text"), NULL, .required = true},
            {0},
        },
    .key = {"table", "row", "column", "language", "easy"},
    .write = translation_rows,
};

const struct data_table *const open_tables[] = {
    &network, &needs, &answers, &need_workshops, &workshops, &steps, &statements, &counts, &area_figures, &organisations, &translations,
    NULL,
};
