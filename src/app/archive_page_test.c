// archive_page_test.c - tests of pages made to stand alone, and of names that every file system takes.
#include "app/archive_page.h"

#include "support.h"

// What the copy of these tests has: /networks with a page of its own for ?page=2, and a style sheet.
static const char *file_of(void *context, const char *address)
{
    const char **asked = context;
    *asked = arena_dup(test_arena(), address);
    if (strcmp(address, "/networks") == 0)
        return "networks.html";
    if (strcmp(address, "/networks?page=2&q=a\"b") == 0)
        return "networks_page-2.html";
    return strcmp(address, "/assets/a.css") == 0 ? "../assets/a.css" : NULL;
}

static const char *asked;

static const char *copied(const char *html)
{
    const struct archive_links links = {file_of, &asked};
    struct buf page = archive_page(test_arena(), "/networks", html, strlen(html), &links);
    return buf_text(&page);
}

static void links_lead_to_files(void **state)
{
    (void)state;
    assert_string_equal(copied("<p><a class=\"up\" href=\"/networks\">All</a></p>"), "<p><a class=\"up\" href=\"networks.html\">All</a></p>");
    assert_string_equal(copied("<a href=\"/networks?page=2&amp;q=a&quot;b#top\" lang=\"de\">2</a>"),
                        "<a href=\"networks_page-2.html#top\" lang=\"de\">2</a>");
    assert_string_equal(copied("<a href=\"?page=2&amp;q=a&quot;b\">2</a>"), "<a href=\"networks_page-2.html\">2</a>");
    assert_string_equal(copied("<link rel=\"stylesheet\" href=\"/assets/a.css\"><link rel=\"icon\" href=\"/assets/b.svg\">"),
                        "<link rel=\"stylesheet\" href=\"../assets/a.css\">");
    assert_string_equal(copied("<A HREF=\"/networks\">x</A>"), "<A HREF=\"networks.html\">x</A>");
}

static void other_places_stay(void **state)
{
    (void)state;
    static const char *const same[] = {
        "<a href=\"https://example.org/networks\">x</a>", "<a href=\"//example.org\">x</a>", "<a href=\"mailto:a@example.org\">x</a>",
        "<a href=\"#main\">x</a>", "<!doctype html><!-- <form> --><p>1 < 2 > 1 &amp; \"q\"</p>", "<a id=\"x\">no address</a>",
        "<rect fill=\"url(#hatch)\"/>", "<p></p><li> </li>", "", "<", "<a", "</", "<a href=\"/networks", "<form",
    };
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
        assert_string_equal(copied(same[i]), same[i]);
}

static void what_leads_nowhere_goes(void **state)
{
    (void)state;
    assert_string_equal(copied("<p>a <a href=\"/login?back=/\">Sign <b>in</b></a> b</p>"), "<p>a Sign <b>in</b> b</p>");
    assert_string_equal(asked, "/login?back=/");
    assert_string_equal(copied("<p>x <a class=\"btn alt\" href=\"/c\"><svg><path d=\"M0\"/></svg>Card</a> y</p>"), "<p>x  y</p>");
    // nothing is left of a row of buttons, nor of its entry in a list
    assert_string_equal(copied("<h1>A</h1><p class=\"row\"> <a class=\"btn\" href=\"/c\">Card</a>\n</p><p>B</p>"), "<h1>A</h1><p>B</p>");
    assert_string_equal(copied("<ul><li><a class=\"btn\" href=\"/c\">C</a></li><li>D</li></ul>"), "<ul><li>D</li></ul>");
    assert_string_equal(copied("<img src=\"/nowhere.png\" alt=\"\"><p>x</p>"), "<p>x</p>");
}

static void forms_and_scripts_go(void **state)
{
    (void)state;
    assert_string_equal(copied("a<form action=\"/x\"><input type=\"hidden\" value=\"secret\"><p>y</p></form>b"), "ab");
    assert_string_equal(copied("a<form><form></form>still</form>b<FORM>c</FORM>d"), "abd");
    assert_string_equal(copied("<script src=\"/assets/a.js\" defer></script>x<noscript><meta content=\"15\"></noscript>"), "x");
    assert_string_equal(copied("a<form>never ends"), "a");
    assert_string_equal(copied("a<form/>b"), "ab");
}

static void names_fit_every_file_system(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    assert_string_equal(archive_file_name(arena, "/", ".html", 1), "index.html");
    assert_string_equal(archive_file_name(arena, "/networks/Liepaja/needs", ".html", 1), "networks_liepaja_needs.html");
    assert_string_equal(archive_file_name(arena, "/networks?page=2&state=met", ".html", 1), "networks_page-2_state-met.html");
    assert_string_equal(archive_file_name(arena, "/a/../b:c*d\"e<f>|\\\xc3\xa5.", ".csv", 2), "a_--_b-c-d-e-f------_2.csv");
    assert_string_equal(archive_file_name(arena, "/con", ".html", 1), "con-.html");
    assert_string_equal(archive_file_name(arena, "/COM1", ".html", 1), "com1-.html");
    assert_string_equal(archive_file_name(arena, "/needs/?page=", ".html", 1), "needs_page-.html");
    char *far = arena_alloc(arena, 4000);
    memset(far, 'x', 3999);
    assert_true(strlen(archive_file_name(arena, far, ".html", 1234)) < 100);
}

TESTS(archive_page, links_lead_to_files, other_places_stay, what_leads_nowhere_goes, forms_and_scripts_go, names_fit_every_file_system)
