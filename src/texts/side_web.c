// side_web.c - the page of a variant beside the text it follows, and what is sent from it.
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "i18n/message.h"
#include "i18n/word_diff.h"
#include "people/place.h"
#include "texts/side.h"
#include "texts/text_view.h"
#include "texts/text_web.h"
#include "texts_views.h"

// --- the form: as many rows as the page has ---

struct side_draft {
    const char *state;
    int64_t source_version;
    struct side_typed typed[SIDE_MOST];
    const char *keys[SIDE_MOST];
};

static const struct choice states[] = {
    {"draft", N_("Draft: not checked yet")},
    {"checked", N_("Checked: somebody who knows the language well has read it")},
    {0},
};

static const struct form *form_of(struct arena *arena, size_t rows)
{
    struct form *form = ARENA_NEW(arena, struct form);
    struct field *fields = ARENA_ARRAY(arena, struct field, 3 * rows + 3), *field = fields;
    for (size_t i = 0; i < rows; i++) {
        *field++ = (struct field){arena_print(arena, "p%zu", i + 1), FIELD_TEXT, N_("Text"),
                                  .offset = offsetof(struct side_draft, typed) + i * sizeof(struct side_typed)};
        *field++ = (struct field){arena_print(arena, "ok%zu", i + 1), FIELD_CHECK, N_("Still right"),
                                  .offset = offsetof(struct side_draft, typed) + i * sizeof(struct side_typed) +
                                            offsetof(struct side_typed, is_right)};
        *field++ = (struct field){arena_print(arena, "of%zu", i + 1), FIELD_HIDDEN, N_("Text"),
                                  .offset = offsetof(struct side_draft, keys) + i * sizeof(const char *)};
    }
    *field++ = (struct field){"state", FIELD_PICK, N_("State"), .required = true, .choices = states,
                              .offset = offsetof(struct side_draft, state)};
    *field = (struct field){"source_version", FIELD_NUMBER, N_("Version of the text written first"), .required = true,
                            .most = INT64_MAX, .offset = offsetof(struct side_draft, source_version)};
    *form = (struct form){"side", fields, sizeof(struct side_draft)};
    return form;
}

// --- the page ---

// One filling in of the form; without it the page shows what is stored.
struct sent {
    const struct side_draft *draft;
    struct filled *filled;
    size_t rows;
    bool is_clash;
};

// What stands in the form beside a row.
struct written {
    const char *words;
    const char *message;
    bool is_right, is_set;
};

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

// Finds for each row what was typed beside it. The source may have changed meanwhile: rows are known by their paragraph, and what
// belongs to none goes to the row at its place, or below what stands there already.
static struct written *written_of(struct call *call, const struct side *side, const struct sent *sent)
{
    struct written *rows = ARENA_ARRAY(call->arena, struct written, side->n + 1);
    bool placed[SIDE_MOST] = {false};
    for (size_t i = 0; i < side->n; i++)
        rows[i].words = side->at[i].words;
    for (size_t t = 0; sent != NULL && t < sent->rows; t++)
        for (size_t i = 0; i < side->n && !placed[t]; i++)
            if (!rows[i].is_set && strcmp(side_key(call->arena, &side->at[i]), or_empty(sent->draft->keys[t])) == 0) {
                rows[i] = (struct written){sent->filled->typed[3 * t], filled_message(sent->filled, 3 * t, call->language),
                                           sent->draft->typed[t].is_right, true};
                placed[t] = true;
            }
    for (size_t t = 0; sent != NULL && t < sent->rows && side->n > 0; t++) {
        struct written *row = &rows[t < side->n ? t : side->n - 1];
        const char *words = sent->filled->typed[3 * t];
        if (placed[t] || words[0] == '\0')
            continue;
        row->words = row->is_set && row->words[0] != '\0' ? arena_print(call->arena, "%s\n\n%s", row->words, words) : words;
        row->is_set = true;
    }
    return rows;
}

static void add_pieces(struct call *call, enum language language, const struct side_row *row, struct side_pieces_view *pieces)
{
    struct diff_list list = word_diff(call->arena, language, row->followed, or_empty(row->source));
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, pieces) =
            (struct side_piece_view){list.at[i].text, list.at[i].kind == DIFF_OUT, list.at[i].kind == DIFF_IN};
}

static int64_t lines_for(const char *words, const char *source)
{
    enum { SIGNS = 40, LEAST = 2, MOST = 14 };
    size_t signs = strlen(words) > strlen(source) ? strlen(words) : strlen(source);
    size_t lines = signs / SIGNS + 1;
    for (const char *at = words; *at != '\0'; at++)
        lines += *at == '\n';
    return (int64_t)(lines < LEAST ? LEAST : lines > MOST ? MOST : lines);
}

static const char *tick_of(struct call *call, enum side_state state)
{
    static const char *const ticks[] = {
        [SIDE_CHANGED] = N_("Still right"),
        [SIDE_NEW] = N_("Leave this paragraph out"),
        [SIDE_GONE] = N_("Keep these words"),
    };
    return state == SIDE_SAME ? NULL : tr(call->language, ticks[state]);
}

