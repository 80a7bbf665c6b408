// text_web.h - the pages of this folder, for its manifest.
#ifndef SEMPRE_TEXTS_TEXT_WEB_H
#define SEMPRE_TEXTS_TEXT_WEB_H

#include "feature/feature.h"
#include "web/form.h"

struct variant_draft {
    const char *words, *state;
    int64_t source_version;
};
extern const struct form variant_text_form;

CHECKED enum err text_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err variant_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err variant_post(struct call *call, const struct request *request, struct reply *reply);

#endif
