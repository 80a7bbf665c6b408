// releases_feature.h - the feature releases, for the list of all features.
#ifndef SEMPRE_RELEASES_RELEASES_FEATURE_H
#define SEMPRE_RELEASES_RELEASES_FEATURE_H

#include "feature/feature.h"

extern const struct feature releases_feature;

#endif
