// duties_feature.h - the manifest of duties.
#ifndef SEMPRE_DUTIES_DUTIES_FEATURE_H
#define SEMPRE_DUTIES_DUTIES_FEATURE_H

#include "feature/feature.h"

extern const struct feature duties_feature;

#endif
