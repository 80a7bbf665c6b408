// static.c - finds the files made at build.
#include "web/static.h"

#include <assert.h>
#include <string.h>

#include "web/asset_table.h"

const struct asset *asset_find(const char *name)
{
    for (size_t i = 0; i < asset_count; i++)
        if (strcmp(asset_table[i].name, name) == 0)
            return &asset_table[i];
    return NULL;
}

const struct asset *asset_served(const char *path)
{
    for (size_t i = 0; i < asset_count; i++)
        if (strcmp(asset_table[i].served, path) == 0)
            return &asset_table[i];
    return NULL;
}

const struct asset *asset_at(int number)
{
    assert(number >= 0 && (size_t)number < asset_count);
    return &asset_table[number];
}
