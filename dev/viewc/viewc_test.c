// viewc_test.c - tests of the view compiler: what it writes, and what it refuses and how it says so.
#include "viewc.h"

#include "support.h"

static const char *one_icon(struct arena *arena, const char *name, void *context)
{
    (void)arena, (void)context;
    return strcmp(name, "plus") == 0 ? "<svg><path d=\"M1 1\"/></svg>" : NULL;
}

static enum err compile(const char *text, struct view_output *ret_output, const char **ret_problem)
{
    struct view_source source = {"show.html", text, strlen(text)};
    return view_compile(test_arena(), "networks", &source, 1, (struct view_icons){one_icon, NULL}, ret_output, ret_problem);
}

// The body of view_show that `html` becomes, without #line.
static const char *body_of(const char *html)
{
    struct view_output output;
    const char *problem = NULL;
    const char *text = arena_print(test_arena(), "{view show struct page p}\n%s", html);
    if (compile(text, &output, &problem) != OK)
        fail_msg("%s", problem);
    const char *from = strstr(buf_text(&output.c), "(void)p;\n") + strlen("(void)p;\n");
    const char *end = strstr(from, "}\n\nvoid view_show_draw");
    struct buf body = buf_make(test_arena(), 256);
    while (from < end) {
        size_t n = strcspn(from, "\n") + 1;
        if (*from != '#')
            buf_add(&body, from, n);
        from += n;
    }
    return buf_text(&body);
}

static void assert_refused(const char *html, const char *problem)
{
    struct view_output output;
    const char *found = NULL;
    const char *text = arena_print(test_arena(), "{view show struct page p}\n%s", html);
    assert_err(compile(text, &output, &found), ERR_INVALID);
    if (strstr(found, problem) == NULL || strncmp(found, "show.html:", 10) != 0)
        fail_msg("%s\nis refused with\n%s\nand not with\n%s", html, found, problem);
}

static void a_view_becomes_a_function_and_a_body(void **state)
{
    (void)state;
    struct view_output output;
    const char *problem = NULL;
    assert_ok(compile("{# show.html - a page. #}\n{use \"networks/page.h\"}\n{view show struct page p}\n<h1>{p.title}</h1>\n"
                      "{view empty}\n<hr>\n", &output, &problem));
    assert_string_equal(buf_text(&output.h),
        "// networks_views.h - made by viewc: the views of networks.\n"
        "#ifndef SEMPRE_networks_VIEWS_H\n"
        "#define SEMPRE_networks_VIEWS_H\n\n"
        "#include \"web/view.h\"\n"
        "#include \"networks/page.h\"\n\n"
        "struct page;\n"
        "void view_show(struct buf *out, const struct view_env *env, const struct page *p);\n"
        "void view_show_draw(struct buf *out, const struct view_env *env, const void *data);\n"
        "static inline struct body body_show(const struct page *p)\n{\n    return (struct body){view_show_draw, p};\n}\n\n"
        "void view_empty(struct buf *out, const struct view_env *env);\n"
        "void view_empty_draw(struct buf *out, const struct view_env *env, const void *data);\n"
        "static inline struct body body_empty(void)\n{\n    return (struct body){view_empty_draw, NULL};\n}\n\n"
        "#endif\n");
    assert_string_equal(buf_text(&output.c),
        "// networks_views.c - made by viewc.\n"
        "#include \"networks_views.h\"\n\n"
        "#include \"assets.h\"\n#include \"messages.h\"\n#include \"web/draw.h\"\n\n\n"
        "void view_show(struct buf *out, const struct view_env *env, const struct page *p)\n"
        "{\n    (void)env;\n    (void)p;\n"
        "    buf_add(out, \"<h1>\", 4);\n"
        "#line 4 \"show.html\"\n"
        "    VIEW_TEXT(p->title);\n"
        "    buf_add(out, \"</h1>\", 5);\n"
        "}\n\n"
        "void view_show_draw(struct buf *out, const struct view_env *env, const void *data)\n"
        "{\n    view_show(out, env, data);\n}\n\n"
        "void view_empty(struct buf *out, const struct view_env *env)\n"
        "{\n    (void)env;\n"
        "    buf_add(out, \"<hr>\", 4);\n"
        "}\n\n"
        "void view_empty_draw(struct buf *out, const struct view_env *env, const void *data)\n"
        "{\n    (void)data;\n    view_empty(out, env);\n}\n");
}

