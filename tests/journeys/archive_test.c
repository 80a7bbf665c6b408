// archive_test.c - tests of sempre archive: the demonstration's public pages as files, each of which leads only to others of them.
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vec.h"
#include "browser.h"
#include "started.h"

// A file of the copy, by its path from the copy's folder: "de/networks.html".
struct copied {
    const char *path;
    const char *bytes;
    bool is_reached;
};
static struct { struct copied *at; size_t n, cap; } files;
static const char *root;

static const char *read_file(const char *path)
{
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    struct buf bytes = buf_make(test_arena(), 32 * 1024);
    char part[16 * 1024];
    for (size_t n; (n = fread(part, 1, sizeof(part), file)) > 0;)
        buf_add(&bytes, part, n);
    fclose(file);
    return buf_text(&bytes);
}

static bool ends_with(const char *text, const char *end)
{
    return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

static void list_folder(const char *name)
{
    DIR *folder = opendir(arena_print(test_arena(), "%s/%s", root, name));
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        struct stat status;
        const char *path = arena_print(test_arena(), "%s%s", name, entry->d_name);
        const char *whole = arena_print(test_arena(), "%s/%s", root, path);
        assert_int_equal(stat(whole, &status), 0);
        if (S_ISDIR(status.st_mode))
            list_folder(arena_print(test_arena(), "%s/", path));
        else
            *VEC_PUSH(test_arena(), &files) = (struct copied){path, read_file(whole), false};
    }
    closedir(folder);
}

static struct copied *find(const char *path)
{
    for (size_t i = 0; i < files.n; i++)
        if (strcmp(files.at[i].path, path) == 0)
            return &files.at[i];
    return NULL;
}

// What a browser asks for: `link` seen in the file at `from`. "" where it leaves the folder.
static const char *resolved(const char *from, const char *link)
{
    const char *slash = strrchr(from, '/');
    const char *folder = slash == NULL ? "" : arena_copy(test_arena(), from, (size_t)(slash - from) + 1);
    if (strncmp(link, "../", 3) != 0)
        return arena_print(test_arena(), "%s%s", folder, link);
    return *folder == '\0' ? "" : link + 3; // folders are one deep
}

static void follow(struct copied *file);

static void follow_link(const struct copied *file, const char *link)
{
    if (strncmp(link, "https://", 8) == 0 || strncmp(link, "http://", 7) == 0 || strncmp(link, "mailto:", 7) == 0)
        return;
    size_t n = strcspn(link, "#");
    struct copied *to = n == 0 ? find(file->path) : find(resolved(file->path, arena_copy(test_arena(), link, n)));
    if (to == NULL) {
        fail_msg("%s: a link to %s leads nowhere", file->path, link);
        return; // not reached, which the compiler does not know
    }
    if (link[n] == '#' && strstr(to->bytes, arena_print(test_arena(), "id=\"%s\"", link + n + 1)) == NULL)
        fail_msg("%s: there is no place %s", file->path, link);
    follow(to);
}

static void follow(struct copied *file)
{
    static const char *const attributes[] = {" href=\"", " src=\""};
    if (file == NULL || file->is_reached)
        return;
    file->is_reached = true;
    for (size_t i = 0; i < 2 && ends_with(file->path, ".html"); i++)
        for (const char *at = file->bytes; (at = strstr(at, attributes[i])) != NULL;) {
            at += strlen(attributes[i]);
            follow_link(file, arena_copy(test_arena(), at, strcspn(at, "\"")));
        }
}

