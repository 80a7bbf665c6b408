// view_html.c - follows the HTML of a view sign by sign, and refuses what could not be escaped or closed rightly.
#include "view_html.h"

#include <string.h>

#include "base/buf.h"

static bool is_letter(char sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
}

static bool is_space(char sign)
{
    return sign == ' ' || sign == '\n' || sign == '\t';
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

static bool is_void(const char *tag)
{
    static const char *const names[] = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                                        "source", "track", "wbr", NULL};
    return is_one_of(tag, names);
}

// Elements of SVG that a view may draw without the <svg> around them, because another view includes it.
static bool is_drawing(const char *tag)
{
    static const char *const names[] = {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "use", "stop",
                                        "image", NULL};
    return is_one_of(tag, names);
}

static bool is_inside(const struct html *html, const char *name)
{
    for (int i = 0; i < html->depth; i++)
        if (strcmp(html->open[i].name, name) == 0)
            return true;
    return false;
}

bool html_keeps_space(const struct html *html)
{
    return is_inside(html, "pre") || is_inside(html, "textarea");
}

bool html_is_address(const struct html *html)
{
    static const char *const names[] = {"href", "src", "action", "formaction", "poster", "cite", "data", "manifest",
                                        "xlink:href", "background", "data-live", "data-events", NULL};
    return html->place == HTML_VALUE && is_one_of(html->attribute, names);
}

// Attributes that people read or hear.
static bool is_spoken(const char *attribute)
{
    static const char *const names[] = {"title", "alt", "placeholder", "aria-label", "aria-description",
                                        "aria-roledescription", "label", NULL};
    return is_one_of(attribute, names);
}

bool html_is_plain(const struct html *html)
{
    static const char *const names[] = {"title", "textarea", "option", NULL};
    return html->place == HTML_TEXT && html->depth > 0 && is_one_of(html->open[html->depth - 1].name, names);
}

bool html_is_safe_address(const char *value)
{
    static const char *const safe[] = {"/", "#", "?", "https://", "http://", "mailto:", "tel:"};
    for (size_t i = 0; i < sizeof(safe) / sizeof(safe[0]); i++)
        if (strncmp(value, safe[i], strlen(safe[i])) == 0)
            return true;
    return false;
}

void html_filled(struct html *html, const char *begins)
{
    html->started = true;
    html->letters = 0;
    for (; html->place == HTML_VALUE && *begins != '\0' && html->value_n + 1 < sizeof(html->value); begins++) {
        html->value[html->value_n++] = *begins;
        html->value[html->value_n] = '\0';
    }
}

const char *html_differ(const struct html *a, const struct html *b, struct arena *arena)
{
    if (a->depth > b->depth)
        return arena_print(arena, "<%s> of line %d is still open", a->open[a->depth - 1].name, a->open[a->depth - 1].line);
    if (b->depth > a->depth)
        return arena_print(arena, "<%s> of line %d is still open", b->open[b->depth - 1].name, b->open[b->depth - 1].line);
    bool same_tag = a->place == HTML_TEXT || strcmp(a->tag, b->tag) == 0;
    bool same_attribute = a->place != HTML_VALUE || strcmp(a->attribute, b->attribute) == 0;
    if (a->place != b->place || !same_tag || !same_attribute)
        return arena_print(arena, "one way ends %s, the other %s", html_where(a, arena), html_where(b, arena));
    if (!html_is_address(a))
        return NULL;
    bool both_empty = !a->started && !b->started;
    if (!both_empty && !(html_is_safe_address(a->value) && html_is_safe_address(b->value)))
        return "an address must begin on every way with '/', '#', '?', https:, http:, mailto: or tel:";
    return NULL;
}

const char *html_where(const struct html *html, struct arena *arena)
{
    switch (html->place) {
    case HTML_TEXT:
        return html->depth > 0 ? arena_print(arena, "in the text of <%s>", html->open[html->depth - 1].name)
                               : "between tags";
    case HTML_OPEN:
    case HTML_CLOSE:
        return "in the name of a tag";
    case HTML_TAG:
    case HTML_NAME:
        return arena_print(arena, "in the tag <%s>", html->tag);
    case HTML_EQUALS:
    case HTML_VALUE:
        return arena_print(arena, "in the attribute %s of <%s>", html->attribute, html->tag);
    case HTML_DECLARATION:
        return "in <!doctype>";
    }
    return "here";
}

const char *html_push(struct html *html, const char *name, int line)
{
    if (html->depth == HTML_DEEP)
        return "elements are nested too deep: make a view of its own of the inner part";
    if (strcmp(name, "form") == 0 && is_inside(html, "form"))
        return "a form cannot stand inside a form: close the outer one first";
    if (strcmp(name, "a") == 0 && is_inside(html, "a"))
        return "a link cannot stand inside a link: close the outer one first";
    struct html_element *element = &html->open[html->depth++];
    *element = (struct html_element){.line = line};
    memcpy(element->name, name, strlen(name) + 1);
    return NULL;
}

