// area_figure.c - the rules about the figures of areas.
#include "networks/area_figure.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "networks/area_figure_store.h"
#include "networks/network_check.h"
#include "people/audit.h"
#include "store/signal.h"

enum { MOST_FIGURES = 20, MOST_DIGITS = 2, FIRST_YEAR = 1900, LAST_YEAR = 2100 };

// Splits "12.1 %" into its number and whether it is a share.
static bool value_parse(struct call *call, const char *value, struct area_figure *figure)
{
    if (is_empty(value))
        return false;
    size_t n = strlen(value);
    figure->percent = value[n - 1] == '%';
    if (figure->percent)
        n--;
    // A space before the sign, the plain one or U+00A0, which many languages put there.
    while (n > 0 && value[n - 1] == ' ')
        n--;
    if (n >= 2 && value[n - 2] == '\xc2' && value[n - 1] == '\xa0')
        n -= 2;
    return decimal_parse(arena_copy(call->arena, value, n), MOST_DIGITS, &figure->value, &figure->digits);
}

static bool year_parse(const char *text, int64_t *ret_year)
{
    double year;
    int digits;
    if (is_empty(text)) {
        *ret_year = 0;
        return true;
    }
    if (!decimal_parse(text, 0, &year, &digits) || year < FIRST_YEAR || year > LAST_YEAR)
        return false;
    *ret_year = (int64_t)year;
    return true;
}

static enum err network_changed(struct call *call, const struct network *network)
{
    signal_add(call->db, TOPIC_NETWORK, network->id.v);
    return audit_add(call, network->id, AUDIT_NETWORK_CHANGED, network->id.v);
}

enum err area_figure_add(struct call *call, const struct network *network, const struct area_figure_draft *draft,
                         struct filled *filled, struct area_figure_id *ret_id)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, EDIT_NETWORK, network_scope_of(network)));
    struct area_figure figure = {.source = draft->source};
    struct check check = check_begin(filled);
    check_words(&check, "name", draft->name, true, LIMIT_LINE_SIGNS);
    check_words(&check, "source", draft->source, true, LIMIT_LINE_SIGNS);
    if (!value_parse(call, draft->value, &figure))
        check_bad(&check, "value", N_("Please write a number like 4009, 12.1 or 12.1 %, without marks between thousands."));
    if (!year_parse(draft->year, &figure.year))
        check_bad(&check, "year", N_("Please write a year with four digits, or leave this empty."));
    TRY(check_end(&check));
    struct area_figure_list figures;
    TRY(area_figure_read_all(call, network->id, &figures));
    if (figures.n >= MOST_FIGURES)
        return ERR_LIMIT;

    figure.id.v = call_id(call);
    TRY(text_add(call, TEXT_FIGURE, network->id, network->language, draft->name, &figure.name_text));
    TRY(area_figure_insert(call, network->id, &figure));
    TRY(network_changed(call, network));
    *ret_id = figure.id;
    return OK;
}

enum err area_figure_remove(struct call *call, const struct network *network, struct area_figure_id id)
{
    assert(db_in_transaction(call->db));
    TRY(call_require(call, EDIT_NETWORK, network_scope_of(network)));
    struct text_id name;
    TRY(area_figure_delete(call, network->id, id, &name));
    TRY(text_remove(call, name));
    return network_changed(call, network);
}

void area_figure_want(struct call *call, struct text_wants *wants, struct area_figure_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        text_want(call, wants, list->at[i].name_text, &list->at[i].name);
}

enum err area_figure_list(struct call *call, struct network_id network, struct area_figure_list *ret_list)
{
    struct area_figure_list list;
    TRY(area_figure_read_all(call, network, &list));
    struct text_wants wants = {0};
    area_figure_want(call, &wants, &list);
    TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}

const char *area_figure_value(struct call *call, const struct area_figure *figure)
{
    const char *number = format_decimal(call->arena, call->language, figure->value, figure->digits);
    if (!figure->percent)
        return number;
    return tr_fill(call->arena, tr(call->language, N_("{1}%")), &number, 1);
}
