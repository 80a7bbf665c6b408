// field.c - the value of one form field: from what was typed to what the draft holds, or what is wrong with it.
#include "web/field.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/id.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "web/decode.h"

static const struct complaint nothing = {0};

static struct complaint complain(const char *message)
{
    return (struct complaint){.message = message};
}

// The complaint where something required is missing, else nothing.
static struct complaint missing(const struct field *field, const char *message)
{
    return field->required ? complain(message) : nothing;
}

// An empty text: what is missing where it is required, else "".
static struct complaint empty(const struct field *field, const char *message, const char **ret_value)
{
    if (!field->required)
        *ret_value = "";
    return missing(field, message);
}

size_t field_space(const char *at)
{
    const unsigned char *s = (const unsigned char *)at;
    if (s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r'))
        return 1;
    if (s[0] == 0xc2)
        return s[1] == 0xa0 ? 2 : 0;
    if (s[0] == 0xe2 && s[1] == 0x80)
        return (s[2] >= 0x80 && s[2] <= 0x8b) || s[2] == 0xa8 || s[2] == 0xa9 || s[2] == 0xaf ? 3 : 0;
    if (s[0] == 0xe3)
        return s[1] == 0x80 && s[2] == 0x80 ? 3 : 0;
    return s[0] == 0xef && s[1] == 0xbb && s[2] == 0xbf ? 3 : 0;
}

// Without white space at both ends.
static const char *trimmed(struct arena *arena, const char *text)
{
    size_t space, end = 0;
    while ((space = field_space(text)) > 0)
        text += space;
    for (size_t i = 0; text[i] != '\0';) {
        space = field_space(text + i);
        i += space > 0 ? space : 1;
        if (space == 0)
            end = i;
    }
    return arena_copy(arena, text, end);
}

// One line: runs of white space are one space.
static const char *joined(struct arena *arena, const char *text)
{
    struct buf out = buf_make(arena, strlen(text) + 1);
    for (size_t space; *text != '\0'; text += space > 0 ? space : 1) {
        space = field_space(text);
        if (space == 0)
            buf_add_char(&out, *text);
        else if (out.n > 0 && out.at[out.n - 1] != ' ')
            buf_add_char(&out, ' ');
    }
    if (out.n > 0 && out.at[out.n - 1] == ' ')
        out.n--;
    return buf_text(&out);
}

// Several lines: each ends with '\n' alone.
static const char *lines(struct arena *arena, const char *text)
{
    struct buf out = buf_make(arena, strlen(text) + 1);
    for (; *text != '\0'; text++) {
        if (*text == '\r')
            buf_add_char(&out, '\n');
        else
            buf_add_char(&out, *text);
        text += text[0] == '\r' && text[1] == '\n';
    }
    return trimmed(arena, buf_text(&out));
}

const char *field_shown(struct arena *arena, const char *typed)
{
    size_t n = strlen(typed);
    if (!utf8_has_control(typed, n))
        return typed;
    struct buf out = buf_make(arena, n + 1);
    for (size_t i = 0; i < n;) {
        size_t size = utf8_prefix(typed + i, n - i, 1);
        if (!utf8_has_control(typed + i, size))
            buf_add(&out, typed + i, size);
        i += size;
    }
    return buf_text(&out);
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static int64_t most_signs(const struct field *field)
{
    return field->most != 0 ? field->most : field->kind == FIELD_TEXT ? LIMIT_TEXT_SIGNS : LIMIT_LINE_SIGNS;
}

struct complaint field_text(struct arena *arena, const struct field *field, const char *typed, const char **ret_value)
{
    const char *value = typed;
    int64_t most = most_signs(field);
    if (utf8_has_control(typed, strlen(typed)) || strstr(typed, DECODE_UNREADABLE) != NULL)
        return complain(N_("Some characters here could not be used. Please check the text and send it again."));
    if (field->kind == FIELD_LINE || field->kind == FIELD_SENTENCE)
        value = joined(arena, typed);
    else if (field->kind == FIELD_TEXT)
        value = lines(arena, typed);
    if (field->kind != FIELD_PASSWORD && !is_ascii(value) && strlen(value) <= (size_t)most * 8)
        value = normalize(arena, value);
    if (value[0] == '\0')
        return empty(field, N_("Please write something here."), ret_value);
    int64_t signs = (int64_t)utf8_length(value, strlen(value));
    if (signs > most)
        return (struct complaint){N_("This is too long. Characters allowed: {1}."), {most}};
    if (signs < field->least)
        return (struct complaint){N_("This is too short. Characters needed: {1}."), {field->least}};
    *ret_value = value;
    return nothing;
}

struct complaint field_code(struct arena *arena, const struct field *field, const char *typed, const char **ret_value)
{
    struct buf out = buf_make(arena, strlen(typed) + 1);
    for (size_t space; *typed != '\0'; typed += space > 0 ? space : 1) {
        space = field_space(typed);
        if (space > 0 || *typed == '-')
            continue;
        if (*typed >= 'a' && *typed <= 'z')
            buf_add_char(&out, (char)(*typed - 'a' + 'A'));
        else if ((*typed >= 'A' && *typed <= 'Z') || (*typed >= '0' && *typed <= '9'))
            buf_add_char(&out, *typed);
        else
            return complain(N_("A code has only letters and digits."));
    }
    if ((int64_t)out.n > most_signs(field))
        return (struct complaint){N_("This is too long. Characters allowed: {1}."), {most_signs(field)}};
    if (out.n == 0)
        return empty(field, N_("Please write the code here."), ret_value);
    *ret_value = buf_text(&out);
    return nothing;
}

static bool is_choice(const struct field *field, const char *value)
{
    for (const struct choice *choice = field->choices; choice->value != NULL; choice++)
        if (strcmp(choice->value, value) == 0)
            return true;
    return false;
}

struct complaint field_choice(const struct field *field, const char *typed, const char **ret_value)
{
    if (typed[0] == '\0' && (field->choices == NULL || !is_choice(field, typed)))
        return empty(field, N_("Please choose one."), ret_value);
    if (field->choices == NULL ? utf8_length(typed, strlen(typed)) > LIMIT_LINE_SIGNS : !is_choice(field, typed))
        return complain(N_("Please choose one of these."));
    *ret_value = typed;
    return nothing;
}

struct complaint field_many(struct arena *arena, const struct field *field, const struct strings *typed,
                            struct strings *ret_value)
{
    struct strings values = {0};
    for (size_t i = 0; i < typed->n; i++) {
        const char *value = "";
        bool says_nothing = typed->at[i][0] == '\0' && (field->choices == NULL || !is_choice(field, ""));
        if (says_nothing)
            continue;
        if (field_choice(field, typed->at[i], &value).message != NULL)
            return complain(N_("Please choose from these."));
        *VEC_PUSH(arena, &values) = value;
    }
    if (values.n == 0 && field->required)
        return complain(N_("Please choose at least one."));
    *ret_value = values;
    return nothing;
}

static struct complaint out_of_range(const struct field *field)
{
    return (struct complaint){N_("Please write a number from {1} to {2}."), {field->least, field->most}};
}

struct complaint field_number(const struct field *field, const char *typed, int64_t *ret_value)
{
    static const char minus_sign[] = "\xE2\x88\x92";
    int64_t number = 0;
    bool negative = false, any = false, limited = field->least != 0 || field->most != 0;
    while (field_space(typed) > 0)
        typed += field_space(typed);
    if (strncmp(typed, minus_sign, sizeof(minus_sign) - 1) == 0 || *typed == '-') {
        typed += *typed == '-' ? 1 : sizeof(minus_sign) - 1;
        negative = true;
    }
    while (*typed != '\0') {
        size_t space = field_space(typed); // people group thousands
        typed += space;
        if (space > 0)
            continue;
        if (*typed < '0' || *typed > '9')
            return complain(N_("Please write a whole number."));
        if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, *typed - '0', &number))
            return limited ? out_of_range(field) : complain(N_("This number is too large."));
        any = true;
        typed++;
    }
    if (!any && !negative) {
        *ret_value = 0;
        return missing(field, N_("Please write a number."));
    }
    number = negative ? -number : number;
    if (!any)
        return complain(N_("Please write a whole number."));
    if (limited && (number < field->least || number > field->most))
        return out_of_range(field);
    *ret_value = number;
    return nothing;
}

