// release_web.h - the handlers of the coordinator's page.
#ifndef SEMPRE_RELEASES_RELEASE_WEB_H
#define SEMPRE_RELEASES_RELEASE_WEB_H

#include "feature/feature.h"

CHECKED enum err release_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err release_post(struct call *call, const struct request *request, struct reply *reply);

#endif
