// texts_feature.h - the manifest of texts.
#ifndef SEMPRE_TEXTS_TEXTS_FEATURE_H
#define SEMPRE_TEXTS_TEXTS_FEATURE_H

#include "feature/feature.h"

extern const struct feature texts_feature;

#endif
