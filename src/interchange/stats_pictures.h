// stats_pictures.h - what `sempre stats` draws: before and after, two groups, shares with their intervals.
#ifndef SEMPRE_INTERCHANGE_STATS_PICTURES_H
#define SEMPRE_INTERCHANGE_STATS_PICTURES_H

#include "insight/difference.h"
#include "insight/proportion.h"
#include "interchange/stats_report.h"

// Each fills report->picture, where there is one: nobody asked for it else. Names and values live as long as the report.
void paired_picture(struct stats_report *report, const char *const names[2], const double *before, const double *after, size_t n,
                    const struct difference *change);
void welch_picture(struct stats_report *report, const char *const names[2], const double *const values[2], const size_t n[2],
                   const struct difference *difference);
void share_picture(struct stats_report *report, const char *label, const struct proportion *share); // one more row

#endif
