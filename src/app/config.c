// config.c - options and environment into a config, and the key file.
#include "app/config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

static bool address_is_valid(const char *value)
{
    bool has_scheme = strncmp(value, "https://", 8) == 0 || strncmp(value, "http://", 7) == 0;
    size_t n = strlen(value);
    bool is_text = utf8_is_valid(value, n) && !utf8_has_control(value, n);
    return *value == '\0' ||
           (has_scheme && n < 200 && is_text && value[n - 1] != '/' && strpbrk(value, " \t\r\n\"<>") == NULL);
}

// Addresses in figures, separated by spaces or commas.
static bool proxies_are_valid(const char *value)
{
    char one[INET6_ADDRSTRLEN];
    unsigned char bytes[sizeof(struct in6_addr)];
    for (const char *at = value; *(at += strspn(at, " ,")) != '\0';) {
        size_t n = strcspn(at, " ,");
        if (n >= sizeof one)
            return false;
        memcpy(one, at, n);
        one[n] = '\0';
        if (inet_pton(AF_INET, one, bytes) != 1 && inet_pton(AF_INET6, one, bytes) != 1)
            return false;
        at += n;
    }
    return true;
}

static bool seconds_are_valid(const char *value)
{
    size_t n = strlen(value);
    return n >= 1 && n <= 3 && strspn(value, "0123456789") == n && strtol(value, NULL, 10) >= 1 && strtol(value, NULL, 10) <= 600;
}

static bool second_step_is_valid(const char *value)
{
    return strcmp(value, "auto") == 0 || strcmp(value, "on") == 0 || strcmp(value, "off") == 0;
}

const struct setting config_settings[] = {
    {"address", "", "public address of this installation, as https://example.org without '/' at its end", address_is_valid},
    {"trusted_proxies", "", "addresses of the proxies in front of it, separated by spaces", proxies_are_valid},
    {"header_seconds", "10", "seconds a browser may take to send the head of a request, 1 to 600", seconds_are_valid},
    {"body_seconds", "60", "seconds a browser may take to send the rest of it, 1 to 600", seconds_are_valid},
    {"second_step", "auto", "whether roles need a second step of signing in: on, off, or auto, where the Internet reaches the address",
     second_step_is_valid},
    {0},
};

static const char *option(const struct pairs *options, const char *name)
{
    for (size_t i = 0; i < options->n; i++)
        if (strcmp(options->at[i].name, name) == 0)
            return options->at[i].value;
    return NULL;
}

// "HOST:PORT"; an IPv6 address stands in brackets.
static bool place_read(struct arena *arena, const char *place, struct config *config)
{
    enum { MOST_DIGITS = 5, MOST_PORT = 65535 };
    const char *colon = strrchr(place, ':');
    if (colon == NULL)
        return false;
    const char *host = place, *port = colon + 1;
    size_t n = (size_t)(colon - place), digits = strlen(port);
    if (n >= 2 && host[0] == '[' && host[n - 1] == ']')
        host++, n -= 2;
    config->listen_host = arena_copy(arena, host, n);
    config->listen_port = arena_dup(arena, port);
    return n > 0 && strpbrk(config->listen_host, "[]") == NULL && digits >= 1 && digits <= MOST_DIGITS &&
           strspn(port, "0123456789") == digits && strtol(port, NULL, 10) <= MOST_PORT;
}

enum err config_read(struct arena *arena, const struct pairs *options, struct config *ret_config, const char **ret_why)
{
    struct config config = {.db_address = option(options, "db"), .page_cache = true};
    if (config.db_address == NULL)
        config.db_address = getenv("SEMPRE_DB");
    if (config.db_address == NULL || *config.db_address == '\0')
        config.db_address = "sqlite:sempre.db";
    bool is_file = strncmp(config.db_address, "sqlite:", 7) == 0 && config.db_address[7] != '\0';
    if (!is_file && strncmp(config.db_address, "postgresql://", 13) != 0) {
        *ret_why = arena_print(arena, "The database address '%s' is not understood. Write sqlite:PATH or postgresql://...",
                               config.db_address);
        return ERR_INVALID;
    }
    config.key_path = option(options, "key");
    if (config.key_path == NULL)
        config.key_path = getenv("SEMPRE_KEY");
    if (config.key_path == NULL)
        config.key_path = is_file ? arena_print(arena, "%s.key", config.db_address + 7) : "sempre.key";

    const char *listen = option(options, "listen");
    if (listen == NULL)
        listen = "127.0.0.1:8080";
    if (!place_read(arena, listen, &config)) {
        *ret_why = arena_print(arena, "'%s' is not a place to listen at. Write HOST:PORT, as in 127.0.0.1:8080.", listen);
        return ERR_INVALID;
    }

    const char *page_cache = option(options, "page-cache");
    if (page_cache != NULL && strcmp(page_cache, "on") != 0 && strcmp(page_cache, "off") != 0) {
        *ret_why = "Write --page-cache on or --page-cache off.";
        return ERR_INVALID;
    }
    config.page_cache = page_cache == NULL || strcmp(page_cache, "on") == 0;
    *ret_config = config;
    return OK;
}

const char *config_wrong_key(struct arena *arena, const struct config *config)
{
    return arena_print(arena, "The key file %s belongs to another database: no login, card or printed code would work with it. Bring the one "
                              "that belongs to this database, or say --key FILE. Is it lost for good, see `sempre help init`.",
                       config->key_path);
}

const char *config_copies_folder(struct arena *arena, const struct config *config)
{
    return arena_print(arena, "%s/copies", dirname(arena_dup(arena, config->key_path)));
}

static enum err key_make(struct arena *arena, struct config *config, const char **ret_why)
{
    int file = open(config->key_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        *ret_why = arena_print(arena, "The key file %s cannot be made: %s.", config->key_path, strerror(errno));
        return ERR_STORE;
    }
    struct rand random = {0};
    rand_bytes(&random, config->key, sizeof config->key);
    bool is_written = write(file, config->key, sizeof config->key) == (ssize_t)sizeof config->key && fsync(file) == 0;
    if (close(file) != 0 || !is_written) {
        unlink(config->key_path);
        *ret_why = arena_print(arena, "The key file %s cannot be written: %s.", config->key_path, strerror(errno));
        return ERR_STORE;
    }
    return OK;
}

enum err config_read_key(struct arena *arena, struct config *config, bool may_make, const char **ret_why)
{
    int file = open(config->key_path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) {
        if (may_make)
            return key_make(arena, config, ret_why);
        *ret_why = arena_print(arena, "There is no key file %s. Bring the one that belongs to this database, or say --key FILE. Is "
                                       "it lost for good, see `sempre help init`.", config->key_path);
        return ERR_NOT_FOUND;
    }
    ssize_t n = file < 0 ? -1 : read(file, config->key, sizeof config->key);
    char more;
    bool is_longer = n == (ssize_t)sizeof config->key && read(file, &more, 1) != 0; // some other file: a database begins as all do
    if (file >= 0)
        close(file);
    if (n != (ssize_t)sizeof config->key || is_longer) {
        *ret_why = arena_print(arena, "The key file %s cannot be read. It must hold 32 bytes.", config->key_path);
        return ERR_STORE;
    }
    return OK;
}
