// target.c - where a request goes and whom it comes from: request target, Host, and what trusted proxies add.
#include "web/target.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

#include "web/decode.h"

// A path that no route has: what cannot be an address of ours is simply not found.
static const char nowhere[] = "/" DECODE_UNREADABLE;

static bool is_plain_path(const char *path)
{
    if (path[0] != '/')
        return false;
    for (const char *at = path; *at != '\0';) { // at a '/'
        size_t n = strcspn(at + 1, "/");
        if (n == 0 && at[1] == '/')
            return false;
        if ((n == 1 && at[1] == '.') || (n == 2 && at[1] == '.' && at[2] == '.'))
            return false;
        at += 1 + n;
    }
    return strstr(path, DECODE_UNREADABLE) == NULL;
}

static bool has_encoded_slash(const char *path, size_t n)
{
    for (size_t i = 0; i + 2 < n; i++)
        if (path[i] == '%' && path[i + 1] == '2' && (path[i + 2] == 'F' || path[i + 2] == 'f'))
            return true;
    return false;
}

// Cuts "http://host" off a target in absolute form.
static const char *cut_authority(struct request *request, const char *target)
{
    size_t scheme_n = strncasecmp(target, "http://", 7) == 0 ? 7 : strncasecmp(target, "https://", 8) == 0 ? 8 : 0;
    if (scheme_n == 0)
        return target;
    size_t n = strcspn(target + scheme_n, "/?");
    if (n == 0)
        return target;
    request->host = arena_copy(request->arena, target + scheme_n, n);
    target += scheme_n + n;
    return *target == '/' ? target : arena_print(request->arena, "/%s", target);
}

enum err target_read(struct request *request, const char *target)
{
    target = cut_authority(request, target);
    if (target[0] != '/')
        return ERR_INVALID;
    size_t n = strcspn(target, "?");
    const char *path = has_encoded_slash(target, n) ? nowhere : decode_percent(request->arena, target, n, false);
    request->path = is_plain_path(path) ? path : nowhere;
    request->raw_query = target[n] == '?' ? arena_dup(request->arena, target + n + 1) : "";
    return pairs_read_urlencoded(request->arena, request->raw_query, strlen(request->raw_query), &request->query);
}

void address_text(const struct sockaddr *address, char ret_text[static ADDRESS_SIZE])
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    ret_text[0] = '\0';
    if (address != NULL && address->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof(four));
        inet_ntop(AF_INET, &four.sin_addr, ret_text, ADDRESS_SIZE);
    } else if (address != NULL && address->sa_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, address, sizeof(six));
        if (memcmp(six.sin6_addr.s6_addr, mapped, sizeof(mapped)) == 0)
            inet_ntop(AF_INET, six.sin6_addr.s6_addr + sizeof(mapped), ret_text, ADDRESS_SIZE);
        else
            inet_ntop(AF_INET6, &six.sin6_addr, ret_text, ADDRESS_SIZE);
    }
    if (ret_text[0] == '\0')
        memcpy(ret_text, "local", sizeof("local"));
}

// The written form of an address as address_text gives it; false where it is none.
static bool read_address(const char *text, size_t n, char ret_text[static ADDRESS_SIZE])
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    char copy[ADDRESS_SIZE];
    if (n > 2 && text[0] == '[' && text[n - 1] == ']')
        text++, n -= 2;
    if (n == 0 || n >= sizeof(copy))
        return false;
    memcpy(copy, text, n);
    copy[n] = '\0';
    if (inet_pton(AF_INET, copy, &four.sin_addr) == 1)
        address_text((const struct sockaddr *)(const void *)&four, ret_text);
    else if (inet_pton(AF_INET6, copy, &six.sin6_addr) == 1)
        address_text((const struct sockaddr *)(const void *)&six, ret_text);
    else
        return false;
    return true;
}

static bool is_trusted(const char *address, const char *const *proxies)
{
    char written[ADDRESS_SIZE];
    for (; proxies != NULL && *proxies != NULL; proxies++)
        if (strcmp(*proxies, address) == 0 ||
            (read_address(*proxies, strlen(*proxies), written) && strcmp(written, address) == 0))
            return true;
    return false;
}

// The last entry of a list "a, b, c" whose length is *n, cut off it.
static const char *last_entry(const char *list, size_t *n, size_t *ret_entry_n)
{
    size_t end = *n;
    while (end > 0 && (list[end - 1] == ' ' || list[end - 1] == '\t'))
        end--;
    size_t start = end;
    while (start > 0 && list[start - 1] != ',')
        start--;
    *n = start > 0 ? start - 1 : 0;
    while (start < end && (list[start] == ' ' || list[start] == '\t'))
        start++;
    *ret_entry_n = end - start;
    return list + start;
}

// Several headers of one name are one list (RFC 9110 section 5.3): this walks it from its end.
static void walk_forwarded(struct request *request, const char *const *proxies)
{
    char address[ADDRESS_SIZE];
    for (size_t i = request->headers.n; i-- > 0;) {
        if (strcmp(request->headers.at[i].name, "x-forwarded-for") != 0)
            continue;
        const char *list = request->headers.at[i].value;
        for (size_t n = strlen(list), entry_n; n > 0;) {
            const char *entry = last_entry(list, &n, &entry_n);
            if (!read_address(entry, entry_n, address))
                return;
            request->address = arena_dup(request->arena, address);
            if (!is_trusted(address, proxies))
                return;
        }
    }
}

void target_trust(struct request *request, const char *const *proxies)
{
    if (!is_trusted(request->address, proxies))
        return;
    const char *scheme = NULL;
    for (size_t i = 0; i < request->headers.n; i++)
        if (strcmp(request->headers.at[i].name, "x-forwarded-proto") == 0)
            scheme = request->headers.at[i].value;
    if (scheme != NULL) {
        size_t n = strlen(scheme), last_n;
        const char *last = last_entry(scheme, &n, &last_n);
        request->secure = last_n == 5 && strncasecmp(last, "https", 5) == 0;
    }
    walk_forwarded(request, proxies);
}