static void values_are_written_by_their_place(void **state)
{
    (void)state;
    assert_string_equal(body_of("<p title=\"{p.a}\">{p.b}</p><textarea>{p.c.d}</textarea>{p.e->f}"),
                        "    buf_add(out, \"<p title=\\\"\", 10);\n"
                        "    VIEW_ATTRIBUTE(p->a);\n"
                        "    buf_add(out, \"\\\">\", 2);\n"
                        "    VIEW_TEXT(p->b);\n"
                        "    buf_add(out, \"</p><textarea>\", 14);\n"
                        "    VIEW_PLAIN(p->c.d);\n"
                        "    buf_add(out, \"</textarea>\", 11);\n"
                        "    VIEW_TEXT(p->e->f);\n");
}

static void lists_have_a_name_a_number_and_an_other_way(void **state)
{
    (void)state;
    assert_string_equal(body_of("{each m in p.all}{m#}{m}{else}<hr>{/each}"),
                        "    for (size_t i1 = 0; i1 < (p->all).n; i1++) {\n"
                        "        const __typeof__(*(p->all).at) *const m = &(p->all).at[i1];\n"
                        "        (void)m;\n"
                        "        VIEW_TEXT((int64_t)(i1 + 1));\n"
                        "        VIEW_TEXT((*m));\n"
                        "    }\n    if ((p->all).n == 0) {\n"
                        "        buf_add(out, \"<hr>\", 4);\n"
                        "    }\n");
}

static void conditions_stand_between_and_inside_tags(void **state)
{
    (void)state;
    assert_string_equal(body_of("<li{if p.a} class=\"x{if !p.b} y{/if}\"{/if}>{if p.c}<br>{else if p.d}<hr>{else}<wbr>{/if}</li>"),
                        "    buf_add(out, \"<li\", 3);\n"
                        "    if (VIEW_IS(p->a)) {\n"
                        "        buf_add(out, \" class=\\\"x\", 9);\n"
                        "        if (!VIEW_IS(p->b)) {\n"
                        "            buf_add(out, \" y\", 2);\n"
                        "        }\n"
                        "        buf_add(out, \"\\\"\", 1);\n"
                        "    }\n"
                        "    buf_add(out, \">\", 1);\n"
                        "    if (VIEW_IS(p->c)) {\n"
                        "        buf_add(out, \"<br>\", 4);\n"
                        "    }\n"
                        "    else if (VIEW_IS(p->d)) {\n"
                        "        buf_add(out, \"<hr>\", 4);\n"
                        "    } else {\n"
                        "        buf_add(out, \"<wbr>\", 5);\n"
                        "    }\n"
                        "    buf_add(out, \"</li>\", 5);\n");
}

static void lines_that_hold_only_a_command_leave_nothing_behind(void **state)
{
    (void)state;
    assert_string_equal(body_of("<ul>\n    {each m in p.all}\n    <li>\n        {m.name}\n    </li>\n    {/each}\n</ul>\n"),
                        "    buf_add(out, \"<ul>\\n\", 5);\n"
                        "    for (size_t i1 = 0; i1 < (p->all).n; i1++) {\n"
                        "        const __typeof__(*(p->all).at) *const m = &(p->all).at[i1];\n"
                        "        (void)m;\n"
                        "        buf_add(out, \"<li>\\n\", 5);\n"
                        "        VIEW_TEXT(m->name);\n"
                        "        buf_add(out, \"\\n</li>\\n\", 7);\n"
                        "    }\n"
                        "    buf_add(out, \"</ul>\", 5);\n");
}

