// keep_archive.h - the command archive: a copy of the public pages in a folder.
#ifndef SEMPRE_APP_KEEP_ARCHIVE_H
#define SEMPRE_APP_KEEP_ARCHIVE_H

#include "feature/feature.h"

extern const char archive_help[];
CHECKED enum err archive_run(struct call *call, struct arguments *arguments);

#endif
