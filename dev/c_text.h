// c_text.h - text as C source, for the programs that write C.
#ifndef SEMPRE_DEV_C_TEXT_H
#define SEMPRE_DEV_C_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

// A C string literal with its quotes.
void c_string(struct buf *out, const char *text, size_t n);

// The text with & < > " escaped for HTML, right between tags and in "...".
void c_html(struct buf *out, const char *text);

// The number by which a message is known between viewc and poc: 32-bit FNV-1a (Fowler, Noll, Vo) of the msgid.
uint32_t message_hash(const char *msgid);

// The arguments in a message: bit 1 for {1} ... bit 9 for {9}. False where a brace is none of these.
bool message_arguments(const char *message, unsigned *ret_mask);

#endif