static void preformatted_text_keeps_its_white_space(void **state)
{
    (void)state;
    assert_string_equal(body_of("<p>  <b>\n\n </b></p>\n<pre>  1\n\n  2</pre>"),
                        "    buf_add(out, \"<p> <b>\\n</b></p>\\n<pre>  1\\n\\n  2</pre>\", 36);\n");
}

static void a_tag_over_several_lines_has_no_gaps(void **state)
{
    (void)state;
    assert_string_equal(body_of("<input name=\"a\"\n    {if p.a} checked{/if}\n    {if p.b} id=\"x\"{/if}>"),
                        "    buf_add(out, \"<input name=\\\"a\\\"\", 15);\n"
                        "    if (VIEW_IS(p->a)) {\n        buf_add(out, \" checked\", 8);\n    }\n"
                        "    if (VIEW_IS(p->b)) {\n        buf_add(out, \" id=\\\"x\\\"\", 7);\n    }\n"
                        "    buf_add(out, \">\", 1);\n");
}

static void addresses_are_put_together(void **state)
{
    (void)state;
    assert_string_equal(body_of("<a href=\"{url \"/n/{1}?a={2}&b=1\" p.slug id p.id}\"></a>"),
                        "    buf_add(out, \"<a href=\\\"/n/\", 12);\n"
                        "    VIEW_URL(p->slug);\n"
                        "    buf_add(out, \"\\?a=\", 3);\n"
                        "    view_id(out, (p->id).v);\n"
                        "    buf_add(out, \"&amp;b=1\\\"></a>\", 14);\n");
    assert_string_equal(body_of("<a href=\"{link p.source}\"></a><img src=\"{asset \"a-b.svg\"}\" alt=\"\">"),
                        "    buf_add(out, \"<a href=\\\"\", 9);\n"
                        "    view_link(out, p->source);\n"
                        "    buf_add(out, \"\\\"></a><img src=\\\"\", 16);\n"
                        "    buf_add_text(out, asset_at(ASSET_a_b_svg)->served);\n"
                        "    buf_add(out, \"\\\" alt=\\\"\\\">\", 9);\n");
}

static void forms_carry_their_secrets_and_attributes(void **state)
{
    (void)state;
    assert_string_equal(body_of("{form \"/w/{1}\" p.code | class=\"vote\" id=\"{p.id}\"}<button></button>{/form}"),
                        "    buf_add(out, \"<form novalidate method=\\\"post\\\" action=\\\"/w/\", 42);\n"
                        "    VIEW_URL(p->code);\n"
                        "    buf_add(out, \"\\\" class=\\\"vote\\\" id=\\\"\", 19);\n"
                        "    VIEW_ATTRIBUTE(p->id);\n"
                        "    buf_add(out, \"\\\">\", 2);\n"
                        "    view_form_open(out, env);\n"
                        "    {\n        buf_add(out, \"<button></button></form>\", 24);\n    }\n");
    assert_non_null(strstr(body_of("{form}{/form}"), "<form novalidate method=\\\"post\\\">"));
    assert_non_null(strstr(body_of("{form p.to}{/form}"), "view_link(out, p->to);"));
}

