// archive.c - finds the public pages by their links, draws each in every language and writes it down.
#include "app/archive.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/archive_page.h"
#include "app/features.h"
#include "app/layout.h"
#include "app_views.h"
#include "base/folder.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "web/static.h"
#include "web/target.h"

enum { PAGE_ARENA = 32 * 1024 * 1024, FIRST_SLOTS = 256 };

// Texts found again by what is in them; each has a number, by the order in which they came.
struct index {
    struct strings list;
    size_t *slots; // number + 1; 0 is free
    size_t slot_count;
};

struct entry {
    const char *file; // in the folder of each language; NULL: not in the copy
    bool is_page;     // else bytes as they are
};

struct archive {
    struct call *call;
    const char *folder;
    struct route_list routes;
    struct router *router;
    struct index addresses, files;
    struct { struct entry *at; size_t n, cap; } entries; // of each address
    struct copy_variants variants;
    size_t variant;       // being drawn
    bool is_finding;      // addresses of links are taken down, nothing is written
    struct strings assets; // written already
    struct archive_facts facts;
    const char *why;
};

// --- texts and their numbers ---

static size_t hash_of(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037); // FNV-1a
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (size_t)hash;
}

static size_t *slot_of(const struct index *index, const char *text)
{
    size_t at = hash_of(text) & (index->slot_count - 1);
    while (index->slots[at] != 0 && strcmp(index->list.at[index->slots[at] - 1], text) != 0)
        at = (at + 1) & (index->slot_count - 1);
    return &index->slots[at];
}

static void grow(struct arena *arena, struct index *index)
{
    index->slot_count = index->slot_count == 0 ? FIRST_SLOTS : 2 * index->slot_count;
    index->slots = ARENA_ARRAY(arena, size_t, index->slot_count);
    for (size_t i = 0; i < index->list.n; i++)
        *slot_of(index, index->list.at[i]) = i + 1;
}

// True: it is new and has the last number.
static bool index_add(struct arena *arena, struct index *index, const char *text)
{
    if (2 * index->list.n >= index->slot_count)
        grow(arena, index);
    size_t *slot = slot_of(index, text);
    if (*slot != 0)
        return false;
    *VEC_PUSH(arena, &index->list) = arena_dup(arena, text);
    *slot = index->list.n;
    return true;
}

// --- files ---

static enum err cannot_write(struct archive *archive, const char *path)
{
    archive->why = arena_print(archive->call->arena, "%s cannot be written: %s.", path, strerror(errno));
    return ERR_STORE;
}

static enum err write_file(struct archive *archive, struct arena *arena, const char *name, const char *bytes, size_t n)
{
    const char *path = arena_print(arena, "%s/%s", archive->folder, name);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0)
        return cannot_write(archive, path);
    enum err error = OK;
    for (size_t done = 0; error == OK && done < n;) {
        ssize_t written = write(file, bytes + done, n - done);
        if (written < 0 && errno != EINTR)
            error = cannot_write(archive, path);
        done += written > 0 ? (size_t)written : 0;
    }
    if (close(file) != 0 && error == OK)
        error = cannot_write(archive, path);
    archive->facts.files++;
    archive->facts.bytes += (int64_t)n;
    return error;
}

static enum err make_folder(struct archive *archive, const char *name)
{
    const char *path = arena_print(archive->call->arena, "%s/%s", archive->folder, name);
    return mkdir(path, 0755) == 0 ? OK : cannot_write(archive, path);
}

static enum err take_folder(struct archive *archive)
{
    bool is_empty = false;
    if (mkdir(archive->folder, 0755) == 0)
        return OK;
    if (errno != EEXIST || folder_is_empty(archive->folder, &is_empty) != OK)
        return cannot_write(archive, archive->folder);
    if (is_empty)
        return OK;
    archive->why = arena_print(archive->call->arena, "There is something in the folder %s already. Please name an empty or a new one.",
                               archive->folder);
    return ERR_CONFLICT;
}

