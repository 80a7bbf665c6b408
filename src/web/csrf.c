// csrf.c - form tokens and the origin of a POST.
#include "web/csrf.h"

#include <sodium.h>
#include <string.h>

enum {
    HASH_SIZE = 16,
    TOKEN_SIZE = 2 * HASH_SIZE,                                         // mask, and mask xor hash
    TEXT_SIZE = sodium_base64_ENCODED_LEN(TOKEN_SIZE, sodium_base64_VARIANT_URLSAFE_NO_PADDING),
};

static void visitor_hash(const unsigned char key[static CSRF_KEY_SIZE], const char *visitor,
                         unsigned char ret_hash[static HASH_SIZE])
{
    crypto_generichash(ret_hash, HASH_SIZE, (const unsigned char *)visitor, strlen(visitor), key, CSRF_KEY_SIZE);
}

const char *csrf_token(struct arena *arena, const unsigned char key[static CSRF_KEY_SIZE], const char *visitor,
                       struct rand *random)
{
    unsigned char hash[HASH_SIZE], token[TOKEN_SIZE];
    visitor_hash(key, visitor, hash);
    rand_bytes(random, token, HASH_SIZE);
    for (size_t i = 0; i < HASH_SIZE; i++)
        token[HASH_SIZE + i] = token[i] ^ hash[i];
    char *text = arena_alloc(arena, TEXT_SIZE);
    return sodium_bin2base64(text, TEXT_SIZE, token, TOKEN_SIZE, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool csrf_is_valid(const unsigned char key[static CSRF_KEY_SIZE], const char *visitor, const char *token)
{
    unsigned char hash[HASH_SIZE], sent[TOKEN_SIZE];
    size_t n;
    if (token == NULL || visitor == NULL || strlen(token) != TEXT_SIZE - 1 ||
        sodium_base642bin(sent, TOKEN_SIZE, token, TEXT_SIZE - 1, NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || n != TOKEN_SIZE)
        return false;
    visitor_hash(key, visitor, hash);
    for (size_t i = 0; i < HASH_SIZE; i++)
        sent[i] ^= sent[HASH_SIZE + i];
    return sodium_memcmp(sent, hash, HASH_SIZE) == 0;
}

// Length of "scheme://host:port" at the start of an address, 0 where it is none.
static size_t origin_length(const char *address)
{
    const char *host = strstr(address, "://");
    return host == NULL ? 0 : (size_t)(host - address) + 3 + strcspn(host + 3, "/?#");
}

// The address people are told, or the very host this request was sent to: a browser does not let a foreign page choose it.
static bool is_own(const struct request *request, const char *address, const char *other)
{
    size_t n = origin_length(other);
    if (n == 0)
        return false;
    if (address != NULL && origin_length(address) == n && strncasecmp(address, other, n) == 0)
        return true;
    const char *scheme = request->secure ? "https://" : "http://";
    size_t scheme_n = strlen(scheme);
    return request->host != NULL && request->host[0] != '\0' && n == scheme_n + strlen(request->host) &&
           strncasecmp(other, scheme, scheme_n) == 0 && strncasecmp(other + scheme_n, request->host, n - scheme_n) == 0;
}

bool origin_is_own(const struct request *request, const char *address)
{
    const char *origin = request_header(request, "origin");
    if (origin != NULL)
        return is_own(request, address, origin);
    const char *site = request_header(request, "sec-fetch-site");
    if (site != NULL)
        return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
    const char *referer = request_header(request, "referer");
    return referer == NULL || is_own(request, address, referer);
}
