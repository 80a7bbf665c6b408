// text.c - rules of texts: writing variants, and reading the one that is best for the reader.
#include "texts/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "i18n/message.h"
#include "store/signal.h"
#include "texts/text_store.h"
#include "texts/variant.h"

const char *text_kind_label(enum text_kind kind)
{
    static const char *const labels[TEXT_KINDS] = {
        [TEXT_OTHER] = N_("Other text"),     [TEXT_REGION] = N_("Region"),
        [TEXT_NETWORK] = N_("Network"),      [TEXT_ORGANISATION] = N_("Organisation"),
        [TEXT_FIGURE] = N_("Figure"),        [TEXT_WORKSHOP] = N_("Workshop"),
        [TEXT_NEED] = N_("Need"),            [TEXT_ANSWER] = N_("Answer"),
        [TEXT_CONTRIBUTION] = N_("What was said"), [TEXT_DUTY] = N_("What this site owes its readers"),
    };
    return labels[kind];
}

// --- writing ---

static enum err (*listener)(struct call *call, struct text_id id);

void text_set_listener(enum err (*changed)(struct call *call, struct text_id id))
{
    listener = changed;
}

static text_suggester *suggester;

void text_set_suggester(text_suggester *suggest)
{
    suggester = suggest;
}

enum err text_suggest(struct call *call, struct text_id id, enum language language, bool easy, const char **ret_words)
{
    *ret_words = NULL;
    return suggester == NULL ? OK : suggester(call, id, language, easy, ret_words);
}

enum err text_add(struct call *call, enum text_kind kind, struct network_id network, enum language language, const char *words,
                  struct text_id *ret_id)
{
    struct text_id id = {call_id(call)};
    TRY(text_store_add(call, id, kind, network));
    TRY(variant_store_add(call, id, network,
                          &(struct variant){.language = language, .is_source = true, .state = TEXT_CHECKED, .words = words,
                                            .source_version = 1}));
    *ret_id = id;
    return OK;
}

static enum err put_source(struct call *call, struct text_id id, const struct variant *there, struct variant wanted)
{
    wanted.source_version = there->version + 1;
    if (wanted.state == TEXT_OUT_OF_DATE)
        wanted.state = TEXT_CHECKED; // the source follows nothing
    TRY(variant_store_change(call, id, &wanted));
    if (strcmp(there->words, wanted.words) == 0)
        return OK;
    TRY(variant_store_keep_followed(call, id, there->words));
    return variant_store_outdate(call, id);
}

// Stores `wanted` among the variants there are.
static enum err put(struct call *call, struct text_id id, const struct variant_list *list, struct variant wanted)
{
    const struct variant *source = &list->at[0], *there = variant_find(list, wanted.language, wanted.easy);
    struct network_id network;
    enum text_kind kind;
    TRY(text_store_network(call, id, &network, &kind));
    if (there != NULL && there->is_source) {
        TRY(put_source(call, id, there, wanted));
    } else {
        if (wanted.source_version < source->version)
            wanted.state = TEXT_OUT_OF_DATE;
        if (wanted.version == 0)
            TRY(variant_store_add(call, id, network, &wanted));
        else
            TRY(variant_store_change(call, id, &wanted));
        TRY(variant_store_follow(call, id, network, &wanted));
    }
    // Which pages show the text is known only to the features that hold it.
    signal_add(call->db, TOPIC_ALL, 0);
    return listener == NULL ? OK : listener(call, id);
}

enum err text_put(struct call *call, struct text_id id, enum language language, bool easy, enum text_state state,
                  const char *words, int64_t version)
{
    struct variant_list list;
    TRY(text_variants(call, id, &list));
    return put(call, id, &list,
               (struct variant){.language = language, .easy = easy, .state = state, .words = words, .version = version,
                                .source_version = list.at[0].version});
}

enum err text_reword(struct call *call, struct text_id id, const char *words)
{
    struct variant_list list;
    TRY(text_variants(call, id, &list));
    struct variant wanted = list.at[0];
    wanted.words = words;
    return put(call, id, &list, wanted);
}

enum err variant_put(struct call *call, struct text_id id, const struct variant *variant)
{
    struct variant_list list;
    TRY(text_variants(call, id, &list));
    return put(call, id, &list, *variant);
}

enum err text_remove(struct call *call, struct text_id id)
{
    return text_store_remove(call, id);
}

static const char *without(struct arena *arena, const char *text, const char *words)
{
    struct buf left = buf_make(arena, strlen(text) + 1);
    for (const char *found; (found = strstr(text, words)) != NULL; text = found + strlen(words)) {
        buf_add(&left, text, (size_t)(found - text));
        buf_add_text(&left, "…");
    }
    buf_add_text(&left, text);
    return buf_text(&left);
}

enum err text_take_out(struct call *call, struct network_id network, const char *words)
{
    struct quoting_list list;
    if (utf8_length(words, strlen(words)) < TEXT_LEAST_QUOTED)
        return OK;
    TRY(variant_store_quoting(call, network, words, &list));
    TRY(variant_store_take_out_followed(call, network, words));
    for (size_t i = 0; i < list.n; i++) {
        struct variant *variant = &list.at[i].variant;
        bool is_all = strcmp(variant->words, words) == 0;
        variant->words = is_all ? tr(variant->language, N_("Somebody took these words back.")) : without(call->arena, variant->words, words);
        TRY(variant_store_change(call, list.at[i].text, variant));
        TRY(listener == NULL ? OK : listener(call, list.at[i].text));
        signal_add(call->db, TOPIC_ALL, 0);
    }
    return OK;
}

