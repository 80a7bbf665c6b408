// own_data_test.c - tests of the file of one's own: what people read, and what programs read.
#include "cards/own_data.h"

#include "support.h"
#include "support_call.h"

static struct own_data some_data(struct call *call)
{
    struct own_data data = {0};
    struct own_row *row = own_row_add(call, own_part_add(call, &data, "said", "What you said"));
    own_text(call, row, "words", "Words", "A \"bus\"\non Sundays");
    own_text(call, row, "reason", "Why", NULL);
    own_text(call, row, "reason", "Why", "");
    own_time(call, row, "said_at", "When", TEST_NOW);
    own_time(call, row, "ended_at", "Ended", 0);
    own_number(call, row, "value", "As a number", -1);
    own_part_add(call, &data, "marks", "What you marked");
    return data;
}

static void people_read_lines(void **state)
{
    (void)state;
    struct call call = {.arena = test_arena(), .language = LANGUAGE_EN, .now = TEST_NOW};
    struct own_data data = some_data(&call);
    struct buf out = buf_make(call.arena, 16);
    own_data_text(&call, &data, "All", "Europe/Riga", &out);
    assert_string_equal(buf_text(&out), "All\n5 Jan 2026, 11:00\n\n\n== What you said ==\n\nWords: A \"bus\"\non Sundays\n"
                                        "When: 5 Jan 2026, 11:00\nAs a number: -1\n\n\n== What you marked ==\n\nNothing.\n");
}

static void programs_read_json(void **state)
{
    (void)state;
    struct call call = {.arena = test_arena(), .language = LANGUAGE_DE};
    struct own_data data = some_data(&call);
    struct buf out = buf_make(call.arena, 16);
    assert_ok(own_data_json(&call, &data, &out));
    assert_string_equal(buf_text(&out), "{\n  \"said\": [\n    {\n      \"words\": \"A \\\"bus\\\"\\non Sundays\",\n"
                                        "      \"said_at\": \"2026-01-05T09:00Z\",\n      \"value\": -1\n    }\n  ],\n  \"marks\": []\n}");
}

TESTS(own_data, people_read_lines, programs_read_json)
