// plain_http.c - which hosts are public, and what to say about plain http there.
#include "app/plain_http.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

static bool ipv4_is_public(uint32_t address)
{
    static const struct { uint32_t net; int bits; } own[] = {
        {0x00000000, 8},  // this host
        {0x0A000000, 8},  // 10/8, RFC 1918
        {0x64400000, 10}, // 100.64/10, RFC 6598
        {0x7F000000, 8},  // loopback
        {0xA9FE0000, 16}, // link-local, RFC 3927
        {0xAC100000, 12}, // 172.16/12, RFC 1918
        {0xC0A80000, 16}, // 192.168/16, RFC 1918
    };
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if ((address ^ own[i].net) >> (32 - own[i].bits) == 0)
            return false;
    return true;
}

static bool ipv6_is_public(const struct in6_addr *address)
{
    if (IN6_IS_ADDR_V4MAPPED(address)) {
        const uint8_t *at = address->s6_addr + 12;
        return ipv4_is_public((uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]);
    }
    return (address->s6_addr[0] & 0xe0) == 0x20; // 2000::/3, all that is routed
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), end_n = strlen(end);
    return n >= end_n && strcasecmp(text + n - end_n, end) == 0;
}

bool host_is_public(const char *host)
{
    static const char *const at_home[] = {".local", ".lan", ".home.arpa", ".internal", ".localhost", ".test"};
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, host, &four) == 1)
        return ipv4_is_public(ntohl(four.s_addr));
    if (inet_pton(AF_INET6, host, &six) == 1)
        return ipv6_is_public(&six);
    for (size_t i = 0; i < sizeof at_home / sizeof at_home[0]; i++)
        if (ends_with(host, at_home[i]))
            return false;
    return strchr(host, '.') != NULL;
}

// Whether any network card of this machine has a public address.
static bool machine_is_public(void)
{
    struct ifaddrs *list = NULL;
    bool is_public = false;
    if (getifaddrs(&list) != 0)
        return false;
    for (const struct ifaddrs *each = list; each != NULL; each = each->ifa_next) {
        if (each->ifa_addr == NULL)
            continue;
        if (each->ifa_addr->sa_family == AF_INET)
            is_public |= ipv4_is_public(ntohl(((const struct sockaddr_in *)(const void *)each->ifa_addr)->sin_addr.s_addr));
        if (each->ifa_addr->sa_family == AF_INET6)
            is_public |= ipv6_is_public(&((const struct sockaddr_in6 *)(const void *)each->ifa_addr)->sin6_addr);
    }
    freeifaddrs(list);
    return is_public;
}

// The host of "http://host:port" or "http://[::1]:port".
static const char *host_of(struct arena *arena, const char *address)
{
    const char *host = strstr(address, "://");
    host = host == NULL ? address : host + 3;
    return *host == '[' ? arena_copy(arena, host + 1, strcspn(host + 1, "]")) : arena_copy(arena, host, strcspn(host, ":/"));
}

bool address_is_public(struct arena *arena, const char *address)
{
    return *address != '\0' && host_is_public(host_of(arena, address));
}

const char *plain_http_danger(struct arena *arena, const char *address, const char *listen_host)
{
    static const char what_to_do[] = "Put a proxy with https in front and run `sempre settings address https://...`, or say "
                                     "--public-http if you want it all the same.";
    if (strncmp(address, "https://", 8) == 0)
        return NULL;
    if (address_is_public(arena, address))
        return arena_print(arena, "The setting address is %s: on plain http, passwords and votes can be read on their way "
                           "through the Internet. %s", address, what_to_do);
    bool is_everywhere = strcmp(listen_host, "0.0.0.0") == 0 || strcmp(listen_host, "::") == 0;
    if (is_everywhere ? machine_is_public() : host_is_public(listen_host))
        return arena_print(arena, "%s can be reached from the Internet: on plain http, passwords and votes can be read on "
                           "their way. %s", is_everywhere ? "This machine" : listen_host, what_to_do);
    return NULL;
}
