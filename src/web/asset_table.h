// asset_table.h - the table that dev/asset makes of the files in assets/. Only static.c uses it.
#ifndef SEMPRE_WEB_ASSET_TABLE_H
#define SEMPRE_WEB_ASSET_TABLE_H

#include "web/static.h"

extern const struct asset asset_table[];
extern const size_t asset_count;

#endif
