// browser.c - requests over real sockets, with cookies and forms.
#include "browser.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PATIENCE_MS = 30000 };

int line_open(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (line >= 0 && connect(line, (struct sockaddr *)&to, sizeof(to)) == 0)
        return line;
    if (line >= 0)
        close(line);
    return -1;
}

bool line_send(int line, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(line, bytes, n, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        n -= (size_t)sent;
    }
    return true;
}

static bool is_whole(struct buf *answer)
{
    const char *text = buf_text(answer), *end = strstr(text, "\r\n\r\n");
    if (end == NULL)
        return false;
    const char *length = strcasestr(text, "\r\nContent-Length: ");
    return length != NULL && length < end && answer->n >= (size_t)(end - text) + 4 + strtoul(length + 18, NULL, 10);
}

bool line_read(int line, struct buf *answer)
{
    char bytes[8192];
    while (!is_whole(answer)) {
        struct pollfd ready = {.fd = line, .events = POLLIN};
        if (poll(&ready, 1, PATIENCE_MS) != 1)
            return false;
        ssize_t n = recv(line, bytes, sizeof(bytes), 0);
        if (n <= 0)
            return answer->n > 0;
        buf_add(answer, bytes, (size_t)n);
    }
    return true;
}

int line_status(const char *answer)
{
    return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(answer + 9, NULL, 10) : 0;
}

struct browser *browser_new(int port)
{
    struct browser *browser = calloc(1, sizeof(*browser));
    if (browser == NULL)
        abort();
    browser->arena = arena_new(64 * 1024 * 1024);
    browser->port = port;
    browser->head = browser->body = "";
    return browser;
}

void browser_free(struct browser *browser)
{
    arena_free(browser->arena);
    free(browser);
}

void browser_cookie(struct browser *browser, const char *name, const char *value)
{
    size_t i = 0;
    while (i < browser->cookie_count && strcmp(browser->cookies[i].name, name) != 0)
        i++;
    if (i == sizeof(browser->cookies) / sizeof(browser->cookies[0]))
        return;
    if (i == browser->cookie_count)
        browser->cookie_count++;
    snprintf(browser->cookies[i].name, sizeof(browser->cookies[i].name), "%s", name);
    snprintf(browser->cookies[i].value, sizeof(browser->cookies[i].value), "%s", value);
}

const char *browser_cookie_value(const struct browser *browser, const char *name)
{
    for (size_t i = 0; i < browser->cookie_count; i++)
        if (strcmp(browser->cookies[i].name, name) == 0)
            return browser->cookies[i].value;
    return "";
}

// The text between `before` and the next `end`, into a room of `size`; unchanged where it is not there.
static void cut(const char *text, const char *before, const char *ends, char *ret, size_t size)
{
    const char *at = strstr(text, before);
    if (at == NULL)
        return;
    at += strlen(before);
    snprintf(ret, size, "%.*s", (int)strcspn(at, ends), at);
}

static void take_cookies(struct browser *browser)
{
    for (const char *at = browser->head; (at = strstr(at, "\r\nSet-Cookie: ")) != NULL;) {
        at += strlen("\r\nSet-Cookie: ");
        char name[32], value[128];
        size_t name_n = strcspn(at, "=");
        snprintf(name, sizeof(name), "%.*s", (int)name_n, at);
        const char *from = at + name_n + 1, *line_end = strstr(at, "\r\n"), *deleted = strstr(at, "Max-Age=0");
        bool is_deleted = deleted != NULL && deleted < line_end;
        snprintf(value, sizeof(value), "%.*s", is_deleted ? 0 : (int)strcspn(from, ";\r"), from);
        browser_cookie(browser, name, value);
    }
}

static void add_cookies(struct buf *request, const struct browser *browser)
{
    bool is_first = true;
    for (size_t i = 0; i < browser->cookie_count; i++) {
        if (browser->cookies[i].value[0] == '\0')
            continue;
        buf_print(request, "%s%s=%s", is_first ? "Cookie: " : "; ", browser->cookies[i].name, browser->cookies[i].value);
        is_first = false;
    }
    if (!is_first)
        buf_add_text(request, "\r\n");
}

