// route.c - a tree of path segments; at each step a literal is tried before a parameter.
#include "web/route.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/vec.h"

enum { METHODS = METHOD_OTHER };

struct node {
    const char *segment; // of a literal
    size_t segment_n;
    struct node *children; // literals
    struct node *sibling;
    struct node *parameter;
    size_t index[METHODS]; // of the pattern that ends here, plus one
};

struct router {
    struct node root;
};

// The segment at `path` (after its '/') and what follows it.
static size_t segment_length(const char *path)
{
    return strcspn(path, "/");
}

static struct node *literal_child(const struct node *node, const char *segment, size_t n)
{
    for (struct node *child = node->children; child != NULL; child = child->sibling)
        if (child->segment_n == n && memcmp(child->segment, segment, n) == 0)
            return child;
    return NULL;
}

static struct node *child_for(struct arena *arena, struct node *node, const char *segment, size_t n)
{
    bool is_parameter = segment[0] == ':';
    struct node *child = is_parameter ? node->parameter : literal_child(node, segment, n);
    if (child != NULL)
        return child;
    child = ARENA_NEW(arena, struct node);
    child->segment = segment;
    child->segment_n = n;
    if (is_parameter)
        node->parameter = child;
    else {
        child->sibling = node->children;
        node->children = child;
    }
    return child;
}

struct router *router_new(struct arena *arena, const struct route_pattern *patterns, size_t n)
{
    struct router *router = ARENA_NEW(arena, struct router);
    for (size_t i = 0; i < n; i++) {
        const char *path = patterns[i].path;
        struct node *node = &router->root;
        size_t parameters = 0;
        assert(path[0] == '/' && (patterns[i].method == METHOD_GET || patterns[i].method == METHOD_POST));
        for (path++; *path != '\0'; path += *path == '/') {
            size_t length = segment_length(path);
            assert(length > 0 && (path[length] == '\0' || path[length + 1] != '\0'));
            parameters += path[0] == ':';
            node = child_for(arena, node, path, length);
            path += length;
        }
        assert(parameters <= PATH_PARAMS);
        assert(node->index[patterns[i].method] == 0 && "two routes match the same addresses");
        node->index[patterns[i].method] = i + 1;
    }
    return router;
}

struct search {
    enum method method;
    struct arena *arena;
    const char **param;
    size_t index;         // plus one
    bool allows[METHODS]; // what other methods the path has
};

static bool find_end(const struct node *node, struct search *search)
{
    for (int method = 0; method < METHODS; method++)
        search->allows[method] = search->allows[method] || node->index[method] != 0;
    if (search->method != METHOD_OTHER)
        search->index = node->index[search->method];
    return search->index != 0;
}

// Depth is bounded by that of the tree.
static bool find_below(const struct node *node, const char *path, size_t parameters, struct search *search)
{
    if (*path == '\0')
        return find_end(node, search);
    size_t n = segment_length(path);
    if (n == 0 || (path[n] == '/' && path[n + 1] == '\0')) // "//", or '/' at the end
        return false;
    const char *rest = path + n + (path[n] == '/');
    const struct node *literal = literal_child(node, path, n);
    if (literal != NULL && find_below(literal, rest, parameters, search))
        return true;
    if (node->parameter == NULL || !find_below(node->parameter, rest, parameters + 1, search))
        return false;
    search->param[parameters] = arena_copy(search->arena, path, n);
    return true;
}

static const char *allow(const struct search *search)
{
    if (search->allows[METHOD_GET])
        return search->allows[METHOD_POST] ? "GET, HEAD, POST" : "GET, HEAD";
    return "POST";
}

enum err router_find(const struct router *router, struct arena *arena, enum method method, const char *path,
                     size_t *ret_index, const char *ret_param[PATH_PARAMS], const char **ret_allow)
{
    const char *param[PATH_PARAMS] = {0};
    struct search search = {.method = method == METHOD_HEAD ? METHOD_GET : method, .arena = arena, .param = param};
    if (path[0] != '/')
        return ERR_NOT_FOUND;
    if (!find_below(&router->root, path + 1, 0, &search)) {
        if (!search.allows[METHOD_GET] && !search.allows[METHOD_POST])
            return ERR_NOT_FOUND;
        *ret_allow = allow(&search);
        return ERR_INVALID;
    }
    *ret_index = search.index - 1;
    for (size_t i = 0; i < PATH_PARAMS; i++)
        ret_param[i] = param[i];
    return OK;
}
