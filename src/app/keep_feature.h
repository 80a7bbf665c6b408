// keep_feature.h - what keeps an installation alive: the commands backup, restore, move, archive and check.
#ifndef SEMPRE_APP_KEEP_FEATURE_H
#define SEMPRE_APP_KEEP_FEATURE_H

#include "feature/feature.h"

extern const struct feature keep_feature;

#endif
