// c_text.c - text as C source.
#include "c_text.h"

void c_string(struct buf *out, const char *text, size_t n)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < n; i++) {
        unsigned char sign = (unsigned char)text[i];
        if (sign == '"' || sign == '\\' || sign == '?') // '?': no trigraphs
            buf_print(out, "\\%c", sign);
        else if (sign == '\n')
            buf_add_text(out, "\\n");
        else if (sign < 0x20 || sign == 0x7F)
            buf_print(out, "\\%03o", (unsigned)sign);
        else
            buf_add_char(out, (char)sign);
    }
    buf_add_char(out, '"');
}

void c_html(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '&')
            buf_add_text(out, "&amp;");
        else if (*text == '<')
            buf_add_text(out, "&lt;");
        else if (*text == '>')
            buf_add_text(out, "&gt;");
        else if (*text == '"')
            buf_add_text(out, "&quot;");
        else
            buf_add_char(out, *text);
    }
}

uint32_t message_hash(const char *msgid)
{
    uint32_t hash = 2166136261U;
    for (; *msgid != '\0'; msgid++)
        hash = (hash ^ (unsigned char)*msgid) * 16777619U;
    return hash;
}

bool message_arguments(const char *message, unsigned *ret_mask)
{
    unsigned mask = 0;
    for (const char *at = message; *at != '\0'; at++) {
        if (*at == '}')
            return false;
        if (*at != '{')
            continue;
        if (at[1] < '1' || at[1] > '9' || at[2] != '}')
            return false;
        mask |= 1U << (at[1] - '0');
        at += 2;
    }
    *ret_mask = mask;
    return true;
}
