// map_project.h - where on the outline map (views/map_outline.html, 600 x 720 units) a place and its name lie.
#ifndef SEMPRE_NETWORKS_MAP_PROJECT_H
#define SEMPRE_NETWORKS_MAP_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

enum {
    MAP_WIDTH = 600,
    MAP_HEIGHT = 720,
    MAP_NAME_X = 436,   // left edge of the column of names
    MAP_NAME_MARGIN = 6, // between the end of the line and the name
    MAP_NAME_ROW = 40,  // height of a row of it where there is room
};

// One place on the map, and the row in which its name stands: in a column on the right, tied to the place by a line.
struct map_mark {
    int x, y;
    int name_y;
    size_t index; // which one it is for the caller
};

// Degrees north and east into units of the map, from its left and upper edge. False where the place lies outside of the
// map, or is no place on earth; `ret_*` are then untouched. Lambert azimuthal equal-area projection on a sphere (Snyder,
// Map Projections - A Working Manual, USGS Professional Paper 1395, formulas 22-4 and 24-2), as in dev/map/make.mjs.
bool map_project(double latitude, double longitude, int *ret_x, int *ret_y);

// Sorts the marks from north to south and sets name_y so that no two names overlap and all are on the map, each as near
// to the height of its place as that allows.
void map_place_names(struct map_mark *marks, size_t n);

#endif
