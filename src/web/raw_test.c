// raw_test.c - sends every request of tests/raw/ to a real server, and expects what stands there.
//
// A file holds one request: bytes as they stand, without the line ends of the file; \r \n \t \0 \xNN mean what they mean in
// C, {a*1000} is a thousand times "a". Lines that begin with '#' say why. The last line says what is expected:
//     => 400          this status, and the connection closed
//     => 200 text     this status and this text in the answer; the connection may stay open
//     => closed       no answer
#include <dirent.h>
#include <stdio.h>

#include "raw_http.h"

static struct strings raw_files(void)
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

static const char *read_file(const char *path)
{
    char bytes[16384];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t n = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    return arena_copy(test_arena(), bytes, n);
}

// Adds what one escape stands for; returns what follows it.
static const char *add_escape(struct buf *out, const char *at)
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

static void add_line(struct buf *out, const char *at, size_t n)
{
    const char *end = at + n;
    while (at < end) {
        if (*at == '\\')
            at = add_escape(out, at + 1);
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
static struct buf read_request(const char *text, const char **ret_expected)
{
    struct buf out = buf_make(test_arena(), 4096);
    *ret_expected = NULL;
    for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        if (strncmp(text, "=> ", 3) == 0)
            *ret_expected = arena_copy(test_arena(), text + 3, n - 3);
        else if (*text != '#')
            add_line(&out, text, n);
    }
    return out;
}

// Says what is wrong, so that one run names every file.
static bool is_as_expected(const struct raw_server *raw, const char *file, const struct buf *request, const char *expected)
{
    const char *name = strrchr(file, '/') + 1, *wanted = strchr(expected, ' ');
    int line = raw_connect(raw);
    raw_send(line, request->at, request->n);
    const char *answer = wanted != NULL ? raw_read_one(line) : raw_read_all(line);
    close(line);
    int status = strcmp(expected, "closed") == 0 ? 0 : (int)strtol(expected, NULL, 10);
    bool is_right = raw_status(answer) == status && (wanted == NULL || strstr(answer, wanted + 1) != NULL);
    if (!is_right)
        print_error("%s: \"%s\" expected, not \"%s\"\n", name, expected, answer);
    return is_right;
}

static void every_raw_request_is_answered_as_it_should_be(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    struct strings files = raw_files();
    int wrong = 0;
    assert_true(files.n >= 70);
    for (size_t i = 0; i < files.n; i++) {
        const char *expected;
        struct buf request = read_request(read_file(files.at[i]), &expected);
        assert_non_null(expected);
        wrong += !is_as_expected(raw, files.at[i], &request, expected);
        raw_serves(raw);
    }
    raw_stop(raw);
    assert_int_equal(wrong, 0);
}

TESTS(raw, every_raw_request_is_answered_as_it_should_be)
