// own_data.h - everything that is known of one participant, to take away: collected from the features once, written as text that people
// read and as JSON that programs read.
#ifndef SEMPRE_CARDS_OWN_DATA_H
#define SEMPRE_CARDS_OWN_DATA_H

#include "base/buf.h"
#include "feature/call.h"

struct own_field {
    const char *name;   // in JSON: "said_at"
    const char *label;  // in the reader's language
    const char *text;   // NULL: `number`, which is a time where `is_time`
    int64_t number;
    bool is_time;
};
struct own_row {
    struct own_field *at;
    size_t n, cap;
};
// Things of one kind: what was said, what was marked ...
struct own_part {
    const char *name;    // in JSON: "said"
    const char *heading; // in the reader's language
    struct own_row *at;
    size_t n, cap;
};
struct own_data {
    struct own_part *at;
    size_t n, cap;
};

// A new part; a new row in it. Both may be filled until the next one is made. `name` is static, `heading` a msgid.
struct own_part *own_part_add(struct call *call, struct own_data *data, const char *name, const char *heading);
struct own_row *own_row_add(struct call *call, struct own_part *part);
// A field, `label` a msgid. Texts that are NULL or "" and times of 0 are left out.
void own_text(struct call *call, struct own_row *row, const char *name, const char *label, const char *text);
void own_number(struct call *call, struct own_row *row, const char *name, const char *label, int64_t number);
void own_time(struct call *call, struct own_row *row, const char *name, const char *label, int64_t at);

// Lines as "Words: A bus on Sundays"; times in the zone. Parts in which there is nothing say so.
void own_data_text(struct call *call, const struct own_data *data, const char *title, const char *time_zone, struct buf *out);
// {"said": [{"words": ..., "said_at": "2026-01-05T09:00Z"}]}. ERR_LIMIT: out of memory.
CHECKED enum err own_data_json(struct call *call, const struct own_data *data, struct buf *out);

#endif
