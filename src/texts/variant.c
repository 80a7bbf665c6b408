// variant.c - rules of editing one variant of a text.
#include "texts/variant.h"

#include <string.h>

#include "people/audit.h"
#include "people/place.h"
#include "texts/text_store.h"

const struct variant *variant_find(const struct variant_list *list, enum language language, bool easy)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].language == language && list->at[i].easy == easy)
            return &list->at[i];
    return NULL;
}

enum err variant_parse(const char *name, enum language *ret_language, bool *ret_easy)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        enum language language = (enum language)i;
        size_t n = strlen(language_tag(language));
        if (strncmp(name, language_tag(language), n) != 0)
            continue;
        bool easy = strcmp(name + n, "-easy") == 0;
        if (!easy && name[n] != '\0')
            continue;
        *ret_language = language;
        *ret_easy = easy;
        return OK;
    }
    return ERR_NOT_FOUND;
}

const char *variant_name(struct arena *arena, enum language language, bool easy)
{
    return arena_print(arena, "%s%s", language_tag(language), easy ? "-easy" : "");
}

enum err text_scope(struct call *call, struct text_id id, struct scope *ret_scope)
{
    struct network_id network;
    enum text_kind kind;
    TRY(text_store_network(call, id, &network, &kind));
    if (network.v != 0)
        return places()->scope_of_id(call, network, ret_scope);
    *ret_scope = (struct scope){0};
    return OK;
}

enum err text_require(struct call *call, struct scope scope)
{
    return call_require(call, scope.network.v == 0 ? MANAGE_PROGRAMME : EDIT_TEXT, scope);
}

enum err variant_save(struct call *call, struct text_id id, const struct variant *variant)
{
    struct scope scope;
    TRY(text_scope(call, id, &scope));
    TRY(text_require(call, scope));
    TRY(variant_put(call, id, variant));
    return audit_add(call, scope.network, AUDIT_TEXT_CHANGED, id.v);
}
