// formula.h - texts that a spreadsheet would run as a formula instead of showing them, where a table is opened in one (CWE-1236).
#ifndef SEMPRE_BASE_FORMULA_H
#define SEMPRE_BASE_FORMULA_H

#include <stdbool.h>

// An apostrophe: before such a text in a CSV file it makes the spreadsheet show what was said. JSON has texts as they are.
#define FORMULA_GUARD '\''

// Whether it begins with = + - @, one of their wide forms, a tab or the end of a line, as OWASP's page on CSV injection lists them.
bool is_formula(const char *text);

#endif