static void sentences_are_numbered_and_kept_in_english_until_the_catalogues_know_them(void **state)
{
    (void)state;
    struct view_output output;
    const char *problem = NULL;
    assert_ok(compile("{view show struct page p}\n<p>{t \"Tea & {1}\" p.name}</p>\n<p>{n p.n \"{1} voice\" \"{1} voices, {2}\" p.name}</p>"
                      "<i title=\"{t \"Say \\\"yes\\\"\"}\"></i>", &output, &problem));
    const char *c = buf_text(&output.c);
    assert_non_null(strstr(c, "#ifdef MSG_"));
    assert_non_null(strstr(c, " (struct html_text){\"Tea &amp; {1}\", 13}\n#endif"));
    assert_non_null(strstr(c, "((n) == 1 \? (struct html_text){\"{1} voice\", 9} : (struct html_text){\"{1} voices, {2}\", 15})"));
    assert_non_null(strstr(c, ", (const struct view_arg[]){VIEW_ARG(p->name)}, 1, false);"));
    assert_non_null(strstr(c, "(const struct view_arg[]){VIEW_ARG(p->n), VIEW_ARG(p->name)}, 2, false);"));
    assert_non_null(strstr(c, "{\"Say &quot;yes&quot;\", 19}"));
    assert_string_equal(buf_text(&output.messages),
                        "#: show.html:2\nmsgid \"Tea & {1}\"\nmsgstr \"\"\n\n"
                        "#: show.html:3\nmsgid \"{1} voice\"\nmsgid_plural \"{1} voices, {2}\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n"
                        "#: show.html:3\nmsgid \"Say \\\"yes\\\"\"\nmsgstr \"\"\n\n");
}

static void what_else_can_be_written(void **state)
{
    (void)state;
    assert_string_equal(body_of("{date p.at long}<i title=\"{date p.at time}\"></i>{lines p.text}{id p.id}{body p.inner}{icon \"plus\"}"
                                "{include card p.card}{include line}{field p.f \"title\"}{errors p.f}{style \"a.css\"}{\"x\"}{{"
                                "{address \"/j/{1}\" p.code}"),
                        "    view_date(out, env, p->at, DATE_LONG);\n"
                        "    buf_add(out, \"<i title=\\\"\", 10);\n"
                        "    view_date_plain(out, env, p->at, TIME_ONLY);\n"
                        "    buf_add(out, \"\\\"></i>\", 6);\n"
                        "    VIEW_LINES(p->text);\n"
                        "    view_id(out, (p->id).v);\n"
                        "    view_body(out, env, p->inner);\n"
                        "    buf_add(out, \"<svg><path d=\\\"M1 1\\\"/></svg>\", 27);\n"
                        "    view_card(out, env, VIEW_POINTER(p->card));\n"
                        "    view_line(out, env);\n"
                        "    view_field(out, env, p->f, \"title\");\n"
                        "    view_errors(out, env, p->f);\n"
                        "    view_style(out, asset_at(ASSET_a_css));\n"
                        "    buf_add(out, \"x{\", 2);\n"
                        "    view_attribute(out, env->address);\n"
                        "    buf_add(out, \"/j/\", 3);\n"
                        "    VIEW_URL(p->code);\n");
}