const char *html_pop(struct html *html, struct arena *arena, const char *name)
{
    if (html->depth == 0)
        return arena_print(arena, "</%s> closes nothing: no element is open here", name);
    const struct html_element *last = &html->open[html->depth - 1];
    if (strcmp(last->name, name) != 0)
        return arena_print(arena, "</%s> does not fit: <%s> of line %d must be closed first", name, last->name, last->line);
    if (html->depth <= html->floor)
        return arena_print(arena, "</%s> closes an element that was opened outside of this {if}, {each} or {form}: open and "
                           "close an element on the same side", name);
    html->depth--;
    return NULL;
}

// The name of the tag is complete.
static void begin_tag(struct html *html, bool spaced)
{
    html->place = HTML_TAG;
    html->attribute[0] = '\0';
    html->has_source = html->posts = html->slash = false;
    html->spaced = spaced;
}

static void begin_value(struct html *html)
{
    html->place = HTML_VALUE;
    html->started = false;
    html->value_n = 0;
    html->value[0] = '\0';
    html->letters = 0;
}

void html_begin(struct html *html, const char *tag, const char *attribute)
{
    memcpy(html->tag, tag, strlen(tag) + 1);
    begin_tag(html, false);
    memcpy(html->attribute, attribute, strlen(attribute) + 1);
    begin_value(html);
}

void html_pause(struct html *html)
{
    if (html->place == HTML_OPEN && html->tag[0] != '\0')
        begin_tag(html, false);
    if (html->place == HTML_NAME)
        html->place = HTML_TAG;
    html->letters = 0;
}

static const char *append(char name[static HTML_NAME_SIZE], char sign)
{
    size_t n = strlen(name);
    if (n + 1 == HTML_NAME_SIZE)
        return "this name is too long to be one of HTML: is a space or a quote missing?";
    name[n] = sign;
    name[n + 1] = '\0';
    return NULL;
}

// The attribute's name is complete.
static const char *check_attribute(struct html *html, struct arena *arena)
{
    const char *name = html->attribute;
    if (strncmp(name, "on", 2) == 0)
        return arena_print(arena, "%s=\"...\" is script inside HTML, which the page's policy forbids: put it into assets/a.js", name);
    if (strcmp(name, "style") == 0)
        return "style=\"...\" is forbidden by the page's policy: use a class of assets/a.css, or attributes of SVG";
    if (strcmp(name, "srcdoc") == 0 || strcmp(name, "srcset") == 0 || strcmp(name, "ping") == 0)
        return arena_print(arena, "the attribute %s is not used here: it holds HTML or several addresses", name);
    if (strcmp(name, "src") == 0)
        html->has_source = true;
    return NULL;
}

// The value is complete.
static const char *check_value(struct html *html)
{
    if (html_is_address(html) && html->started && !html_is_safe_address(html->value))
        return "an address begins with '/', '#', '?', https:, http:, mailto: or tel:";
    if (strcmp(html->tag, "form") == 0 && strcmp(html->attribute, "method") == 0 && strcmp(html->value, "post") == 0)
        html->posts = true;
    return NULL;
}

// The tag is complete: '>' was read.
static const char *end_tag(struct html *html, struct arena *arena, int line)
{
    html->place = HTML_TEXT;
    html->letters = 0;
    if (html->posts)
        return "a form that posts is written {form \"/address\"}...{/form}, so that it carries its token";
    if (strcmp(html->tag, "script") == 0 && !html->has_source)
        return "script inside HTML is forbidden by the page's policy: write <script src=\"{asset \"a.js\"}\" defer></script>";
    if (strcmp(html->tag, "style") == 0)
        return "<style> is forbidden by the page's policy: use assets/a.css; {style \"a.css\"} writes it into the page";
    if (is_void(html->tag))
        return NULL;
    if (html->slash) {
        if (is_inside(html, "svg") || is_drawing(html->tag))
            return NULL;
        return arena_print(arena, "<%s/> does not close itself in HTML: write <%s></%s>", html->tag, html->tag, html->tag);
    }
    return html_push(html, html->tag, line);
}

static const char *take_text(struct html *html, char sign)
{
    const char *inner = html->depth > 0 ? html->open[html->depth - 1].name : "";
    if (sign == '<') {
        html->place = HTML_OPEN;
        html->tag[0] = '\0';
        html->letters = 0;
        return NULL;
    }
    if (strcmp(inner, "script") == 0)
        return "script inside HTML is forbidden by the page's policy: put it into assets/a.js";
    if (sign == '&') // an entity such as &nbsp; is no word
        html->letters = -100;
    else if (sign == ';' && html->letters < 0)
        html->letters = 0;
    else if (is_letter(sign) || (unsigned char)sign >= 0xC3)
        html->letters++;
    else if ((unsigned char)sign < 0x80)
        html->letters = html->letters < 0 && !is_space(sign) ? html->letters : 0;
    if (html->letters == 2)
        return "words that people read go into {t \"...\"}; what is the same in every language is written {\"...\"}";
    return NULL;
}

