// open_data_web.h - the handlers of open data.
#ifndef SEMPRE_OPEN_DATA_OPEN_DATA_WEB_H
#define SEMPRE_OPEN_DATA_OPEN_DATA_WEB_H

#include "feature/feature.h"

CHECKED enum err open_data_get(struct call *call, const struct request *request, struct reply *reply);
CHECKED enum err open_data_file_get(struct call *call, const struct request *request, struct reply *reply);

#endif
