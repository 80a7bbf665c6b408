// open_data_view.h - the data of the page that leads to the open data of a network.
#ifndef SEMPRE_OPEN_DATA_OPEN_DATA_VIEW_H
#define SEMPRE_OPEN_DATA_OPEN_DATA_VIEW_H

#include "texts/text.h"
#include "web/view.h"

struct open_file_view {
    const char *name;        // "needs"
    const char *title, *about;
};
struct open_files_view {
    struct open_file_view *at;
    size_t n, cap;
};

struct open_data_view {
    const char *slug;
    struct words network;
    const char *licence, *licence_path;
    int64_t released_at;     // 0: never
    struct open_files_view files;
};

#endif
