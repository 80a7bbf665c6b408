// budget_report.h - an outcome of participatory budgeting as text for people, as JSON and as CSV.
#ifndef SEMPRE_INTERCHANGE_BUDGET_REPORT_H
#define SEMPRE_INTERCHANGE_BUDGET_REPORT_H

#include <stdio.h>

#include "i18n/language.h"
#include "interchange/pabulib.h"

struct budget_report {
    const struct pabulib *pabulib;
    const struct budget_options *options;
    const struct budget_outcome *outcome;
    bool explains;          // text: also say why, for each project
    enum language language; // of numbers in text
};

// "mes", "add1u" ..., as the command takes them.
const char *budget_rule_name(enum budget_rule rule);
const char *budget_completion_name(enum budget_completion completion);

// What a vote counts, in words: "points of the ballot", "Borda points: 5 for the first ...". Owned by the arena.
const char *budget_counting(struct arena *arena, const struct pabulib *pabulib, const struct budget_options *options);

// Why a project was chosen or not, in a sentence. Owned by the arena.
const char *budget_reason_words(struct arena *arena, const struct budget_report *report, uint32_t project);

// A sum in units as people write it, without the currency. Owned by the arena.
const char *budget_money(struct arena *arena, const struct budget_report *report, int64_t units);

// ERR_STORE where it cannot be written.
CHECKED enum err budget_report_text(struct arena *arena, const struct budget_report *report, FILE *out);
CHECKED enum err budget_report_json(struct arena *arena, const struct budget_report *report, FILE *out);
CHECKED enum err budget_report_csv(struct arena *arena, const struct budget_report *report, FILE *out);

#endif
