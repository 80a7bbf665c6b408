// fuzz_cookie.c - what browsers and proxies say in headers, from any bytes: cookies, the address, forwarding, encodings.
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "web/encode.h"
#include "web/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_cookies(struct arena *arena, const char *text)
{
    struct pairs cookies = {0};
    pairs_read_cookies(arena, text, &cookies);
    assert(cookies.n <= LIMIT_FIELDS);
    for (size_t i = 0; i < cookies.n; i++) {
        assert(cookies.at[i].name[0] != '\0' && strchr(cookies.at[i].name, ';') == NULL);
        assert(strchr(cookies.at[i].value, ';') == NULL);
        assert(strstr(text, cookies.at[i].name) != NULL && strstr(text, cookies.at[i].value) != NULL);
    }
}

static void check_target(struct arena *arena, const char *text)
{
    struct request request = {.arena = arena, .host = "home"};
    if (target_read(&request, text) != OK)
        return;
    size_t n = strlen(request.path);
    assert(request.path[0] == '/' && utf8_is_valid(request.path, n));
    assert(strstr(request.path, "//") == NULL && strstr(request.path, "/../") == NULL && strstr(request.path, "/./") == NULL);
    assert(n < 3 || strcmp(request.path + n - 3, "/..") != 0);
}

static void check_forwarded(struct arena *arena, const char *text)
{
    static const char *const proxies[] = {"127.0.0.1", "::1", NULL};
    struct pair pairs[] = {{"x-forwarded-for", text}, {"x-forwarded-proto", text}};
    struct request request = {.arena = arena, .address = "127.0.0.1", .headers = {pairs, 2, 2}};
    target_trust(&request, proxies);
    assert(request.address[0] != '\0' && strlen(request.address) < ADDRESS_SIZE);
    assert(strspn(request.address, "0123456789abcdef.:") == strlen(request.address));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    const char *text = arena_copy(arena, n == 0 ? "" : (const char *)bytes, n);
    check_cookies(arena, text);
    check_target(arena, text);
    check_forwarded(arena, text);
    (void)encode_accepted(text, "gzip");
    arena_reset(arena);
    return 0;
}
