// demo_feature.h - the feature demo: the demonstration programme.
#ifndef SEMPRE_DEMO_DEMO_FEATURE_H
#define SEMPRE_DEMO_DEMO_FEATURE_H

#include "feature/feature.h"

extern const struct feature demo_feature;
extern const struct command demo_commands[];

#endif
