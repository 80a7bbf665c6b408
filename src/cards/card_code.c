// card_code.c - the check sign of a card's code.
#include "cards/card_code.h"

#include <string.h>

static const char signs[] = "23456789BCDFGHJKMNPQRSTVWXYZ";
enum { SIGNS = sizeof(signs) - 1 }; // 28

char card_code_check(const char *code)
{
    int product = SIGNS;
    for (int i = 0; i < CARD_SECRET_SIGNS; i++) {
        const char *at = code[i] == '\0' ? NULL : strchr(signs, code[i]);
        if (at == NULL)
            return '\0';
        int sum = (product + (int)(at - signs)) % SIGNS;
        product = 2 * (sum == 0 ? SIGNS : sum) % (SIGNS + 1);
    }
    return signs[(SIGNS + 1 - product) % SIGNS];
}

bool card_code_is_right(const char *code)
{
    if (strlen(code) != CARD_CODE_SIGNS)
        return false;
    char check = card_code_check(code);
    return check != '\0' && check == code[CARD_SECRET_SIGNS];
}

const char *card_code_grouped(struct arena *arena, const char *code)
{
    return arena_print(arena, "%.5s %.5s %s", code, code + 5, code + 10);
}
