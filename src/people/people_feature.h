// people_feature.h - the manifest of the feature people.
#ifndef SEMPRE_PEOPLE_PEOPLE_FEATURE_H
#define SEMPRE_PEOPLE_PEOPLE_FEATURE_H

#include "feature/feature.h"

extern const struct feature people_feature;

#endif
