// setting_store.h - settings in the database.
#ifndef SEMPRE_FEATURE_SETTING_STORE_H
#define SEMPRE_FEATURE_SETTING_STORE_H

#include "feature/call.h"

CHECKED enum err setting_find(struct call *call, const char *name, const char **ret_value); // ERR_NOT_FOUND
CHECKED enum err setting_write(struct call *call, const char *name, const char *value);

#endif
