// stop_words.c - lists of words into sorted tables in C:  stop_words OUT.c content/stop_words/de.txt ...
//
// The first line of a list, which begins with #, says what it is; all other words of the file are its words.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "c_text.h"
#include "files.h"

static int fail(const char *path, const char *sentence)
{
    fprintf(stderr, "stop_words: %s: %s\n", path, sentence);
    return 2;
}

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

// "content/stop_words/de.txt" is the list of "de".
static const char *language_of_path(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    bool is_language = strlen(name) == 6 && strspn(name, "abcdefghijklmnopqrstuvwxyz") == 2 && strcmp(name + 2, ".txt") == 0;
    return is_language ? arena_copy(arena, name, 2) : NULL;
}

static struct strings words_of(struct arena *arena, const char *text)
{
    struct strings words = {0};
    for (const char *at = text + strcspn(text, "\n"); *(at += strspn(at, " \n")) != '\0'; at += strcspn(at, " \n"))
        *VEC_PUSH(arena, &words) = arena_copy(arena, at, strcspn(at, " \n"));
    if (words.n > 0)
        qsort(words.at, words.n, sizeof *words.at, by_bytes);
    return words;
}

// Words that stand there twice are written once.
static size_t write_words(struct buf *c, const char *language, const struct strings *words)
{
    size_t n = 0;
    buf_print(c, "static const char *const %s_words[] = {", language);
    for (size_t i = 0; i < words->n; i++) {
        if (i > 0 && strcmp(words->at[i - 1], words->at[i]) == 0)
            continue;
        buf_add_text(c, n++ % 8 == 0 ? "\n    " : " ");
        c_string(c, words->at[i], strlen(words->at[i]));
        buf_add_text(c, ",");
    }
    buf_add_text(c, "\n};\n");
    return n;
}

int main(int count, char **arguments)
{
    if (count < 3)
        return fail("usage", "stop_words OUT.c LANGUAGE.txt...");
    struct arena *arena CLEANUP(arena_cleanup) = arena_new((size_t)1 << 24);
    struct buf c = buf_make(arena, 1 << 16), table = buf_make(arena, 1024);
    buf_add_text(&c, "// stop_words.c - made by stop_words: the lists of content/stop_words.\n#include \"i18n/stop_words.h\"\n\n");
    for (int i = 2; i < count; i++) {
        const char *text = NULL, *language = language_of_path(arena, arguments[i]);
        size_t n = 0;
        if (language == NULL)
            return fail(arguments[i], "a list is named by its language, such as de.txt");
        if (file_read(arena, arguments[i], &text, &n) != OK)
            return fail(arguments[i], "cannot be read");
        if (!utf8_is_valid(text, n) || text[0] != '#')
            return fail(arguments[i], "is not UTF-8 text whose first line begins with #");
        struct strings words = words_of(arena, text);
        n = write_words(&c, language, &words);
        buf_print(&table, "    [LANGUAGE_%c%c] = {%s_words, %zu},\n", language[0] - 'a' + 'A', language[1] - 'a' + 'A', language, n);
    }
    buf_print(&c, "\nconst struct stop_words stop_words[LANGUAGE_COUNT] = {\n%s};\n", buf_text(&table));
    return file_write(arguments[1], c.at, c.n) == OK ? 0 : fail(arguments[1], "cannot be written");
}
