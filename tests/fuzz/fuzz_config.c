// fuzz_config.c - what --db, --listen and --page-cache say, from any three lines: what is accepted names a database and a port.
#include <assert.h>
#include <string.h>

#include "app/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

// Cuts the next line off.
static const char *next_line(struct arena *arena, const char **at)
{
    size_t n = strcspn(*at, "\n");
    const char *line = arena_copy(arena, *at, n);
    *at += n + ((*at)[n] == '\n');
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    const char *at = arena_copy(arena, n == 0 ? "" : (const char *)bytes, n);
    struct pair pairs[] = {{"db", next_line(arena, &at)}, {"listen", next_line(arena, &at)}, {"page-cache", at}};
    const struct pairs options = {pairs, 3, 3};
    struct config config;
    const char *why = NULL;
    enum err error = config_read(arena, &options, &config, &why);
    if (error == OK) {
        bool is_file = strncmp(config.db_address, "sqlite:", 7) == 0;
        assert(is_file || strncmp(config.db_address, "postgresql://", 13) == 0);
        assert(!is_file || config.db_address[7] != '\0');
        assert(config.key_path[0] != '\0' && config.listen_host[0] != '\0' && strpbrk(config.listen_host, "[]") == NULL);
        size_t digits = strlen(config.listen_port);
        assert(digits >= 1 && digits <= 5 && strspn(config.listen_port, "0123456789") == digits);
    } else {
        assert(error == ERR_INVALID && why != NULL && why[0] != '\0');
    }
    arena_reset(arena);
    return 0;
}
