// view_test.c - tests of what views write: values escaped for their place, sentences, fields of forms.
#include "web/view.h"

#include "support.h"
#include "base/id.h"
#include "web/draw.h"

enum { AT = 1795541400 }; // 24 November 2026, 17:30 UTC, in seconds

static struct view_env env;
static struct buf out;

static const char *token_of(void *context)
{
    (void)context;
    return "to\"ken";
}

static void begin(void)
{
    env = (struct view_env){.arena = test_arena(), .language = LANGUAGE_EN, .time_zone = "Europe/Riga", .csrf = token_of,
                            .random = test_random(), .path = "/", .address = "https://sempre.example"};
    out = buf_make(test_arena(), 64);
}

static void assert_drawn(const char *html)
{
    assert_string_equal(buf_text(&out), html);
    out.n = 0;
}

static void text_cannot_become_html(void **state)
{
    (void)state;
    begin();
    view_text(&out, "<b a=\"1\">&'</b>");
    assert_drawn("&lt;b a=&quot;1&quot;&gt;&amp;'&lt;/b&gt;");
    view_attribute(&out, "\"><script>");
    assert_drawn("&quot;&gt;&lt;script&gt;");
    view_text(&out, NULL);
    assert_drawn("");
}

static void numbers_are_grouped_for_people_and_plain_in_attributes(void **state)
{
    (void)state;
    begin();
    view_number(&out, &env, 999);
    view_number(&out, &env, 12345);
    view_number(&out, &env, -5);
    assert_drawn("99912,345-5");
    view_number_plain(&out, 12345);
    assert_drawn("12345");
}

static void words_of_another_language_say_so(void **state)
{
    (void)state;
    begin();
    view_words(&out, &env, (struct words){.text = "Hello & you", .language = LANGUAGE_EN});
    assert_drawn("Hello &amp; you");
    view_words(&out, &env, (struct words){.text = "Guten <Tag>", .language = LANGUAGE_DE});
    assert_drawn("<span lang=\"de\">Guten &lt;Tag&gt;</span>");
    view_words_attribute(&out, (struct words){.text = "\"Tag\"", .language = LANGUAGE_DE});
    assert_drawn("&quot;Tag&quot;");
    view_words_lines(&out, &env, (struct words){.text = "Tag\n\nNacht", .language = LANGUAGE_DE});
    assert_drawn("<div lang=\"de\"><p>Tag</p>\n<p>Nacht</p></div>");
}

static void lines_become_paragraphs(void **state)
{
    (void)state;
    begin();
    view_lines(&out, "\n\none <1>\r\ntwo\n \n\nthree\n");
    assert_drawn("<p>one &lt;1&gt;<br>\ntwo</p>\n<p>three</p>");
    view_lines(&out, " \n");
    assert_drawn("");
    view_lines(&out, NULL);
    assert_drawn("");
}

static void parts_of_addresses_are_percent_encoded(void **state)
{
    (void)state;
    begin();
    view_url_part(&out, "a-b_c.d~E/?&\"é");
    assert_drawn("a-b_c.d~E%2F%3F%26%22%C3%A9");
    view_id(&out, 1);
    assert_drawn("0000000000001");
}

static void links_that_somebody_typed_cannot_run_script(void **state)
{
    (void)state;
    static const char *const bad[] = {"javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example",
                                      "x", "", "vbscript:x"};
    begin();
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        view_link(&out, bad[i]);
        assert_drawn("#");
    }
    view_link(&out, NULL);
    assert_drawn("#");
    view_link(&out, "https://example.org/?a=1&b=\"");
    assert_drawn("https://example.org/?a=1&amp;b=&quot;");
    view_link(&out, "HTTP://example.org");
    assert_drawn("HTTP://example.org");
    view_link(&out, "/networks/a");
    assert_drawn("/networks/a");
    view_link(&out, "/");
    assert_drawn("/");
}

static void dates_carry_their_instant(void **state)
{
    (void)state;
    begin();
    view_date(&out, &env, (int64_t)AT * 1000, DATE_TIME);
    assert_drawn("<time datetime=\"2026-11-24T17:30Z\">24 Nov 2026, 19:30</time>");
    view_date_plain(&out, &env, (int64_t)AT * 1000, TIME_ONLY);
    assert_drawn("19:30");
    view_date(&out, &env, -1, DATE_SHORT);
    assert_drawn("<time datetime=\"1969-12-31T23:59Z\">1 Jan 1970</time>");
}