static struct side_row_view row_view(struct call *call, const struct editing *editing, const struct side *side, size_t i,
                                     const struct written *written)
{
    const struct side_row *row = &side->at[i];
    const char *number = arena_print(call->arena, "%zu", i + 1);
    struct side_row_view view = {
        .number = number,
        .key = side_key(call->arena, row),
        .label = side->n == 1 ? tr(call->language, N_("Text"))
                              : tr_fill(call->arena, tr(call->language, N_("Paragraph {1}")), &number, 1),
        .writing = arena_print(call->arena, "%s%s%s", language_name(editing->language), editing->easy ? ", " : "",
                               editing->easy ? tr(call->language, N_("easy language")) : ""),
        .tag = language_tag(editing->source->language),
        .writing_tag = language_tag(editing->language),
        .source = {.text = or_empty(row->source), .language = editing->source->language},
        .words = written->words,
        .message = written->message,
        .tick = editing->stored == NULL && side->n == 1 ? NULL : tick_of(call, row->state),
        .lines = lines_for(written->words, or_empty(row->source)),
        .is_right = written->is_right,
        .is_same = row->state == SIDE_SAME,
        .is_changed = row->state == SIDE_CHANGED && side->is_known,
        .is_unknown = row->state == SIDE_CHANGED && !side->is_known,
        .is_new = row->state == SIDE_NEW,
        .is_gone = row->state == SIDE_GONE,
    };
    if (row->followed != NULL && row->state != SIDE_SAME)
        add_pieces(call, editing->source->language, row, &view.pieces);
    return view;
}

// Easy language beside the normal one: where the source is in another language, the normal words stand above it.
static void add_normal(struct call *call, const struct editing *editing, struct side_rows_view *rows)
{
    const struct variant *normal = editing->easy ? variant_find(&editing->list, editing->language, false) : NULL;
    if (normal == NULL || normal->is_source)
        return;
    struct side side = side_of(call->arena, editing->source, normal);
    for (size_t i = 0; i < side.n; i++)
        for (size_t k = 0; k < rows->n && side.at[i].source != NULL; k++)
            if (rows->at[k].normal.text == NULL && strcmp(rows->at[k].source.text, side.at[i].source) == 0) {
                rows->at[k].normal = (struct words){.text = side.at[i].words, .language = normal->language};
                break;
            }
}

static struct filled *filled_of(struct call *call, const struct editing *editing, size_t rows)
{
    const struct variant *stored = editing->stored;
    struct side_draft *draft = ARENA_NEW(call->arena, struct side_draft);
    draft->state = stored != NULL && stored->state == TEXT_CHECKED ? "checked" : "draft";
    struct filled *filled = filled_from(call->arena, form_of(call->arena, rows), draft);
    filled->version = stored == NULL ? 0 : stored->version;
    return filled;
}

static enum err list_address(struct call *call, const struct editing *editing, const char **ret_address)
{
    struct place place = {.network = editing->scope.network};
    TRY(places_name(call, &place, 1));
    *ret_address = place.slug == NULL ? "/programme/texts" : arena_print(call->arena, "/networks/%s/texts", place.slug);
    return OK;
}

// Puts the paragraphs of a suggestion beside those of the source; what is left over goes to the last.
static enum err suggest(struct call *call, const struct editing *editing, size_t n, struct written *rows, bool *ret_is_suggested)
{
    const char *words = NULL;
    TRY(text_suggest(call, editing->id, editing->language, editing->easy, &words));
    *ret_is_suggested = words != NULL;
    for (size_t i = 0; words != NULL && i < n && *words != '\0'; i++) {
        const char *end = strstr(words, "\n\n");
        bool is_all = end == NULL || i + 1 == n;
        rows[i].words = is_all ? words : arena_copy(call->arena, words, (size_t)(end - words));
        words = is_all ? "" : end + 2;
    }
    return OK;
}

static enum err add_rows(struct call *call, const struct editing *editing, const struct sent *sent, struct side_view *view)
{
    struct side side = side_of(call->arena, editing->source, editing->stored);
    struct written *written = written_of(call, &side, sent);
    if (sent == NULL && editing->stored == NULL)
        TRY(suggest(call, editing, side.n, written, &view->is_suggestion));
    for (size_t i = 0; i < side.n; i++) {
        struct side_row_view *row = VEC_PUSH(call->arena, &view->rows);
        *row = row_view(call, editing, &side, i, &written[i]);
        if (sent != NULL && sent->is_clash && strcmp(written[i].words, side.at[i].words) != 0)
            row->stored = side.at[i].words;
        if (side.at[i].state != SIDE_SAME)
            *VEC_PUSH(call->arena, &view->open) = *row;
    }
    add_normal(call, editing, &view->rows);
    return OK;
}