// --- links ---

static const char *asset_file(struct archive *archive, const struct asset *asset)
{
    const char *name = strrchr(asset->served, '/') + 1;
    for (size_t i = 0; i < archive->assets.n; i++)
        if (strcmp(archive->assets.at[i], asset->served) == 0)
            return arena_print(archive->call->arena, "../assets/%s", name);
    if (!archive->is_finding)
        return NULL; // each was seen while the pages were looked for
    *VEC_PUSH(archive->call->arena, &archive->assets) = asset->served;
    return NULL;
}

// "/de/networks.html": the same page in another language, as the frame writes it.
static bool is_of_copy(const struct archive *archive, const char *address)
{
    for (size_t i = 0; i < archive->variants.n; i++) {
        const char *folder = archive->variants.at[i].folder;
        if (strncmp(address + 1, folder, strlen(folder)) == 0 && address[1 + strlen(folder)] == '/')
            return true;
    }
    return false;
}

static const char *file_of(void *context, const char *address)
{
    struct archive *archive = context;
    struct arena *arena = archive->call->arena;
    const struct asset *asset = asset_served(address);
    if (asset != NULL)
        return asset_file(archive, asset);
    if (archive->is_finding) {
        if (!is_of_copy(archive, address) && index_add(arena, &archive->addresses, address))
            VEC_PUSH(arena, &archive->entries);
        return NULL;
    }
    if (is_of_copy(archive, address))
        return arena_print(arena, "..%s", address);
    size_t slot = *slot_of(&archive->addresses, address);
    return slot == 0 ? NULL : archive->entries.at[slot - 1].file;
}

// --- drawing ---

static void draw_frame(struct archive *archive, struct arena *arena, const struct request *request, struct call *call,
                       struct reply *reply, const char *file)
{
    struct copy_view copy = {.file = file, .variants = archive->variants, .sentence = archive->variants.at[archive->variant].sentence};
    copy.variants.at = ARENA_ARRAY(arena, struct copy_variant, archive->variants.n);
    for (size_t i = 0; i < archive->variants.n; i++) {
        copy.variants.at[i] = archive->variants.at[i];
        copy.variants.at[i].is_current = i == archive->variant;
    }
    const struct preferences preferences = {.language = call->language, .easy = call->easy, .has_css = true};
    const struct layout_call layout = {.request = request, .reply = reply, .call = call, .preferences = &preferences,
                                       .key = call->key, .copy = &copy};
    layout_draw(&layout, false);
}

// What a visitor gets at an address; `file`: its name, "" while pages are looked for. ERR_NOT_FOUND: nothing for a copy.
static enum err draw(struct archive *archive, struct arena *arena, const char *address, const char *file, struct reply *ret_reply)
{
    const struct copy_variant *variant = &archive->variants.at[archive->variant];
    struct request *request = ARENA_NEW(arena, struct request);
    *request = (struct request){.arena = arena, .method = METHOD_GET, .raw_query = "", .address = "", .host = ""};
    size_t number = 0;
    const char *allow = NULL;
    if (target_read(request, address) != OK ||
        router_find(archive->router, arena, METHOD_GET, request->path, &number, request->param, &allow) != OK)
        return ERR_NOT_FOUND;
    const struct route *route = archive->routes.at[number];
    if (route->right != ANYONE || (route->flags & ROUTE_KEEPS_OPEN) != 0)
        return ERR_NOT_FOUND;
    struct call *call = ARENA_NEW(arena, struct call);
    *call = *archive->call;
    call->arena = arena;
    call->actor = (struct actor){0};
    call->language = variant->language;
    call->easy = variant->easy;
    *ret_reply = (struct reply){.arena = arena};
    if (route->scope != NULL)
        TRY(route->scope(call, request, &call->scope));
    TRY(route->handle(call, request, ret_reply));
    TRY(db_error(call->db));
    bool is_page = ret_reply->form == REPLY_PAGE && ret_reply->topic_count > 0;
    if (ret_reply->status != 200 || !(is_page || ret_reply->form == REPLY_BYTES) || reply_has_header(ret_reply, "Set-Cookie"))
        return ERR_NOT_FOUND;
    if (is_page)
        draw_frame(archive, arena, request, call, ret_reply, file);
    return arena_is_full(arena) ? ERR_LIMIT : OK;
}

