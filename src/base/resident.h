// resident.h - how much memory a process holds that waits more than it works.
#ifndef SEMPRE_BASE_RESIDENT_H
#define SEMPRE_BASE_RESIDENT_H

#include <stddef.h>

// Takes the unchanging parts of the program and its libraries out of this process's memory: code and tables that loading
// and starting went through. What is needed again is mapped again from the system's page cache, which costs microseconds.
// Written parts stay as they are, so nothing changes but where the bytes are. Gives the bytes let go of.
size_t resident_trim(void);

// Gives what was freed in all heaps of the process, and is kept for the next who asks, back to the system. Takes a millisecond for a few MB.
void resident_trim_heaps(void);

#endif
