// budget_picture.h - an outcome of participatory budgeting as a page with a picture and its table.
#ifndef SEMPRE_INTERCHANGE_BUDGET_PICTURE_H
#define SEMPRE_INTERCHANGE_BUDGET_PICTURE_H

#include "interchange/budget_report.h"

// A whole HTML page in the report's language that needs nothing else: style and SVG are in it. ERR_STORE.
CHECKED enum err budget_picture_write(struct arena *arena, const struct budget_report *report, FILE *out);

#endif
