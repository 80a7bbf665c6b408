// totp.h - codes that an app shows (RFC 6238: HMAC-SHA-1, six digits, a new one every 30 seconds; what every such app can).
#ifndef SEMPRE_PEOPLE_TOTP_H
#define SEMPRE_PEOPLE_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_DIGITS = 6, TOTP_STEP_SECONDS = 30, TOTP_TEXT_SIZE = 9 };

// The code of a step (seconds since 1970 / 30) in 6 to 8 digits. `ret_code` of TOTP_TEXT_SIZE bytes.
void totp_code(const unsigned char *secret, size_t n, int64_t step, unsigned digits, char ret_code[static TOTP_TEXT_SIZE]);

// Whether `typed` is the code of the step of `now` (ms since 1970) or of its neighbours, for clocks that differ by up to half a
// minute, and of a step later than `used`. `secret` of TOTP_SECRET_BYTES.
bool totp_is_right(const unsigned char *secret, int64_t now, int64_t used, const char *typed, int64_t *ret_step);

// The secret in letters and digits (RFC 4648 base 32), to type into an app. Owned by the arena.
const char *totp_secret_text(struct arena *arena, const unsigned char *secret);

#endif
