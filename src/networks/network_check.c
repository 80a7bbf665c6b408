// network_check.c - what the rules of this folder ask of fields.
#include "networks/network_check.h"

#include <string.h>

#include "base/utf8.h"
#include "i18n/message.h"

struct check check_begin(struct filled *filled)
{
    return (struct check){.filled = filled, .is_bad = filled != NULL && filled->bad > 0};
}

enum err check_end(const struct check *check)
{
    return check->is_bad ? ERR_INVALID : OK;
}

void check_bad(struct check *check, const char *field, const char *message)
{
    check->is_bad = true;
    if (check->filled != NULL)
        filled_bad(check->filled, field, message);
}

bool is_empty(const char *text)
{
    return text == NULL || *text == '\0';
}

void check_words(struct check *check, const char *field, const char *words, bool required, size_t most)
{
    if (is_empty(words)) {
        if (required)
            check_bad(check, field, N_("Please fill in this field."));
        return;
    }
    size_t n = strlen(words);
    if (!utf8_is_valid(words, n) || utf8_has_control(words, n))
        check_bad(check, field, N_("This has signs in it that cannot be shown."));
    else if (utf8_length(words, n) > most)
        check_bad(check, field, N_("This is too long."));
}

void check_slug(struct check *check, const char *field, const char *slug)
{
    enum { LEAST = 2, MOST = 40 };
    size_t n = is_empty(slug) ? 0 : strlen(slug);
    bool is_good = n >= LEAST && n <= MOST && slug[0] >= 'a' && slug[0] <= 'z' && slug[n - 1] != '-' &&
                   strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == n && strcmp(slug, "new") != 0;
    if (!is_good)
        check_bad(check, field, N_("Please use 2 to 40 small letters a to z, digits and hyphens, beginning with a letter."));
}

bool decimal_parse(const char *text, int most_digits, double *ret_value, int *ret_digits)
{
    enum { MOST_WHOLE = 12 };
    if (text == NULL)
        return false;
    const char *at = text;
    bool is_negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    size_t whole = strspn(at, "0123456789");
    if (whole == 0 || whole > MOST_WHOLE)
        return false;
    double value = 0, unit = 1;
    for (size_t i = 0; i < whole; i++)
        value = value * 10 + (at[i] - '0');
    at += whole;
    int digits = 0;
    if (*at == '.' || *at == ',')
        for (at++; *at >= '0' && *at <= '9' && digits <= most_digits; at++, digits++, unit *= 10)
            value = value * 10 + (*at - '0');
    if (*at != '\0' || digits > most_digits || at[-1] == '.' || at[-1] == ',')
        return false;
    *ret_value = (is_negative ? -value : value) / unit;
    *ret_digits = digits;
    return true;
}