static void check_name(const char *path)
{
    const char *slash = strchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    if (strlen(name) > 100 || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_.-") != strlen(name) || !isalnum((unsigned char)*name))
        fail_msg("FAT or people may stumble over the name %s", path);
}

static void check_page(const struct copied *file, const char *code)
{
    static const char *const wrong[] = {"<form", "<script", "<input", "<button", "name=\"token\"", "href=\"/", "src=\"/", "/login",
                                        "http-equiv=\"refresh\"", "/display", "/console", "/s/"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        if (strstr(file->bytes, wrong[i]) != NULL)
            fail_msg("%s holds %s", file->path, wrong[i]);
    if (strstr(file->bytes, code) != NULL)
        fail_msg("%s holds the code of the meeting", file->path);
    static const char *const sentences[] = {"This is a copy", "Dies ist eine Kopie", "\xc3\xa4r en kopia", "\xc5\xa0\xc4\xab ir"};
    bool says_so = false;
    for (size_t i = 0; i < 4; i++)
        says_so = says_so || strstr(file->bytes, sentences[i]) != NULL;
    if (!says_so || strstr(file->bytes, "<h1>") == NULL)
        fail_msg("%s does not say that it is a copy", file->path);
}

static void every_page_of_the_demonstration_leads_to_others(void **state)
{
    (void)state;
    struct outcome demo = RUN("demo", "--content", TEST_SUPPORT "/../../content");
    assert_int_equal(demo.code, 0);
    const char *code = arena_copy(test_arena(), strstr(demo.out, "join code ") + 10, 5);
    root = arena_print(test_arena(), "%s/copy", test_folder());
    struct started *started = started_serve(NULL);
    struct outcome made = RUN("archive", root);
    if (made.code != 0)
        fail_msg("%s", made.error);
    files.n = files.cap = 0;
    files.at = NULL;
    list_folder("");
    assert_non_null(strstr(made.out, arena_print(test_arena(), " %zu files, ", files.n)));
    assert_non_null(find("index.html"));
    assert_non_null(find("index.html"));
    follow(find("index.html"));
    size_t pages = 0;
    for (size_t i = 0; i < files.n; i++) {
        check_name(files.at[i].path);
        if (!files.at[i].is_reached)
            fail_msg("no page leads to %s", files.at[i].path);
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(strcasecmp(files.at[i].path, files.at[j].path), 0);
        if (!ends_with(files.at[i].path, ".html"))
            continue;
        check_page(&files.at[i], code);
        pages += strncmp(files.at[i].path, "de/", 3) == 0;
        if (strncmp(files.at[i].path, "de/", 3) == 0)
            assert_true(find(arena_print(test_arena(), "lv-easy/%s", files.at[i].path + 3)) != NULL);
    }
    assert_true(pages >= 30);
    // what is on a page that is served is in its copy
    struct browser *visitor = browser_new(started->port);
    assert_int_equal(browser_get(visitor, "/networks/liepaja/needs"), 200);
    const struct copied *copied = find("en/networks_liepaja_needs.html");
    const char *needs = strstr(visitor->body, "<ul class=\"cards\">"), *copy = copied == NULL ? "" : copied->bytes;
    size_t named = 0;
    for (const char *at = needs; at != NULL && (at = strstr(at, "</a></h3>")) != NULL; at += 9, named++) {
        const char *title = at;
        while (title[-1] != '>')
            title--;
        assert_non_null(strstr(copy, arena_copy(test_arena(), title, (size_t)(at - title))));
    }
    assert_true(named >= 3);
    browser_free(visitor);
    assert_int_equal(started_stop(started), 0);
}

static void a_folder_that_is_not_empty_is_left_alone(void **state)
{
    (void)state;
    const char *folder = arena_print(test_arena(), "%s/taken", test_folder());
    assert_int_equal(mkdir(folder, 0700), 0);
    const char *own = arena_print(test_arena(), "%s/letter.txt", folder);
    FILE *file = fopen(own, "we");
    assert_non_null(file);
    fclose(file);
    struct outcome taken = RUN("archive", folder);
    assert_int_equal(taken.code, 5);
    assert_non_null(strstr(taken.error, "There is something in the folder"));
    assert_int_equal(access(arena_print(test_arena(), "%s/index.html", folder), F_OK), -1);
    assert_int_equal(unlink(own), 0);
    assert_int_equal(RUN("archive", folder).code, 0); // empty now
    struct outcome nowhere = RUN("archive", "/nowhere/at/all");
    assert_int_equal(nowhere.code, 8);
    assert_non_null(strstr(nowhere.error, "/nowhere/at/all cannot be written"));
    assert_int_equal(RUN("archive").code, 2);
}

TESTS(archive, every_page_of_the_demonstration_leads_to_others, a_folder_that_is_not_empty_is_left_alone)
