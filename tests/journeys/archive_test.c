// archive_test.c - tests of sempre archive: the demonstration's public pages as files, each of which leads only to others of them.
#include <ctype.h>
#include <dirent.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/vec.h"
#include "scene.h"

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

static struct outcome copy_and_list(const char *name)
{
    root = arena_print(test_arena(), "%s/%s", test_folder(), name);
    struct outcome made = RUN("archive", root);
    if (made.code != 0)
        fail_msg("%s", made.error);
    files.n = files.cap = 0;
    files.at = NULL;
    list_folder("");
    return made;
}

static struct copied *find(const char *path)
{
    for (size_t i = 0; i < files.n; i++)
        if (strcmp(files.at[i].path, path) == 0)
            return &files.at[i];
    return NULL;
}

static const char *bytes_of(const char *path)
{
    const struct copied *copied = find(path);
    return copied == NULL ? "" : copied->bytes;
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
    const char *language = arena_print(test_arena(), "<html lang=\"%.2s\"", file->path);
    if (strchr(file->path, '/') != NULL && strstr(file->bytes, language) == NULL)
        fail_msg("%s is in another language", file->path);
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
    struct started *started = started_serve(NULL);
    struct outcome made = copy_and_list("copy");
    assert_non_null(strstr(made.out, arena_print(test_arena(), " %zu files, ", files.n)));
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
    assert_has(bytes_of("de/privacy.html"), "Verantwortlich ist, wer sie auf dem eigenen Computer laufen lässt.");
    assert_has(bytes_of("de-easy/privacy.html"), "Eine Vorführung ist zum Ausprobieren.");
    assert_has_not(bytes_of("de/privacy.html"), "Eine Vorführung ist zum Ausprobieren.");
    // what is on a page that is served is in its copy
    struct browser *visitor = browser_new(started->port);
    assert_int_equal(browser_get(visitor, "/networks/liepaja/needs"), 200);
    const char *needs = strstr(visitor->body, "<ul class=\"cards\">"), *copy = bytes_of("en/networks_liepaja_needs.html");
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

// Addresses that anyone may open with GET and that are no pages of the copy, each with the reason. Whoever adds a public page and forgets
// its topic (reply_topic), or no page leads to it, finds it missing here.
static const struct {
    const char *path, *reason;
} not_copied[] = {
    {"/login", "a form"},
    {"/login/code", "a form"},
    {"/recover", "a form"},
    {"/invitations", "a form"},
    {"/invitations/:secret", "for one person"},
    {"/c", "a form"},
    {"/c/:code", "for one person"},
    {"/networks/:network/mine", "for one person"},
    {"/networks/:network/mine/card", "for one person"},
    {"/networks/:network/mine/data", "for one person"},
    {"/networks/:network/mine/data.json", "for one person"},
    {"/networks/:network/mine/forget", "for one person"},
    {"/networks/:network/mine/sheet", "for one person"},
    {"/networks/:network/search", "a form"},
    {"/networks/:network/data/:file", "for programs, in one language: the page that tells of it is there"},
    {"/networks/:network/answers/sheet", "for paper: the same answers stand at the needs"},
    {"/j", "a form"},
    {"/j/:code", "for who is in the meeting"},
    {"/w/:code", "for who is in the meeting"},
    {"/w/:code/frag", "for who is in the meeting"},
    {"/w/:code/mine", "for one person"},
    {"/s/:secret", "for who is in the meeting"},
    {"/s/:secret/frag", "for who is in the meeting"},
    {"/s/:secret/events", "for who is in the meeting"},
    {"/display", "a form"},
    {"/start-again", "for a shared computer"},
    {"/still-there", "for a shared computer"},
    {"/healthz", "for programs"},
    {"/metrics", "for programs"},
};
enum { NOT_COPIED = sizeof not_copied / sizeof not_copied[0] };

// "/networks/:network/needs" as the name of its file: "^en/networks_[a-z0-9-]+_needs\\.html$".
static bool is_copied(const char *pattern)
{
    struct buf name = buf_make(test_arena(), 256);
    regex_t expression;
    bool is_there = false;
    buf_add_text(&name, "^en/");
    for (const char *at = pattern + 1; *at != '\0'; at++)
        if (*at == ':') {
            buf_add_text(&name, "[a-z0-9-]+");
            at += strcspn(at, "/") - 1;
        } else {
            buf_add_char(&name, *at == '/' ? '_' : *at);
        }
    buf_print(&name, "%s\\.html$", pattern[1] == '\0' ? "index" : "");
    assert_int_equal(regcomp(&expression, buf_text(&name), REG_EXTENDED | REG_NOSUB), 0);
    for (size_t i = 0; i < files.n; i++)
        is_there = is_there || regexec(&expression, files.at[i].path, 0, NULL, 0) == 0;
    regfree(&expression);
    return is_there;
}

static void every_public_address_is_in_the_copy_or_it_is_said_why_not(void **state)
{
    (void)state;
    bool is_known[NOT_COPIED] = {false};
    size_t public = 0;
    int demo = RUN("demo", "--content", TEST_SUPPORT "/../../content").code;
    assert_true(demo == 0 || demo == 5); // 5: it is there, as the test before has left it
    struct call call = test_call();
    struct network_id network = fixture_network(&call, "busy"); // so many workshops that they have a list of their own
    for (int i = 0; i <= LIMIT_PAGE_ROWS; i++)
        fixture_planned(&call, network);
    assert_ok(db_commit(call.db));
    copy_and_list("whole");
    struct outcome routes = RUN("routes");
    assert_int_equal(routes.code, 0);
    for (const char *line = routes.out, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        char method[8], path[256], right[32];
        if (sscanf(line, "%7s %255s %31s", method, path, right) != 3 || strcmp(method, "GET") != 0 || strcmp(right, "anyone") != 0)
            continue;
        size_t i = 0;
        while (i < NOT_COPIED && strcmp(not_copied[i].path, path) != 0)
            i++;
        public++;
        if (i == NOT_COPIED && !is_copied(path))
            fail_msg("GET %s is open to anyone, but not in the copy. A page for everybody says its topic (reply_topic) and is linked; for "
                     "another, say the reason in this test.", path);
        if (i < NOT_COPIED && is_copied(path))
            fail_msg("GET %s is in the copy, although it is %s", path, not_copied[i].reason);
        if (i < NOT_COPIED)
            is_known[i] = true;
    }
    for (size_t i = 0; i < NOT_COPIED; i++)
        if (!is_known[i])
            fail_msg("There is no address %s any more", not_copied[i].path);
    assert_true(public >= NOT_COPIED + 10);
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

TESTS(archive, every_page_of_the_demonstration_leads_to_others, every_public_address_is_in_the_copy_or_it_is_said_why_not,
      a_folder_that_is_not_empty_is_left_alone)
