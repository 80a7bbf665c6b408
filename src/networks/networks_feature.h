// networks_feature.h - the feature networks.
#ifndef SEMPRE_NETWORKS_NETWORKS_FEATURE_H
#define SEMPRE_NETWORKS_NETWORKS_FEATURE_H

#include "feature/feature.h"

extern const struct feature networks_feature;

#endif
