// place_names.h - what people/ must know of networks and regions; the program hands it over at start.
#ifndef SEMPRE_NETWORKS_PLACE_NAMES_H
#define SEMPRE_NETWORKS_PLACE_NAMES_H

#include "people/place.h"

extern const struct place_names network_places;

#endif
