// polis_fixture.h - folders as Polis exports them, for tests.
#ifndef SEMPRE_INTERCHANGE_POLIS_FIXTURE_H
#define SEMPRE_INTERCHANGE_POLIS_FIXTURE_H

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

#define POLIS_COMMENTS "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
#define POLIS_VOTES "timestamp,datetime,comment-id,voter-id,vote\n"

// A folder of the test with these files; NULL: the file is not there. Owned by the test.
static inline const char *polis_folder(const char *name, const char *comments, const char *votes, const char *matrix)
{
    const char *folder = arena_print(test_arena(), "%s/%s", test_folder(), name);
    const char *const files[][2] = {{"comments.csv", comments}, {"votes.csv", votes}, {"participants-votes.csv", matrix}};
    mkdir(folder, 0700);
    for (size_t i = 0; i < 3; i++) {
        if (files[i][1] == NULL)
            continue;
        int file = open(arena_print(test_arena(), "%s/%s", folder, files[i][0]), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        assert_int_equal(write(file, files[i][1], strlen(files[i][1])), strlen(files[i][1]));
        close(file);
    }
    return folder;
}

#endif
