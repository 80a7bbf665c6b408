// secret_input.h - a password typed at the terminal without being seen, or the first line of a file.
#ifndef SEMPRE_PEOPLE_SECRET_INPUT_H
#define SEMPRE_PEOPLE_SECRET_INPUT_H

#include "feature/feature.h"

// From the option --password-file (FILE, or - for standard input), else asked for at the terminal (twice), else nothing:
// `ret_secret` NULL. Owned by call->arena. ERR_INVALID with arguments->why.
CHECKED enum err secret_input(struct call *call, struct arguments *arguments, const char **ret_secret);

#endif