static void sentences_are_filled_in_any_order(void **state)
{
    (void)state;
    begin();
    const struct html_text pattern = {"{2} &amp; {1}, {3}", 18};
    const struct view_arg args[] = {VIEW_ARG("<a>"), VIEW_ARG(12345),
                                    VIEW_ARG(((struct words){.text = "ja", .language = LANGUAGE_DE}))};
    view_message(&out, &env, pattern, args, 3, false);
    assert_drawn("12,345 &amp; &lt;a&gt;, <span lang=\"de\">ja</span>");
    view_message(&out, &env, pattern, args, 3, true);
    assert_drawn("12,345 &amp; &lt;a&gt;, ja");
    const struct view_arg others[] = {view_arg_date((int64_t)AT * 1000, DATE_SHORT), view_arg_id(31)};
    view_message(&out, &env, (struct html_text){"{1}: {2}.", 9}, others, 2, true);
    assert_drawn("24 Nov 2026: 000000000000v.");
}

static void conditions_ask_what_is_there(void **state)
{
    (void)state;
    char code[4] = "";
    assert_false(VIEW_IS(code));
    assert_true(VIEW_IS("x"));
    assert_false(VIEW_IS((const char *)NULL));
    assert_false(VIEW_IS((size_t)0));
    assert_true(VIEW_IS((int64_t)INT64_MIN));
    assert_false(VIEW_IS((struct words){.text = ""}));
    assert_true(VIEW_IS(&env));
    assert_false(VIEW_IS((struct view_env *)NULL));
    assert_false(VIEW_IS((struct body){0}));
}

static void a_form_carries_its_token_and_a_fresh_key(void **state)
{
    (void)state;
    begin();
    view_form_open(&out, &env);
    const char *first = arena_dup(test_arena(), buf_text(&out));
    const char *key = strstr(first, "name=\"key\" value=\"");
    assert_non_null(strstr(first, "<input type=\"hidden\" name=\"token\" value=\"to&quot;ken\">"));
    assert_non_null(key);
    int64_t id;
    assert_true(id_parse(arena_copy(test_arena(), key + 18, 13), &id));
    out.n = 0;
    view_form_open(&out, &env);
    assert_string_not_equal(first, buf_text(&out));
}

struct draft {
    const char *text;
};

static const struct choice sizes[] = {{"s", "Small"}, {"l", "Large"}, {0}};
static const struct field fields[] = {
    {"title", FIELD_LINE, "Title", .hint = "As people would say it.", .required = true},
    {"mail", FIELD_LINE, "E-mail", .autocomplete = "email"},
    {"need", FIELD_SENTENCE, "Need", .required = true},
    {"about", FIELD_TEXT, "About", .required = true},
    {"code", FIELD_CODE, "Code", .required = true},
    {"dots", FIELD_NUMBER, "Dots", .least = 1, .most = 10, .required = true},
    {"change", FIELD_NUMBER, "Change", .least = -5, .most = 5, .required = true},
    {"agreed", FIELD_CHECK, "I agree"},
    {"size", FIELD_PICK, "Size", .required = true, .choices = sizes},
    {"sizes", FIELD_MANY, "Sizes", .choices = sizes},
    {"place", FIELD_CHOICE, "Place", .required = true},
    {"secret", FIELD_PASSWORD, "Password", .required = true, .autocomplete = "current-password"},
    {"day", FIELD_DATE, "Day", .required = true},
    {"sheet", FIELD_FILE, "Sheet", .required = true},
    {"row", FIELD_HIDDEN},
    {0},
};
static const struct form form = {"plan", fields, sizeof(struct draft)};

static struct filled *filled_one(const char *name, const char *typed)
{
    struct filled *filled = filled_empty(test_arena(), &form);
    for (size_t i = 0; fields[i].name != NULL; i++)
        if (strcmp(fields[i].name, name) == 0)
            filled->typed[i] = typed;
    return filled;
}

static void a_field_has_label_hint_and_value(void **state)
{
    (void)state;
    begin();
    view_field(&out, &env, filled_one("title", "Tea & \"talk\""), "title");
    assert_drawn("<div class=\"f\">\n<label for=\"plan-title\">Title</label>"
                 "<span class=\"hint\" id=\"plan-title-hint\">As people would say it.</span>\n"
                 "<input id=\"plan-title\" name=\"title\" type=\"text\" value=\"Tea &amp; &quot;talk&quot;\" "
                 "aria-describedby=\"plan-title-hint\">\n</div>");
}

static void a_wrong_field_says_what_is_wrong(void **state)
{
    (void)state;
    begin();
    struct filled *filled = filled_one("title", "");
    filled_bad(filled, "title", "Give it a title.");
    filled_bad(filled, "row", "This row is gone.");
    filled_bad(filled, "nowhere", "Somebody else changed it.");
    view_field(&out, &env, filled, "title");
    const char *drawn = buf_text(&out);
    assert_non_null(strstr(drawn, "<div class=\"f bad\">"));
    assert_non_null(strstr(drawn, "<p class=\"msg\" id=\"plan-title-msg\">\n<svg class=\"i\""));
    assert_non_null(strstr(drawn, "Give it a title.</p>\n<input"));
    assert_non_null(strstr(drawn, " aria-describedby=\"plan-title-hint plan-title-msg\" aria-invalid=\"true\">"));
    out.n = 0;
    view_errors(&out, &env, filled);
    assert_drawn("<div class=\"note err\" id=\"errors\" role=\"alert\" tabindex=\"-1\">\n<h2>Please look at this again</h2>\n<ul>\n"
                 "<li>Somebody else changed it.</li>\n"
                 "<li><a href=\"#plan-title\">Title: Give it a title.</a></li>\n"
                 "<li>This row is gone.</li>\n</ul>\n</div>");
}

