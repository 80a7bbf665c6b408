// card_code.h - the code of a card: ten signs drawn by the program and a check sign, so that a slip of the finger is noticed
// before anybody is looked up.
//
// The check sign is that of ISO/IEC 7064, hybrid system MOD 29,28, over the alphabet 23456789BCDFGHJKMNPQRSTVWXYZ (28 signs
// without vowels, so no words). It notices every single wrong sign and nearly every pair of neighbours that were swapped.
#ifndef SEMPRE_CARDS_CARD_CODE_H
#define SEMPRE_CARDS_CARD_CODE_H

#include <stdbool.h>

#include "base/arena.h"

enum { CARD_SECRET_SIGNS = 10, CARD_CODE_SIGNS = 11 };

// The check sign of CARD_SECRET_SIGNS signs of the alphabet; NUL where there is another sign among them.
char card_code_check(const char *signs);

// Whether these are CARD_CODE_SIGNS signs of which the last is right. Capital letters, no spaces.
bool card_code_is_right(const char *code);

// "K7QX2M4P9RT" -> "K7QX2 M4P9R T", to print and to read out. Owned by the arena.
const char *card_code_grouped(struct arena *arena, const char *code);

#endif