static void html_that_could_carry_script_is_refused(void **state)
{
    (void)state;
    assert_refused("<a href={p.a}></a>", "must stand in \"...\"");
    assert_refused("<a href=x></a>", "must stand in \"...\"");
    assert_refused("<a href='x'></a>", "must stand in \"...\"");
    assert_refused("<a {p.a}></a>", "cannot stand in the tag <a>");
    assert_refused("<{p.a}>", "cannot stand in the name of a tag");
    assert_refused("<a href=\"{p.a}\"></a>", "use {url");
    assert_refused("<a href=\"/x/{p.a}\"></a>", "use {url");
    assert_refused("<a href=\"{t \"Go\"}\"></a>", "use {url");
    assert_refused("<a href=\"javascript:x()\"></a>", "an address begins with");
    assert_refused("<a href=\"JavaScript:x()\"></a>", "an address begins with");
    assert_refused("<a href=\" javascript:x()\"></a>", "an address begins with");
    assert_refused("<a href=\"{url \"javascript:{1}\" p.a}\"></a>", "an address begins with");
    assert_refused("<a href=\"x{url \"/a\"}\"></a>", "whole address");
    assert_refused("<a href=\"{if p.a}javascript{/if}:x\"></a>", "on every way");
    assert_refused("<a href=\"{if p.a}/a{/if}javascript:x\"></a>", "on every way");
    assert_refused("<a href=\"{if p.a}/a{else}javascript:{/if}\"></a>", "on every way");
    assert_refused("<form action=\"{p.a}\"></form>", "use {url");
    assert_refused("<form method=\"POST\" action=\"/x\"></form>", "{form \"/address\"}");
    assert_refused("<button onclick=\"x()\"></button>", "assets/a.js");
    assert_refused("<p style=\"color:red\"></p>", "a class of assets/a.css");
    assert_refused("<script>x</script>", "script inside HTML");
    assert_refused("<script src=\"/x.js\">x</script>", "script inside HTML");
    assert_refused("<script src=\"/x.js\">{p.a}</script>", "cannot stand");
    assert_refused("<style>p{{}</style>", "<style> is forbidden");
    assert_refused("<iframe srcdoc=\"x\"></iframe>", "srcdoc is not used");
    assert_refused("<p><!-- x --></p>", "{# ... #}");
    assert_refused("<!-- x -->", "{# ... #}");
}

static void html_that_does_not_close_is_refused(void **state)
{
    (void)state;
    assert_refused("<p>", "the view show ends, but <p> of line 2 is still open");
    assert_refused("<p><b></p>", "</p> does not fit: <b> of line 2");
    assert_refused("</p>", "closes nothing");
    assert_refused("<div/>", "write <div></div>");
    assert_refused("<p>1 < 2</p>", "written &lt;");
    assert_refused("<a href=\"/x\"class=\"y\"></a>", "a space is missing");
    assert_refused("<p title=\"a", "the value of title is never closed");
    assert_refused("<p title=\"a <b>\"></p>", "is a quote missing");
    assert_refused("{if p.a}<p>{/if}</p>", "do not meet");
    assert_refused("<p>{if p.a}</p>{/if}", "opened outside of this");
    assert_refused("{if p.a}<p>{else}<p>{/if}</p>", "do not meet");
    assert_refused("<p{if p.a}>{/if}", "do not meet");
    assert_refused("<p title=\"{if p.a}\"{/if}></p>", "would be in another place");
    assert_refused("{each m in p.all}<li>{/each}", "do not meet");
    assert_refused("{form}{form}{/form}{/form}", "a form cannot stand inside a form");
    assert_refused("<a href=\"/\"><a href=\"/\"></a></a>", "a link cannot stand inside a link");
    assert_refused("{form}<p>{/form}", "but <p> of line 2 is still open");
    assert_refused("<p id=\"x\" {form}></p>", "{form} stands between tags");
    assert_refused("<title><b></b></title>", "holds only text");
}

