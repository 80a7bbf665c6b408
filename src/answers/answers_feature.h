// answers_feature.h - the feature answers: what became of what was said.
#ifndef SEMPRE_ANSWERS_ANSWERS_FEATURE_H
#define SEMPRE_ANSWERS_ANSWERS_FEATURE_H

#include "feature/feature.h"

extern const struct feature answers_feature;

#endif
