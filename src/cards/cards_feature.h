// cards_feature.h - the feature cards: participants and, later, their printed cards.
#ifndef SEMPRE_CARDS_CARDS_FEATURE_H
#define SEMPRE_CARDS_CARDS_FEATURE_H

#include "feature/feature.h"

extern const struct feature cards_feature;

#endif