static void commands_that_are_wrong_are_refused(void **state)
{
    (void)state;
    assert_refused("{if p.a}", "{if} of line 2 is never closed");
    assert_refused("{/if}", "closes nothing");
    assert_refused("{if p.a}{/each}", "{if} of line 2 must be closed first");
    assert_refused("{if p.a == 1}{/if}", "decided in the handler");
    assert_refused("{if p.a}{else}{else}{/if}", "nothing may follow the {else}");
    assert_refused("{else}", "{else} belongs between");
    assert_refused("{each m of p.all}{/each}", "{each member in p.members}");
    assert_refused("{each p in p.all}{/each}", "already a name here");
    assert_refused("{each out in p.all}{/each}", "a meaning of its own");
    assert_refused("{q.title}", "'q' is not known here");
    assert_refused("{each m in p.all}{/each}{m.name}", "'m' is not known here");
    assert_refused("{p.title", "never closed by }");
    assert_refused("{# x", "never closed by #}");
    assert_refused("{}", "empty command");
    assert_refused("{p.}", "the name of a field is missing");
    assert_refused("{p.a()}", "a path ends with");
    assert_refused("{p.a, p.b}", "a path ends with");
    assert_refused("{p.a p.b}", "is complete, but there is more");
    assert_refused("{p#}", "counts the rounds");
    assert_refused("{form}{/form x}", "is complete");
    assert_refused("{t \"Hello {1}\"}", "asks for {1}, but there are 0");
    assert_refused("{t \"Hello\" p.a}", "argument 1 stands nowhere");
    assert_refused("{t \"Hello {name}\" p.a}", "{1} to {9}");
    assert_refused("{n p.a \"{1} voice\"}", "the sentence for many");
    assert_refused("{url \"/a/{1}\"}", "asks for {1}, but there are 0");
    assert_refused("{url \"/a\" p.a}", "argument 1 stands nowhere");
    assert_refused("{url \"/a b\"}", "percent-encoded");
    assert_refused("{date p.a}", "long, short, datetime or time");
    assert_refused("{icon \"minus\"}", "no icon 'minus'");
    assert_refused("{icon \"../../x\"}", "no icon");
    assert_refused("<p title=\"{icon \"plus\"}\"></p>", "writes elements");
    assert_refused("<title>{lines p.a}</title>", "writes elements");
    assert_refused("{form \"/x\" class=\"y\"}{/form}", "stand behind '|'");
    assert_refused("{form \"/x\" | class=\"y}{/form}", "never closed");
    assert_refused("{form \"/x\" | id=\"{q}\"}{/form}", "'q' is not known");
    assert_refused("{form \"/x\" | {if p.a} class=\"y\"}{/form}", "only whole attributes");
    assert_refused("{form \"/x\" | ><b}{/form}", "only whole attributes");
    assert_refused("<p>Hello</p>", "go into {t");
    assert_refused("<i title=\"Hello\"></i>", "in attributes too");
    assert_refused("<p>Добрый</p>", "go into {t");
    assert_refused("<p>\xC3</p>", "not UTF-8");
    assert_refused("<p>\x01</p>", "control characters");
}

static void places_are_named_by_file_and_line(void **state)
{
    (void)state;
    struct view_output output;
    const char *problem = NULL;
    assert_err(compile("{# a\nb #}\n{view show}\n<p>\n\n{if\nx}</p>", &output, &problem), ERR_INVALID);
    assert_string_equal(problem, "show.html:6: 'x' is not known here: it is neither the view's data nor the name of an {each}");
    assert_err(compile("<p></p>", &output, &problem), ERR_INVALID);
    assert_string_equal(problem, "show.html:1: HTML stands before the first {view name}");
    assert_err(compile("{view show}{view show}", &output, &problem), ERR_INVALID);
    assert_string_equal(problem, "show.html:1: there is already a view 'show' in this folder: choose another name");
}

static void words_that_need_no_translation_are_left_alone(void **state)
{
    (void)state;
    assert_string_equal(body_of("<p>1 - 2 &nbsp;&amp; a.b</p>"), "    buf_add(out, \"<p>1 - 2 &nbsp;&amp; a.b</p>\", 28);\n");
}

TESTS(viewc, a_view_becomes_a_function_and_a_body, values_are_written_by_their_place, lists_have_a_name_a_number_and_an_other_way,
      conditions_stand_between_and_inside_tags, lines_that_hold_only_a_command_leave_nothing_behind,
      preformatted_text_keeps_its_white_space, a_tag_over_several_lines_has_no_gaps, addresses_are_put_together,
      forms_carry_their_secrets_and_attributes, sentences_are_numbered_and_kept_in_english_until_the_catalogues_know_them,
      what_else_can_be_written, html_that_could_carry_script_is_refused, html_that_does_not_close_is_refused,
      commands_that_are_wrong_are_refused, places_are_named_by_file_and_line, words_that_need_no_translation_are_left_alone)
