// password.c - hashing and judging passwords, secrets that follow from ids.
#include "people/password.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "i18n/format.h"
#include "i18n/message.h"

enum { PASSES = 2, MEMORY_KIB = 19456, AT_ONCE = 2, PATIENCE_SECONDS = 5 };

// Memory, not time, is what a small computer is short of: hence a fixed number at once.
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int running;

static enum err enter(void)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += PATIENCE_SECONDS;
    pthread_mutex_lock(&mutex);
    bool waited_long = false;
    while (running >= AT_ONCE && !waited_long)
        waited_long = pthread_cond_timedwait(&changed, &mutex, &end) != 0;
    bool may = running < AT_ONCE;
    if (may)
        running++;
    pthread_mutex_unlock(&mutex);
    return may ? OK : ERR_BUSY;
}

static void leave(void)
{
    pthread_mutex_lock(&mutex);
    running--;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
}

enum err password_hash(struct call *call, const char *name, const char *password, const char **ret_hash)
{
    unsigned char salt[crypto_pwhash_argon2id_SALTBYTES], hash[32];
    const char *salted = call_hash(call, "password salt", fold(call->arena, name));
    sodium_hex2bin(salt, sizeof(salt), salted, 2 * sizeof(salt), NULL, NULL, NULL);
    TRY(enter());
    int failed = crypto_pwhash_argon2id(hash, sizeof(hash), password, strlen(password), salt, PASSES,
                                        (size_t)MEMORY_KIB * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13);
    leave();
    if (failed != 0)
        return ERR_BUSY; // no memory for it now
    char text[2 * sizeof(hash) + 1];
    sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
    *ret_hash = arena_print(call->arena, "argon2id$%d$%d$%s", MEMORY_KIB, PASSES, text);
    return OK;
}

bool password_matches(const char *stored, const char *hash)
{
    return stored != NULL && strlen(stored) == strlen(hash) && sodium_memcmp(stored, hash, strlen(hash)) == 0;
}

// "1234567890", "jihgfedcba": each sign is the next or the one before.
static bool is_row_of_signs(const char *password)
{
    bool up = true, down = true;
    for (const char *at = password; at[0] != '\0' && at[1] != '\0'; at++) {
        int step = at[1] - at[0];
        up = up && (step == 1 || (at[0] == '9' && at[1] == '0'));
        down = down && step == -1;
    }
    return up || down;
}

static int different_bytes(const char *text)
{
    bool seen[256] = {false};
    int count = 0;
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        count += !seen[byte];
        seen[byte] = true;
    }
    return count;
}

// Words of this program and of its users that stand first in every list of guesses, folded. What is besides them must be long enough.
static bool is_mostly_a_usual_word(const char *folded)
{
    static const char *const words[] = {"sempre", "password", "passwort", "kennwort", "lösenord", "parole", "qwerty", "qwertz", "asdfgh",
                                        "123456", "coordinator", "koordinator", "samordnare", "koordinators", "workshop", "welcome",
                                        "willkommen", "välkommen", "sveiki", "letmein", "iloveyou", "summer", "sommer", "sommar", "vasara"};
    size_t n = strlen(folded), usual = 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(folded, words[i]) != NULL)
            usual += strlen(words[i]);
    return usual > 0 && n <= usual + PASSWORD_LEAST / 2;
}

const char *password_problem(struct call *call, const char *name, const char *password)
{
    if (utf8_length(password, strlen(password)) < PASSWORD_LEAST)
        return N_("Take at least 10 signs. Three or four words that only you would put together are good.");
    const char *folded = fold(call->arena, password), *folded_name = fold(call->arena, name);
    if (*folded_name != '\0' && strstr(folded, folded_name) != NULL && strlen(folded) < strlen(folded_name) + PASSWORD_LEAST)
        return N_("This is too close to your login name.");
    if (different_bytes(password) < 5 || is_row_of_signs(password) || is_mostly_a_usual_word(folded))
        return N_("This is easy to guess. Take three or four words that only you would put together.");
    return NULL;
}

static const char signs[] = "23456789BCDFGHJKMNPQRSTVWXYZ";

const char *secret_of(struct call *call, const char *purpose, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    const char *hash = call_hash(call, purpose, text);
    unsigned char bytes[2 * CODE_SIGNS];
    sodium_hex2bin(bytes, sizeof(bytes), hash, 2 * sizeof(bytes), NULL, NULL, NULL);
    char *code = arena_alloc(call->arena, CODE_SIGNS + 1);
    for (int i = 0; i < CODE_SIGNS; i++) // 16 bits a sign: 65536 mod 28 leaves a bias below 0.05 %
        code[i] = signs[(bytes[2 * i] << 8 | bytes[2 * i + 1]) % (sizeof(signs) - 1)];
    return code;
}

const char *code_grouped(struct call *call, const char *code)
{
    return arena_print(call->arena, "%.4s %.4s %.4s", code, code + 4, code + 8);
}

const char *code_plain(struct call *call, const char *typed)
{
    char *plain = arena_alloc(call->arena, strlen(typed) + 1), *to = plain;
    for (; *typed != '\0'; typed++)
        if (*typed >= 'a' && *typed <= 'z')
            *to++ = (char)(*typed - 'a' + 'A');
        else if (*typed != ' ' && *typed != '-')
            *to++ = *typed;
    return plain;
}