enum err text_variants(struct call *call, struct text_id id, struct variant_list *ret_list)
{
    struct variant_list list;
    TRY(variant_store_list(call, id, &list));
    if (list.n == 0)
        return ERR_NOT_FOUND;
    *ret_list = list;
    return OK;
}

// --- reading ---

void text_want(struct call *call, struct text_wants *wants, struct text_id id, struct words *to)
{
    *to = (struct words){.text = "", .language = call->language, .easy = call->easy};
    if (id.v != 0)
        *VEC_PUSH(call->arena, wants) = (struct text_want){id, to};
}

enum { RANK_NONE = 100 };

// Small is good: wanted language and form, wanted language, source, English; within each, out of date is last.
static int rank_of(const struct call *call, const struct candidate *candidate)
{
    bool same_form = candidate->easy == call->easy;
    int step = candidate->language == call->language ? (same_form ? 0 : 1)
               : candidate->is_source                ? 2
               : candidate->language == LANGUAGE_EN  ? (same_form ? 3 : 4)
                                                     : 5;
    return step * 2 + (candidate->state == TEXT_OUT_OF_DATE);
}

static enum words_notice notice_of(const struct call *call, const struct candidate *candidate)
{
    if (candidate->language != call->language)
        return WORDS_OTHER_LANGUAGE;
    if (call->easy && !candidate->easy)
        return WORDS_NOT_EASY;
    return candidate->state == TEXT_OUT_OF_DATE ? WORDS_OUT_OF_DATE : WORDS_AS_WANTED;
}

static struct words words_of(const struct call *call, const struct candidate *candidate)
{
    return (struct words){candidate->words, candidate->language, candidate->easy, notice_of(call, candidate)};
}

struct words variants_best(const struct call *call, const struct variant_list *list)
{
    struct candidate best = {0};
    int rank = RANK_NONE;
    for (size_t i = 0; i < list->n; i++) {
        const struct variant *each = &list->at[i];
        struct candidate candidate = {.language = each->language, .easy = each->easy, .is_source = each->is_source,
                                      .state = each->state, .words = each->words};
        if (rank_of(call, &candidate) < rank) {
            rank = rank_of(call, &candidate);
            best = candidate;
        }
    }
    return words_of(call, &best);
}

// The wants of one page by id, several of which may be for the same text.
struct reading {
    const struct call *call;
    struct slot {
        struct text_want want;
        int rank;
    } *slots;
    size_t n;
};

static int by_id(const void *a, const void *b)
{
    int64_t first = ((const struct slot *)a)->want.id.v, second = ((const struct slot *)b)->want.id.v;
    return (first > second) - (first < second);
}

// The first slot of this text; there is one, for the database was asked for the ids of the slots.
static struct slot *slot_of(const struct reading *reading, struct text_id id)
{
    size_t low = 0, high = reading->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->slots[middle].want.id.v < id.v)
            low = middle + 1;
        else
            high = middle;
    }
    return &reading->slots[low];
}

static bool is_better(const struct candidate *candidate, void *context)
{
    const struct reading *reading = context;
    return rank_of(reading->call, candidate) < slot_of(reading, candidate->id)->rank;
}

static void take(const struct candidate *candidate, void *context)
{
    const struct reading *reading = context;
    struct words words = words_of(reading->call, candidate);
    struct slot *end = reading->slots + reading->n;
    for (struct slot *slot = slot_of(reading, candidate->id); slot < end && slot->want.id.v == candidate->id.v; slot++) {
        slot->rank = rank_of(reading->call, candidate);
        *slot->want.to = words;
    }
}

// Reads for the texts that have no variant yet. In slots that stand by id, the same text stands together.
static enum err read_missing(struct call *call, struct reading *reading, enum variants variants)
{
    struct text_id *ids = ARENA_ARRAY(call->arena, struct text_id, reading->n);
    size_t n = 0;
    for (size_t i = 0; i < reading->n; i++) {
        const struct slot *slot = &reading->slots[i];
        if (slot->rank == RANK_NONE && (n == 0 || ids[n - 1].v != slot->want.id.v))
            ids[n++] = slot->want.id;
    }
    return variant_store_read(call, ids, n, variants, &(struct variant_reader){is_better, take, reading});
}

enum err text_read(struct call *call, const struct text_wants *wants)
{
    if (wants->n == 0)
        return OK;
    struct reading reading = {call, ARENA_ARRAY(call->arena, struct slot, wants->n), wants->n};
    for (size_t i = 0; i < wants->n; i++)
        reading.slots[i] = (struct slot){wants->at[i], RANK_NONE};
    qsort(reading.slots, reading.n, sizeof(*reading.slots), by_id);
    // Any variant in the reader's language is better than all others.
    TRY(read_missing(call, &reading, VARIANTS_WANTED));
    return read_missing(call, &reading, VARIANTS_OTHERS);
}

enum err text_find(struct call *call, struct text_id id, struct words *ret_words)
{
    struct words words = {0};
    struct text_wants wants = {0};
    text_want(call, &wants, id, &words);
    TRY(text_read(call, &wants));
    *ret_words = words;
    return OK;
}
