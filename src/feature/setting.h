// setting.h - the settings of an installation: declared in manifests, changed with `sempre settings NAME VALUE`.
#ifndef SEMPRE_FEATURE_SETTING_H
#define SEMPRE_FEATURE_SETTING_H

#include "feature/feature.h"

// As stored, or its fallback. Owned by the arena or static.
const char *setting_get(struct call *call, const struct setting *setting);

// Stores a value. ERR_INVALID where the setting does not take it.
CHECKED enum err setting_put(struct call *call, const struct setting *setting, const char *value);

extern const struct query *const setting_queries[];

#endif