static int ask(struct browser *browser, const char *method, const char *path, const char *body, size_t body_n)
{
    // what is asked for may lie in the arena that the answer is about to fill
    struct arena *mine = arena_new(64 * 1024 * 1024);
    struct buf request = buf_make(mine, 4096), answer = buf_make(mine, 64 * 1024);
    buf_print(&request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s", method, path, browser->port,
              browser->headers != NULL ? browser->headers : "");
    add_cookies(&request, browser);
    if (body != NULL)
        buf_print(&request, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n", body_n);
    buf_add_text(&request, "\r\n");
    if (body != NULL)
        buf_add(&request, body, body_n);
    int line = line_open(browser->port);
    bool has_answer = line >= 0;
    if (has_answer) {
        (void)line_send(line, request.at, request.n); // a refusal may come before all of it was read
        has_answer = line_read(line, &answer);
    }
    if (line >= 0)
        close(line);
    arena_free(browser->arena);
    browser->arena = mine;
    const char *text = buf_text(&answer), *end = strstr(text, "\r\n\r\n");
    has_answer = has_answer && end != NULL;
    browser->status = has_answer ? line_status(text) : 0;
    browser->head = has_answer ? arena_copy(mine, text, (size_t)(end - text) + 2) : "";
    browser->body = has_answer ? end + 4 : "";
    browser->location[0] = '\0';
    cut(browser->head, "\r\nLocation: ", "\r", browser->location, sizeof(browser->location));
    cut(browser->body, "name=\"token\" value=\"", "\"", browser->token, sizeof(browser->token));
    take_cookies(browser);
    return browser->status;
}

int browser_get(struct browser *browser, const char *path)
{
    char copy[1024]; // it may point into the newest answer
    snprintf(copy, sizeof(copy), "%s", path);
    return ask(browser, "GET", copy, NULL, 0);
}

int browser_follow(struct browser *browser)
{
    const char *path = strstr(browser->location, "://");
    path = path == NULL ? browser->location : strchr(path + 3, '/');
    return path == NULL || *path == '\0' ? 0 : browser_get(browser, path);
}

int browser_post_bare(struct browser *browser, const char *path, const char *fields)
{
    char copy[1024];
    snprintf(copy, sizeof(copy), "%s", path);
    char *body = arena_dup(browser->arena, fields);
    return ask(browser, "POST", copy, body, strlen(body));
}

int browser_post(struct browser *browser, const char *path, const char *fields)
{
    return browser_post_bare(browser, path, arena_print(browser->arena, "token=%s&%s", browser->token, fields));
}

bool browser_sees(const struct browser *browser, const char *words)
{
    return strstr(browser->body, words) != NULL;
}

const char *browser_field(const struct browser *browser, const char *action, const char *name)
{
    const char *form = strstr(browser->body, arena_print(browser->arena, "action=\"%s\"", action));
    const char *end = form == NULL ? NULL : strstr(form, "</form>");
    const char *field = form == NULL ? NULL : strstr(form, arena_print(browser->arena, "name=\"%s\"", name));
    if (field == NULL || end == NULL || field > end)
        return NULL;
    const char *close = strchr(field, '>'), *value = strstr(field, " value=\"");
    if (value == NULL || value > close)
        return NULL;
    value += strlen(" value=\"");
    return arena_copy(browser->arena, value, strcspn(value, "\""));
}

const char *in_form(struct arena *arena, const char *text)
{
    struct buf out = buf_make(arena, strlen(text) * 3 + 1);
    for (; *text != '\0'; text++) {
        bool is_plain = (*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');
        if (is_plain)
            buf_add_char(&out, *text);
        else
            buf_print(&out, "%%%02X", (unsigned)(unsigned char)*text);
    }
    return buf_text(&out);
}