// `sent` NULL: what is stored.
static enum err side_page(struct call *call, const struct editing *editing, struct reply *reply, const struct sent *sent, int status,
                          bool is_saved)
{
    struct side_view *view = ARENA_NEW(call->arena, struct side_view);
    const struct variant *stored = editing->stored;
    enum text_state state = stored == NULL ? TEXT_DRAFT : stored->state;
    *view = (struct side_view){
        .id = editing->id,
        .name = variant_name(call->arena, editing->language, editing->easy),
        .language = language_name(editing->language),
        .source_language = language_name(editing->source->language),
        .source_version = editing->source->version,
        .easy = editing->easy,
        .is_there = stored != NULL,
        .is_draft = stored != NULL && state == TEXT_DRAFT,
        .is_checked = state == TEXT_CHECKED,
        .is_out_of_date = state == TEXT_OUT_OF_DATE,
        .is_clash = sent != NULL && sent->is_clash,
        .is_saved = is_saved,
    };
    TRY(list_address(call, editing, &view->list));
    TRY(add_rows(call, editing, sent, view));
    view->open_count = (int64_t)view->open.n;
    view->filled = sent == NULL ? filled_of(call, editing, view->rows.n) : sent->filled;
    view->filled->version = stored == NULL ? 0 : stored->version; // whoever saves again has seen both
    reply->section = "networks";
    reply_page(reply, status, view->language, body_side_page(view));
    return OK;
}

enum err side_get(struct call *call, const struct editing *editing, const struct request *request, struct reply *reply)
{
    const char *saved = request_query(request, "saved");
    return side_page(call, editing, reply, NULL, 200, saved != NULL && strcmp(saved, "1") == 0);
}

// --- what was sent ---

// Titles and names stay in one line.
static void join_lines(struct call *call, struct side_draft *draft, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        char *line = arena_dup(call->arena, or_empty(draft->typed[i].words));
        for (char *at = line; *at != '\0'; at++)
            *at = *at == '\n' || *at == '\r' ? ' ' : *at;
        draft->typed[i].words = line;
    }
}

// What becomes of the variant, or messages in `filled`.
static struct variant joined(struct call *call, const struct editing *editing, const struct side *side, const struct side_draft *draft,
                             struct filled *filled)
{
    const struct variant *stored = editing->stored;
    struct variant variant = {
        .language = editing->language,
        .easy = editing->easy,
        .state = strcmp(draft->state, "checked") == 0 ? TEXT_CHECKED : TEXT_DRAFT,
        .version = filled->version,
        .source_version = editing->source->version,
    };
    size_t open = side_join(call->arena, side, draft->typed, &variant);
    size_t most = variant_is_line(editing->source) ? 2 * LIMIT_LINE_SIGNS : LIMIT_TEXT_SIGNS;
    if (variant.words[0] == '\0')
        filled_bad(filled, "", N_("Please write something beside at least one paragraph."));
    else if (utf8_length(variant.words, strlen(variant.words)) > most)
        filled_bad(filled, "", N_("All together this is too long. Please make it shorter."));
    if (open > 0 && stored != NULL && stored->state == TEXT_OUT_OF_DATE) {
        variant.state = TEXT_OUT_OF_DATE; // until nothing is open any more
        variant.source_version = stored->source_version;
    } else if (open > 0 && variant.state == TEXT_CHECKED) {
        filled_bad(filled, "state", N_("Some paragraphs have no words yet. Please write them, tick to leave them out, or save a draft."));
    }
    return variant;
}

enum err side_post(struct call *call, const struct editing *editing, const struct request *request, struct reply *reply)
{
    const char *said = request_field(request, "rows");
    size_t rows = said == NULL ? 0 : strtoul(said, NULL, 10);
    struct side_draft *draft = ARENA_NEW(call->arena, struct side_draft);
    struct sent sent = {.draft = draft, .rows = rows < SIDE_MOST ? rows : SIDE_MOST};
    char id[ID_TEXT_SIZE];
    TRY(form_read(request, form_of(call->arena, sent.rows), draft, &sent.filled));
    if (sent.filled->bad > 0)
        return side_page(call, editing, reply, &sent, 422, false);
    if (variant_is_line(editing->source))
        join_lines(call, draft, sent.rows);
    struct side side = side_of(call->arena, editing->source, editing->stored);
    int64_t version = editing->stored == NULL ? 0 : editing->stored->version;
    sent.is_clash = sent.filled->version != version || draft->source_version != editing->source->version || sent.rows != side.n;
    if (sent.is_clash)
        return side_page(call, editing, reply, &sent, 409, false);
    struct variant variant = joined(call, editing, &side, draft, sent.filled);
    if (sent.filled->bad > 0)
        return side_page(call, editing, reply, &sent, 422, false);
    TRY(variant_save(call, editing->id, &variant));
    id_text(editing->id.v, id);
    reply_see(reply, "/texts/%s/%s?saved=1", id, variant_name(call->arena, editing->language, editing->easy));
    return OK;
}
