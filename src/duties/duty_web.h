// duty_web.h - the pages of this folder, for its manifest.
#ifndef SEMPRE_DUTIES_DUTY_WEB_H
#define SEMPRE_DUTIES_DUTY_WEB_H

#include "feature/feature.h"

CHECKED enum err duty_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err duties_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err duty_edit_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err duty_edit_post(struct call *call, const struct request *request, struct reply *reply);

#endif
