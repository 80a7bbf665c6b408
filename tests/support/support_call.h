// support_call.h - calls for tests of rules: who asks, when, with the group's database.
#ifndef SEMPRE_TESTS_SUPPORT_CALL_H
#define SEMPRE_TESTS_SUPPORT_CALL_H

#include "feature/call.h"
#include "support.h"

// A call as a command makes it, with every right: in an open transaction of the group's database (see test_begin; the
// one that is open already, if there is one), at TEST_NOW, in English, with the test's arena and chance. Change what
// the test is about.
struct call test_call(void);

// The same by nobody in particular: a visitor with this secret cookie (NULL: without one).
struct call test_call_by_visitor(const char *visitor);

// The same by a signed-in person with one role in one network, or with network 0 in the whole programme.
struct call test_call_by_person(int64_t person, enum role role, int64_t network);

#endif