// The number of `n` digits at `at`, -1 where they are not digits.
static int digits(const char *at, size_t n)
{
    int number = 0;
    for (size_t i = 0; i < n; i++) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        number = number * 10 + (at[i] - '0');
    }
    return number;
}

static bool is_date(const char *text)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    bool leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (leaps && month == 2);
}

struct complaint field_date(const struct field *field, const char *typed, const char **ret_value)
{
    if (typed[0] == '\0')
        return empty(field, N_("Please write a date."), ret_value);
    if (!is_date(typed))
        return complain(N_("Please write the date as year, month and day, like 2026-11-24."));
    *ret_value = typed;
    return nothing;
}

static bool is_time(const char *text)
{
    size_t n = strlen(text);
    if ((n != 5 && n != 8) || text[2] != ':' || (n == 8 && text[5] != ':'))
        return false;
    int hours = digits(text, 2), minutes = digits(text + 3, 2), seconds = n == 8 ? digits(text + 6, 2) : 0;
    return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
}

struct complaint field_time(struct arena *arena, const struct field *field, const char *typed, const char **ret_value)
{
    if (typed[0] == '\0')
        return empty(field, N_("Please write a time."), ret_value);
    if (!is_time(typed))
        return complain(N_("Please write the time as hours and minutes, like 18:30."));
    *ret_value = arena_copy(arena, typed, 5);
    return nothing;
}

struct complaint field_id(const struct field *field, const char *typed, int64_t *ret_value)
{
    int64_t id = 0;
    if (typed[0] != '\0' && !id_parse(typed, &id))
        return complain(N_("Please choose one of these."));
    *ret_value = id;
    return typed[0] == '\0' ? missing(field, N_("Please choose one.")) : nothing;
}

struct complaint field_file(const struct field *field, const struct upload *sent, struct upload *ret_value)
{
    enum { MEGABYTE = 1024 * 1024 };
    if (sent == NULL || (sent->n == 0 && sent->file_name[0] == '\0'))
        return missing(field, N_("Please choose a file."));
    if (field->most > 0 && sent->n > (size_t)field->most)
        return (struct complaint){N_("This file is too large. Megabytes allowed: {1}."), {field->most / MEGABYTE}};
    *ret_value = *sent;
    return nothing;
}
