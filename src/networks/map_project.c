// map_project.c - where on the outline map a place and its name lie.
#include "networks/map_project.h"

#include <math.h>
#include <stdlib.h>

// As in dev/map/make.mjs: whoever changes one draws the map anew.
static const double middle_latitude = 60, middle_longitude = 20; // of the projection, in degrees
static const double middle_x = 300, middle_y = 372;              // where that point lies on the map
static const double units_per_radius = 1765;                     // units of the map for one radius of the earth

static double radians(double degrees)
{
    return degrees * (M_PI / 180);
}

bool map_project(double latitude, double longitude, int *ret_x, int *ret_y)
{
    if (!(fabs(latitude) <= 90 && fabs(longitude) <= 180)) // also refuses what is not a number
        return false;
    double phi = radians(latitude), phi0 = radians(middle_latitude), lambda = radians(longitude - middle_longitude);
    double nearness = 1 + sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(lambda);
    if (nearness < 1) // more than a quarter of the globe away: far outside
        return false;
    double k = units_per_radius * sqrt(2 / nearness);
    double x = middle_x + k * cos(phi) * sin(lambda);
    double y = middle_y - k * (cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(lambda));
    if (x < 0 || x > MAP_WIDTH || y < 0 || y > MAP_HEIGHT)
        return false;
    *ret_x = (int)lround(x);
    *ret_y = (int)lround(y);
    return true;
}

static int by_height(const void *a, const void *b)
{
    const struct map_mark *first = a, *second = b;
    if (first->y != second->y)
        return first->y < second->y ? -1 : 1;
    return (first->index > second->index) - (first->index < second->index);
}

void map_place_names(struct map_mark *marks, size_t n)
{
    if (n == 0)
        return;
    qsort(marks, n, sizeof(marks[0]), by_height);
    int count = (int)n, row = MAP_HEIGHT / count < MAP_NAME_ROW ? MAP_HEIGHT / count : MAP_NAME_ROW;
    // Down the column, each below the one before; then up again, where the last ones fell off the map.
    for (int i = 0, least = row / 2; i < count; least = marks[i++].name_y + row)
        marks[i].name_y = marks[i].y > least ? marks[i].y : least;
    for (int i = count - 1, most = MAP_HEIGHT - row / 2; i >= 0; i--, most = marks[i + 1].name_y - row)
        if (marks[i].name_y > most)
            marks[i].name_y = most;
}
