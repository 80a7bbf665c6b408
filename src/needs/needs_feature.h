// needs_feature.h - the feature needs: what people need, named from what they said.
#ifndef SEMPRE_NEEDS_NEEDS_FEATURE_H
#define SEMPRE_NEEDS_NEEDS_FEATURE_H

#include "feature/feature.h"

extern const struct feature needs_feature;

#endif
