// demo.c - the demonstration programme as a whole, and what its parts share.
#include "demo/demo.h"

#include <assert.h>

const struct tongue *demo_source(const struct tongues *tongues)
{
    for (size_t i = 0; i < tongues->n; i++)
        if (tongues->at[i].language == LANGUAGE_EN && !tongues->at[i].easy)
            return &tongues->at[i];
    return &tongues->at[0];
}

enum err demo_translate(struct demo *demo, struct text_id text, const struct tongues *tongues, enum language source)
{
    for (size_t i = 0; i < tongues->n; i++) {
        const struct tongue *tongue = &tongues->at[i];
        if (tongue->language != source || tongue->easy)
            TRY(text_put(demo->call, text, tongue->language, tongue->easy, TEXT_DRAFT, tongue->words, 0));
    }
    return OK;
}

static const char *first_message(const struct filled *filled)
{
    if (filled == NULL)
        return NULL;
    for (size_t i = 0; filled->form->fields[i].name != NULL; i++)
        if (filled->messages[i] != NULL)
            return arena_print(filled->arena, "%s: %s", filled->form->fields[i].name, filled_message(filled, i, LANGUAGE_EN));
    return filled_top_message(filled, LANGUAGE_EN);
}

enum err demo_refused(struct demo *demo, struct node node, enum err error, const struct filled *filled)
{
    if (error == OK || error == ERR_BUSY || error == ERR_STORE || demo->content->why != NULL)
        return error;
    const char *message = first_message(filled);
    return content_wrong(demo->content, node, "cannot be taken: %s", message == NULL ? err_sentence(error) : message);
}

enum err demo_add(struct demo *demo)
{
    size_t networks;
    assert(db_in_transaction(demo->call->db));
    TRY(network_count(demo->call, &networks));
    if (networks > 0)
        return ERR_CONFLICT;
    TRY(demo_add_regions(demo));
    TRY(demo_add_networks(demo));
    TRY(demo_add_people(demo));
    TRY(demo_add_workshops(demo));
    TRY(demo_add_needs(demo));
    return demo_add_duties(demo);
}