static const char *take_open(struct html *html, struct arena *arena, char sign, int line)
{
    if (html->tag[0] == '\0' && sign == '/') {
        html->place = HTML_CLOSE;
        return NULL;
    }
    if (html->tag[0] == '\0' && sign == '!') {
        html->place = HTML_DECLARATION;
        return NULL;
    }
    if (html->depth > 0 && (strcmp(html->open[html->depth - 1].name, "textarea") == 0 ||
                            strcmp(html->open[html->depth - 1].name, "title") == 0))
        return arena_print(arena, "<%s> holds only text: write &lt; for '<'", html->open[html->depth - 1].name);
    if (sign == '>' || sign == '/' || is_space(sign)) {
        if (html->tag[0] == '\0')
            return "a '<' that begins no tag is written &lt;";
        begin_tag(html, is_space(sign));
        html->slash = sign == '/';
        return sign == '>' ? end_tag(html, arena, line) : NULL;
    }
    if (!is_letter(sign) && !(html->tag[0] != '\0' && ((sign >= '0' && sign <= '9') || sign == '-')))
        return "a '<' that begins no tag is written &lt;";
    if (sign >= 'A' && sign <= 'Z' && html->depth == 0)
        return "tags are written in small letters";
    return append(html->tag, sign);
}

static const char *take_tag(struct html *html, struct arena *arena, char sign, int line)
{
    if (is_space(sign)) {
        html->spaced = true;
        return NULL;
    }
    if (sign == '>')
        return end_tag(html, arena, line);
    if (sign == '/') {
        html->slash = true;
        return NULL;
    }
    if (!is_letter(sign))
        return arena_print(arena, "'%c' begins no attribute: values stand in \"...\" behind a name and '='", sign);
    if (!html->spaced)
        return "a space is missing in front of this attribute";
    html->slash = html->spaced = false;
    html->place = HTML_NAME;
    html->attribute[0] = '\0';
    return append(html->attribute, sign);
}

static const char *take_name(struct html *html, struct arena *arena, char sign, int line)
{
    if (is_letter(sign) || (sign >= '0' && sign <= '9') || sign == '-' || sign == ':' || sign == '_')
        return append(html->attribute, sign);
    const char *problem = check_attribute(html, arena);
    if (problem != NULL)
        return problem;
    html->place = sign == '=' ? HTML_EQUALS : HTML_TAG;
    return sign == '=' ? NULL : take_tag(html, arena, sign, line);
}

static const char *take_value(struct html *html, char sign)
{
    if (sign == '"') {
        const char *problem = check_value(html);
        html->place = HTML_TAG;
        html->letters = 0;
        return problem;
    }
    if (sign == '<')
        return "a '<' in an attribute is written &lt;: or is a quote missing?";
    html->started = true;
    if (html->value_n + 1 < sizeof(html->value)) {
        html->value[html->value_n++] = sign >= 'A' && sign <= 'Z' ? (char)(sign + 32) : sign;
        html->value[html->value_n] = '\0';
    }
    html->letters = is_letter(sign) ? html->letters + 1 : 0;
    if (html->letters == 2 && is_spoken(html->attribute))
        return "words that people read go into {t \"...\"}, in attributes too";
    return NULL;
}

static const char *take_close(struct html *html, struct arena *arena, char sign)
{
    if (is_space(sign))
        return NULL;
    if (sign != '>')
        return append(html->tag, sign);
    html->place = HTML_TEXT;
    html->letters = 0;
    return html_pop(html, arena, html->tag);
}

const char *html_take(struct html *html, struct arena *arena, char sign, int line)
{
    switch (html->place) {
    case HTML_TEXT:
        return take_text(html, sign);
    case HTML_OPEN:
        if (html->tag[0] == '\0' && sign == '!' && html->depth > 0)
            return "comments for the writers of views are written {# ... #}; HTML comments would be sent to everybody";
        return take_open(html, arena, sign, line);
    case HTML_TAG:
        return take_tag(html, arena, sign, line);
    case HTML_NAME:
        return take_name(html, arena, sign, line);
    case HTML_EQUALS:
        if (sign != '"')
            return arena_print(arena, "the value of %s must stand in \"...\"", html->attribute);
        begin_value(html);
        return NULL;
    case HTML_VALUE:
        return take_value(html, sign);
    case HTML_CLOSE:
        return take_close(html, arena, sign);
    case HTML_DECLARATION:
        if (sign == '-')
            return "comments for the writers of views are written {# ... #}; HTML comments would be sent to everybody";
        if (sign == '>')
            html->place = HTML_TEXT;
        return NULL;
    }
    return NULL;
}
