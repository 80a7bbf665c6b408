// raw_files.h - reads the requests of tests/raw/.
//
// A file holds one request: bytes as they stand, without the line ends of the file; \r \n \t \0 \xNN mean what they mean in
// C, {a*1000} is a thousand times "a". Lines that begin with '#' say why. The last line says what is expected:
//     => 400          this status, and the connection closed
//     => 200 text     this status and this text in the answer; the connection may stay open
//     => closed       no answer
#ifndef SEMPRE_TESTS_RAW_FILES_H
#define SEMPRE_TESTS_RAW_FILES_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/vec.h"
#include "support.h"

static inline struct strings raw_files(void)
{
    struct strings files = {0};
    DIR *folder = opendir(TEST_SUPPORT "/../raw");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strstr(entry->d_name, ".txt") != NULL)
            *VEC_PUSH(test_arena(), &files) = arena_print(test_arena(), "%s/../raw/%s", TEST_SUPPORT, entry->d_name);
    closedir(folder);
    return files;
}

static inline const char *raw_file_text(const char *path)
{
    char bytes[16384];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t n = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    return arena_copy(test_arena(), bytes, n);
}

// Adds what one escape stands for; returns what follows it.
static inline const char *raw_add_escape(struct buf *out, const char *at)
{
    static const char letters[] = "rnt0\\", signs[] = "\r\n\t\0\\";
    if (*at == 'x') {
        const char digits[3] = {at[1], at[2], '\0'};
        buf_add_char(out, (char)strtol(digits, NULL, 16));
        return at + 3;
    }
    const char *letter = strchr(letters, *at);
    assert_non_null(letter);
    buf_add_char(out, signs[letter - letters]);
    return at + 1;
}

static inline void raw_add_line(struct buf *out, const char *at, size_t n)
{
    const char *end = at + n;
    while (at < end) {
        if (*at == '\\')
            at = raw_add_escape(out, at + 1);
        else if (*at == '{' && at + 2 < end && at[2] == '*') {
            char *after, sign = at[1];
            for (long times = strtol(at + 3, &after, 10); times > 0; times--)
                buf_add_char(out, sign);
            at = after + 1;
        } else
            buf_add_char(out, *at++);
    }
}

// The request of a file; the line that begins with "=> " goes to `ret_expected`.
static inline struct buf raw_file_read(const char *path, const char **ret_expected)
{
    const char *text = raw_file_text(path);
    struct buf out = buf_make(test_arena(), 4096);
    *ret_expected = NULL;
    for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        if (strncmp(text, "=> ", 3) == 0)
            *ret_expected = arena_copy(test_arena(), text + 3, n - 3);
        else if (*text != '#')
            raw_add_line(&out, text, n);
    }
    return out;
}

#endif
