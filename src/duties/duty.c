// duty.c - the rules of duties: which variant readers see, and writing the text that is written first.
#include "duties/duty.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/vec.h"
#include "duties/duty_store.h"
#include "i18n/message.h"
#include "people/audit.h"
#include "store/signal.h"

static const struct scope programme = {0};

static const struct {
    const char *name, *label;
} duties[DUTY_COUNT] = {
    [DUTY_PRIVACY] = {"privacy", N_("Privacy")},
    [DUTY_IMPRINT] = {"imprint", N_("Imprint")},
    [DUTY_ACCESSIBILITY] = {"accessibility", N_("Accessibility")},
    [DUTY_CONTACT] = {"contact", N_("Contact")},
};

const char *duty_name(enum duty duty)
{
    return duties[duty].name;
}

const char *duty_label(enum duty duty)
{
    return duties[duty].label;
}

enum duty duty_of(const char *name)
{
    int duty = 0;
    while (duty < DUTY_COUNT && strcmp(duties[duty].name, name) != 0)
        duty++;
    return (enum duty)duty;
}

static bool has_gap(const char *words)
{
    const char *opens = strchr(words, '[');
    return opens != NULL && strchr(opens, ']') != NULL;
}

// --- reading ---

static enum duty_state state_of(const struct variant *source)
{
    return source->state != TEXT_CHECKED ? DUTY_DRAFT : has_gap(source->words) ? DUTY_HAS_GAPS : DUTY_PUBLISHED;
}

enum err duty_read(struct call *call, enum duty duty, struct duty_text *ret_text)
{
    struct duty_text text = {.state = DUTY_EMPTY, .words.text = ""};
    TRY(duty_store_text(call, duty, &text.id));
    if (text.id.v != 0) {
        TRY(text_variants(call, text.id, &text.variants));
        text.state = state_of(&text.variants.at[0]);
        for (size_t i = 0; text.state == DUTY_PUBLISHED && i < text.variants.n; i++)
            if (state_of(&text.variants.at[i]) == DUTY_PUBLISHED)
                *VEC_PUSH(call->arena, &text.shown) = text.variants.at[i];
        if (text.shown.n > 0)
            text.words = variants_best(call, &text.shown);
    }
    *ret_text = text;
    return OK;
}

// --- writing ---

static const struct choice states[] = {
    {"draft", N_("Draft: nobody but you and your colleagues sees it")},
    {"published", N_("Published: I have read it, and it is true of this installation")},
    {0},
};
static const struct field fields[] = {
    {"language", FIELD_HIDDEN, N_("Language"), .required = true, .offset = offsetof(struct duty_draft, language)},
    {"words", FIELD_TEXT, N_("Text"), N_("An empty line begins a new paragraph."), .required = true, .most = LIMIT_TEXT_SIGNS,
     .offset = offsetof(struct duty_draft, words)},
    {"state", FIELD_PICK, N_("State"), .required = true, .choices = states, .offset = offsetof(struct duty_draft, state)},
    {0},
};
const struct form duty_form = {"duty", fields, sizeof(struct duty_draft)};

static enum err add(struct call *call, enum duty duty, enum language language, const char *words, struct text_id *ret_id)
{
    struct text_id id;
    TRY(text_add(call, TEXT_DUTY, programme.network, language, words, &id));
    TRY(duty_store_add(call, duty, id));
    *ret_id = id;
    return OK;
}

enum err duty_save(struct call *call, enum duty duty, const struct duty_draft *draft, struct filled *filled)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, MANAGE_PROGRAMME, programme));
    bool is_published = strcmp(draft->state, "published") == 0;
    enum language language = language_of(draft->language);
    struct duty_text text;
    int64_t version = filled->version;
    if (is_published && has_gap(draft->words))
        filled_bad(filled, "words", N_("Something in [square brackets] is not filled in. Fill it in or take it out, or save a draft."));
    if (language == LANGUAGE_NONE)
        filled_bad(filled, "language", N_("Please choose a language."));
    if (filled->bad > 0)
        return ERR_INVALID;
    TRY(duty_read(call, duty, &text));
    if (text.id.v == 0) {
        TRY(add(call, duty, language, draft->words, &text.id));
        version = 1; // a text begins as checked; what follows gives it its state
    } else {
        language = text.variants.at[0].language;
    }
    TRY(text_put(call, text.id, language, false, is_published ? TEXT_CHECKED : TEXT_DRAFT, draft->words, version));
    signal_add(call->db, TOPIC_PROGRAMME, 0);
    return audit_add(call, programme.network, AUDIT_TEXT_CHANGED, text.id.v);
}
