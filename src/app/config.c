// config.c - options and environment into a config, and the key file.
#include "app/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool address_is_valid(const char *value)
{
    bool has_scheme = strncmp(value, "https://", 8) == 0 || strncmp(value, "http://", 7) == 0;
    size_t n = strlen(value);
    return *value == '\0' || (has_scheme && n < 200 && value[n - 1] != '/' && strpbrk(value, " \t\r\n\"<>") == NULL);
}

const struct setting config_settings[] = {
    {"address", "", "public address of this installation, as https://example.org without '/' at its end", address_is_valid},
    {"trusted_proxies", "", "addresses of the proxies in front of it, separated by spaces", NULL},
    {0},
};

static const char *option(const struct pairs *options, const char *name)
{
    for (size_t i = 0; i < options->n; i++)
        if (strcmp(options->at[i].name, name) == 0)
            return options->at[i].value;
    return NULL;
}

enum err config_read(struct arena *arena, const struct pairs *options, struct config *ret_config, const char **ret_why)
{
    struct config config = {.db_address = option(options, "db"), .page_cache = true};
    if (config.db_address == NULL)
        config.db_address = getenv("SEMPRE_DB");
    if (config.db_address == NULL || *config.db_address == '\0')
        config.db_address = "sqlite:sempre.db";
    if (strncmp(config.db_address, "sqlite:", 7) != 0 && strncmp(config.db_address, "postgresql://", 13) != 0) {
        *ret_why = arena_print(arena, "The database address '%s' is not understood. Write sqlite:PATH or postgresql://...",
                               config.db_address);
        return ERR_INVALID;
    }
    config.key_path = option(options, "key");
    if (config.key_path == NULL)
        config.key_path = getenv("SEMPRE_KEY");
    if (config.key_path == NULL)
        config.key_path = strncmp(config.db_address, "sqlite:", 7) == 0
                              ? arena_print(arena, "%s.key", config.db_address + 7)
                              : "sempre.key";

    const char *listen = option(options, "listen");
    if (listen == NULL)
        listen = "127.0.0.1:8080";
    const char *colon = strrchr(listen, ':');
    if (colon == NULL || colon == listen || colon[1] == '\0' || strspn(colon + 1, "0123456789") != strlen(colon + 1)) {
        *ret_why = arena_print(arena, "'%s' is not a place to listen at. Write HOST:PORT, as in 127.0.0.1:8080.", listen);
        return ERR_INVALID;
    }
    bool in_brackets = listen[0] == '[' && colon[-1] == ']'; // an IPv6 address
    config.listen_host = in_brackets ? arena_copy(arena, listen + 1, (size_t)(colon - listen) - 2)
                                     : arena_copy(arena, listen, (size_t)(colon - listen));
    config.listen_port = arena_dup(arena, colon + 1);

    const char *page_cache = option(options, "page-cache");
    if (page_cache != NULL && strcmp(page_cache, "on") != 0 && strcmp(page_cache, "off") != 0) {
        *ret_why = "Write --page-cache on or --page-cache off.";
        return ERR_INVALID;
    }
    config.page_cache = page_cache == NULL || strcmp(page_cache, "on") == 0;
    *ret_config = config;
    return OK;
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
        *ret_why = arena_print(arena, "There is no key file %s. Run `sempre init` first, or say --key FILE.", config->key_path);
        return ERR_NOT_FOUND;
    }
    ssize_t n = file < 0 ? -1 : read(file, config->key, sizeof config->key);
    if (file >= 0)
        close(file);
    if (n != (ssize_t)sizeof config->key) {
        *ret_why = arena_print(arena, "The key file %s cannot be read. It must hold 32 bytes.", config->key_path);
        return ERR_STORE;
    }
    return OK;
}
