// resident_test.c - tests of what a process holds in memory, as the system counts it.
#include "base/resident.h"

#include <stdio.h>
#include <string.h>

#include "support.h"

// KB of mappings with these rights that are in memory, and how many of them were written to.
static void count(const char *rights, size_t *ret_resident, size_t *ret_written)
{
    *ret_resident = *ret_written = 0;
    FILE *maps = fopen("/proc/self/smaps", "re");
    assert_non_null(maps);
    char line[512], found[5] = "";
    while (fgets(line, sizeof(line), maps) != NULL) {
        size_t n;
        char these[5];
        if (sscanf(line, "%*x-%*x %4s", these) == 1 && strchr(line, '-') != NULL && strlen(these) == 4)
            memcpy(found, these, sizeof(found));
        if (strcmp(found, rights) != 0)
            continue;
        if (sscanf(line, "Rss: %zu kB", &n) == 1)
            *ret_resident += n;
        if (sscanf(line, "Anonymous: %zu kB", &n) == 1)
            *ret_written += n;
    }
    fclose(maps);
}

static const char told[] = "still the same";
static const char *const told_at = told; // written by the loader

static void unchanging_parts_leave_memory_and_come_back_unchanged(void **state)
{
    (void)state;
    size_t code, code_after, tables, tables_after, written, written_after;
    count("r-xp", &code, &written);
    count("r--p", &tables, &written);
    assert_true(resident_trim() > 0);
    count("r-xp", &code_after, &written_after);
    count("r--p", &tables_after, &written_after);
    assert_true(code_after < code);
    assert_true(tables_after < tables);
    assert_true(written > 0 && written_after == written); // what the loader filled in is kept
    assert_string_equal(told_at, "still the same");
}

TESTS(resident, unchanging_parts_leave_memory_and_come_back_unchanged)
