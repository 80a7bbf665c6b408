// csrf.h - form tokens: a keyed hash of the visitor's cookie, masked anew on each page (against BREACH).
#ifndef SEMPRE_WEB_CSRF_H
#define SEMPRE_WEB_CSRF_H

#include <stdbool.h>

#include "base/rand.h"
#include "web/request.h"

enum { CSRF_KEY_SIZE = 32 };

// The token for a visitor, masked. `visitor`: value of the visitor's secret cookie. Owned by `arena`.
const char *csrf_token(struct arena *arena, const unsigned char key[static CSRF_KEY_SIZE], const char *visitor,
                       struct rand *random);
bool csrf_is_valid(const unsigned char key[static CSRF_KEY_SIZE], const char *visitor, const char *token);

// Whether Origin, else Sec-Fetch-Site, else Referer say that a POST comes from a page of this site. A request without any of
// them passes (old browsers): the token decides.
bool origin_is_own(const struct request *request, const char *address);

#endif
