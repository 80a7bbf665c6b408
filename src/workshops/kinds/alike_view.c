// alike_view.c - contributions that say nearly the same, as the console proposes them.
#include <string.h>

#include "base/utf8.h"
#include "i18n/format.h"
#include "workshops/alike.h"
#include "workshops/kinds/common.h"

enum { PROPOSALS = 3, TITLE_SIGNS = 80 };

// The heading to begin with: the shortest of what was said, which says the least beside the matter.
static const char *title_of(struct call *call, const char *title)
{
    size_t n = strlen(title), kept = utf8_prefix(title, n, TITLE_SIGNS);
    return kept == n ? title : arena_print(call->arena, "%.*s \xe2\x80\xa6", (int)kept, title);
}

static struct alike_view view_of(const struct kind_place *place, const struct alike *alike, const struct theme_list *themes)
{
    struct call *call = place->call;
    struct buf ids = buf_make(call->arena, MOST_ALIKE * ID_TEXT_SIZE);
    struct alike_view view = {.has_theme = alike->theme.v != 0};
    for (size_t i = 0; i < themes->n; i++)
        if (themes->at[i].id.v == alike->theme.v)
            view.theme = themes->at[i].title;
    for (size_t i = 0; i < alike->said.n; i++) {
        struct said_view *said = VEC_PUSH(call->arena, &view.list);
        *said = common_said(place, &alike->said.at[i]);
        said->is_marked = alike->said.at[i].theme.v != 0;
        buf_print(&ids, "%s%s", i == 0 ? "" : " ", said->id);
    }
    view.id = view.list.at[0].id;
    view.ids = buf_text(&ids);
    view.title = title_of(call, alike->shortest);
    return view;
}

enum err common_alike(const struct kind_place *place, const struct theme_list *themes, struct console_view *view)
{
    struct alike_list list;
    size_t all = 0;
    TRY(alike_list_of(place->call, place->activity, PROPOSALS, &list, &all));
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(place->call->arena, &view->alike) = view_of(place, &list.at[i], themes);
    view->has_alike = list.n > 0;
    view->more_alike = (int64_t)(all - list.n);
    return OK;
}
