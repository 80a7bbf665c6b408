// result_parts.h - what the files of result.h share.
#ifndef SEMPRE_WORKSHOPS_RESULT_PARTS_H
#define SEMPRE_WORKSHOPS_RESULT_PARTS_H

#include "releases/release.h"
#include "workshops/result.h"

// A row for the public, without words; `n`: how many values the kind has.
struct result_row result_row_public(const struct activity_kind *kind, size_t n, const struct released *released,
                                    struct contribution_id id);
// Who answered anything at all in an activity is no cell of a release: together with what each line shows it would tell hidden counts. At
// least as many did as answered one of its `lines`: adds a row to what is known so.
void result_people_public(const struct result_row *row, size_t lines, struct figure *people);
// How many people gave each value, as somebody would guess who sees only these figures: hidden ones share what the others leave of the
// whole, and where one is nearly all it has that alone.
void result_guess(const struct result_row *row, size_t n, double *ret_people);

#endif