// ".html", or that of a file by its type; NULL: not for a copy.
static const char *end_of(const struct reply *reply)
{
    static const char *const types[][2] = {
        {"text/html", ".html"}, {"text/csv", ".csv"},      {"application/json", ".json"}, {"image/svg+xml", ".svg"},
        {"image/png", ".png"},  {"image/jpeg", ".jpg"},    {"image/webp", ".webp"},       {"application/pdf", ".pdf"},
        {"application/zip", ".zip"}, {"text/markdown", ".md"},
    };
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (strncmp(reply->content_type, types[i][0], strlen(types[i][0])) == 0)
            return types[i][1];
    return NULL;
}

static struct buf to_copy(struct archive *archive, struct arena *arena, const char *address, const struct reply *reply)
{
    const struct archive_links links = {file_of, archive};
    return archive_page(arena, arena_copy(arena, address, strcspn(address, "?")), reply->bytes.at, reply->bytes.n, &links);
}

// --- all pages ---

static const char *new_name(struct archive *archive, const char *address, const char *end)
{
    struct arena *arena = archive->call->arena;
    for (int number = 1;; number++) {
        const char *name = archive_file_name(arena, address, end, number);
        if (index_add(arena, &archive->files, name))
            return name;
    }
}

// Looks at one address of which a page spoke, and takes down those of which it speaks.
static enum err find(struct archive *archive, struct arena *arena, size_t i)
{
    struct reply reply;
    const char *address = archive->addresses.list.at[i];
    enum err error = draw(archive, arena, address, "", &reply);
    if (error == ERR_STORE || error == ERR_BUSY || error == ERR_LIMIT)
        return error;
    const char *end = error == OK ? end_of(&reply) : NULL;
    if (end == NULL)
        return OK;
    bool is_page = strcmp(end, ".html") == 0;
    archive->entries.at[i] = (struct entry){new_name(archive, address, end), is_page};
    archive->facts.pages += is_page;
    if (is_page)
        to_copy(archive, arena, address, &reply);
    return OK;
}

static enum err find_all(struct archive *archive, struct arena *arena)
{
    archive->is_finding = true;
    file_of(archive, "/");
    for (size_t i = 0; i < archive->addresses.list.n; i++) {
        TRY(find(archive, arena, i));
        arena_reset(arena);
    }
    archive->is_finding = false;
    return OK;
}

static enum err write_one(struct archive *archive, struct arena *arena, size_t i)
{
    struct reply reply;
    const struct entry *entry = &archive->entries.at[i];
    const char *address = archive->addresses.list.at[i];
    const char *name = arena_print(arena, "%s/%s", archive->variants.at[archive->variant].folder, entry->file);
    TRY(draw(archive, arena, address, entry->file, &reply));
    struct buf bytes = entry->is_page ? to_copy(archive, arena, address, &reply) : reply.bytes;
    return arena_is_full(arena) ? ERR_LIMIT : write_file(archive, arena, name, bytes.at, bytes.n);
}

static enum err write_all(struct archive *archive, struct arena *arena, struct backup_listener listener)
{
    int64_t done = 0, of = (int64_t)(archive->entries.n * archive->variants.n);
    for (archive->variant = 0; archive->variant < archive->variants.n; archive->variant++) {
        TRY(make_folder(archive, archive->variants.at[archive->variant].folder));
        for (size_t i = 0; i < archive->entries.n; i++) {
            if (archive->entries.at[i].file != NULL)
                TRY(write_one(archive, arena, i));
            arena_reset(arena);
            if (++done % 64 == 0 && done < of && listener.step != NULL)
                listener.step(done, of, listener.context);
        }
    }
    if (listener.step != NULL)
        listener.step(of, of, listener.context);
    archive->variant = 0;
    return OK;
}