static void a_form_without_mistakes_has_no_summary(void **state)
{
    (void)state;
    begin();
    view_errors(&out, &env, filled_empty(test_arena(), &form));
    view_errors(&out, &env, NULL);
    assert_drawn("");
}

static void assert_field(const char *name, const char *typed, const char *html)
{
    view_field(&out, &env, filled_one(name, typed), name);
    if (strstr(buf_text(&out), html) == NULL)
        fail_msg("%s\nhas not\n%s", buf_text(&out), html);
    out.n = 0;
}

static void each_kind_of_field_has_its_element(void **state)
{
    (void)state;
    begin();
    assert_field("mail", "", "E-mail (optional)</label>");
    assert_field("mail", "a@b", "type=\"email\" value=\"a@b\" autocapitalize=\"none\" spellcheck=\"false\" autocomplete=\"email\">");
    assert_field("need", "A bus", "name=\"need\" rows=\"2\">A bus</textarea>");
    assert_field("about", "a\n<b>", "name=\"about\" rows=\"5\">a\n&lt;b&gt;</textarea>");
    assert_field("code", "KAZE7", "value=\"KAZE7\" class=\"code\" autocapitalize=\"characters\" spellcheck=\"false\" autocomplete=\"off\">");
    assert_field("dots", "3", "type=\"text\" value=\"3\" inputmode=\"numeric\">");
    assert_field("change", "-3", "type=\"text\" value=\"-3\">");
    assert_field("agreed", "1", "<input type=\"checkbox\" id=\"plan-agreed\" name=\"agreed\" value=\"1\" checked>\n"
                                "<label for=\"plan-agreed\">I agree</label>");
    assert_field("agreed", "", "value=\"1\">");
    assert_field("size", "l", "<legend>Size</legend>");
    assert_field("size", "l", "<input type=\"radio\" id=\"plan-size\" name=\"size\" value=\"s\">\n<label for=\"plan-size\">Small");
    assert_field("size", "l", "id=\"plan-size-2\" name=\"size\" value=\"l\" checked>");
    assert_field("secret", "typed", "type=\"password\" value=\"\" autocomplete=\"current-password\">");
    assert_field("day", "2026-11-24", "type=\"date\" value=\"2026-11-24\">");
    assert_field("sheet", "", "<input type=\"file\" id=\"plan-sheet\" name=\"sheet\">");
    assert_field("row", "7", "<input type=\"hidden\" name=\"row\" value=\"7\">");
}

static void choices_may_come_from_the_data(void **state)
{
    (void)state;
    begin();
    struct filled *filled = filled_one("place", "b");
    struct option options[] = {{"a", "A & B"}, {"b", "B"}, {0}};
    filled_choices(filled, "place", options);
    view_field(&out, &env, filled, "place");
    assert_non_null(strstr(buf_text(&out), "<select id=\"plan-place\" name=\"place\">\n<option value=\"\">Please choose</option>\n"
                           "<option value=\"a\">A &amp; B</option>\n<option value=\"b\" selected>B</option>\n</select>"));
    out.n = 0;
    struct filled *many = filled_empty(test_arena(), &form);
    *VEC_PUSH(test_arena(), &many->many[9]) = "l";
    view_field(&out, &env, many, "sizes");
    assert_non_null(strstr(buf_text(&out), "<input type=\"checkbox\" id=\"plan-sizes\" name=\"sizes\" value=\"s\">"));
    assert_non_null(strstr(buf_text(&out), "id=\"plan-sizes-2\" name=\"sizes\" value=\"l\" checked>"));
}

TESTS(view, text_cannot_become_html, numbers_are_grouped_for_people_and_plain_in_attributes, words_of_another_language_say_so,
      lines_become_paragraphs, parts_of_addresses_are_percent_encoded, links_that_somebody_typed_cannot_run_script,
      dates_carry_their_instant, sentences_are_filled_in_any_order, conditions_ask_what_is_there,
      a_form_carries_its_token_and_a_fresh_key, a_field_has_label_hint_and_value, a_wrong_field_says_what_is_wrong,
      a_form_without_mistakes_has_no_summary, each_kind_of_field_has_its_element, choices_may_come_from_the_data)
