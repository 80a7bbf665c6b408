// text_web.h - the pages of this folder, for its manifest.
#ifndef SEMPRE_TEXTS_TEXT_WEB_H
#define SEMPRE_TEXTS_TEXT_WEB_H

#include "feature/feature.h"
#include "texts/variant.h"
#include "web/form.h"

// Everything the page and the POST of one variant begin with.
struct editing {
    struct text_id id;
    struct scope scope;
    struct variant_list list;
    const struct variant *source, *stored; // stored: NULL where there is none yet
    enum language language;
    bool easy;
};
static inline struct words variant_words(const struct variant *variant)
{
    return (struct words){.text = variant->words, .language = variant->language, .easy = variant->easy};
}

// A title, a name: written and kept in one line.
bool variant_is_line(const struct variant *source);

// A variant beside the source, paragraph by paragraph; and what comes from that page.
CHECKED enum err side_get(struct call *call, const struct editing *editing, const struct request *request, struct reply *reply);
CHECKED enum err side_post(struct call *call, const struct editing *editing, const struct request *request, struct reply *reply);

CHECKED enum err text_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err variant_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err variant_post(struct call *call, const struct request *request, struct reply *reply);

#endif
