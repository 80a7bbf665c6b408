// workshops_feature.h - the manifest of the feature workshops.
#ifndef SEMPRE_WORKSHOPS_WORKSHOPS_FEATURE_H
#define SEMPRE_WORKSHOPS_WORKSHOPS_FEATURE_H

#include "feature/feature.h"

extern const struct feature workshops_feature;

#endif
