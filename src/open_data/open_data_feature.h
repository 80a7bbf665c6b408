// open_data_feature.h - the feature open_data, for the list of all features.
#ifndef SEMPRE_OPEN_DATA_OPEN_DATA_FEATURE_H
#define SEMPRE_OPEN_DATA_OPEN_DATA_FEATURE_H

#include "feature/feature.h"

extern const struct feature open_data_feature;
extern const struct command open_data_commands[];

#endif
