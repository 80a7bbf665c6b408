// console.h - what the page of the console and its buttons share.
#ifndef SEMPRE_WORKSHOPS_CONSOLE_H
#define SEMPRE_WORKSHOPS_CONSOLE_H

#include "workshops/workshop_web.h"

struct desk {
    struct workshop workshop;
    struct activity_list list;
    const struct activity *selected; // NULL: the agenda is empty
};

// The workshop of the address; selected is the activity of the address, else the one the room is at, else the first.
CHECKED enum err desk_find(struct call *call, const struct request *request, struct desk *ret_desk);

// NULL where it is not in the list.
const struct activity *desk_activity(const struct activity_list *list, int64_t id);

// The whole page. `filled`: what is wrong with a press of a button, or NULL; `again`: what was typed with it, or NULL.
CHECKED enum err console_page(struct call *call, const struct request *request, struct reply *reply,
                              struct filled *filled, const struct console_again_view *again, int status);

#endif
