// keep_feature.h - what keeps an installation alive: the commands backup, restore, move, archive and check.
#ifndef SEMPRE_APP_KEEP_FEATURE_H
#define SEMPRE_APP_KEEP_FEATURE_H

#include "feature/feature.h"
#include "store/backup.h"

extern const struct feature keep_feature;

// --- what its commands share ---
// Shows how far something is, where somebody looks at the terminal.
struct backup_listener keep_listener(const struct arguments *arguments);
// From now on the process lets a server beside it go first, at processor and disk.
void keep_stand_back(void);

#endif