static enum err write_assets(struct archive *archive, struct arena *arena)
{
    TRY(make_folder(archive, "assets"));
    for (size_t i = 0; i < archive->assets.n; i++) {
        const struct asset *asset = asset_served(archive->assets.at[i]);
        TRY(write_file(archive, arena, asset->served + 1, asset->plain, asset->plain_n));
    }
    return OK;
}

// Where one chooses a language: the only page that is not in a folder.
static enum err write_start(struct archive *archive, struct arena *arena)
{
    struct call *call = ARENA_NEW(arena, struct call);
    struct reply reply = {.arena = arena};
    const struct request request = {.arena = arena, .method = METHOD_GET, .path = "/", .raw_query = "", .host = ""};
    *call = *archive->call;
    call->arena = arena;
    call->actor = (struct actor){0};
    call->language = archive->variants.at[0].language;
    reply_page(&reply, 200, tr(call->language, N_("A copy to read")), body_copy_start(&archive->variants));
    draw_frame(archive, arena, &request, call, &reply, NULL);
    struct buf page = to_copy(archive, arena, "/", &reply);
    // one folder higher than the others
    struct buf start = buf_make(arena, page.n);
    for (size_t i = 0; i < page.n; i++)
        if (page.n - i >= 4 && memcmp(page.at + i, "\"../", 4) == 0) {
            buf_add_char(&start, '"');
            i += 3;
        } else {
            buf_add_char(&start, page.at[i]);
        }
    return write_file(archive, arena, "index.html", start.at, start.n);
}

static void add_variants(struct archive *archive)
{
    struct arena *arena = archive->call->arena;
    for (enum language language = 0; language < LANGUAGE_COUNT; language++)
        for (int easy = 0; easy < 2 && language_has_catalogue(language); easy++) {
            const char *tag = language_tag(language), *name = language_name(language);
            const char *day = format_date(arena, language, NULL, archive->call->now, DATE_LONG);
            *VEC_PUSH(arena, &archive->variants) = (struct copy_variant){
                .language = language, .easy = easy != 0, .tag = tag,
                .folder = easy ? arena_print(arena, "%s-easy", tag) : tag,
                .name = easy ? arena_print(arena, "%s: %s", name, tr(language, N_("Easy language"))) : name,
                .sentence = tr_fill(arena, tr(language, N_("This is a copy of these pages as they were on {1}. It can be read "
                                                           "without the Internet. Nothing can be sent from it.")), &day, 1)};
        }
    archive->facts.languages = (int64_t)archive->variants.n;
}

static enum err write_copy(struct archive *archive, struct backup_listener listener)
{
    struct arena *page CLEANUP(arena_cleanup) = arena_new(PAGE_ARENA);
    TRY(take_folder(archive));
    add_variants(archive);
    TRY(find_all(archive, page));
    TRY(write_all(archive, page, listener));
    TRY(write_assets(archive, page));
    TRY(write_start(archive, page));
    // Who sees the command end pulls out the stick.
    return folder_sync(archive->folder) == OK ? OK : cannot_write(archive, archive->folder);
}

enum err archive_write(struct call *call, const char *folder, struct backup_listener listener, struct archive_facts *ret_facts,
                       const char **ret_why)
{
    struct archive archive = {.call = call, .folder = folder, .routes = features_routes(call->arena)};
    archive.router = features_router(call->arena, &archive.routes);
    enum err error = write_copy(&archive, listener);
    if (error == OK)
        *ret_facts = archive.facts;
    else
        *ret_why = archive.why != NULL ? archive.why : err_sentence(error);
    return error;
}
