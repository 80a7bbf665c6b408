// folder.c - looks into folders, and waits for their disk.
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum err folder_is_empty(const char *path, bool *ret_is_empty)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_STORE;
    bool is_empty = true;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        is_empty = is_empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    closedir(folder);
    *ret_is_empty = is_empty;
    return OK;
}

enum err folder_sync(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_done = folder >= 0 && syncfs(folder) == 0;
    if (folder >= 0)
        close(folder);
    return is_done ? OK : ERR_STORE;
}
