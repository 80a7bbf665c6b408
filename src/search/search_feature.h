// search_feature.h - the feature search, for the list of features.
#ifndef SEMPRE_SEARCH_SEARCH_FEATURE_H
#define SEMPRE_SEARCH_SEARCH_FEATURE_H

#include "feature/feature.h"

extern const struct feature search_feature;

#endif
