// open_each.h - goes through the needs and the workshops of a network, so that only a part of them is in memory at a time.
#ifndef SEMPRE_OPEN_DATA_OPEN_EACH_H
#define SEMPRE_OPEN_DATA_OPEN_EACH_H

#include "needs/need.h"
#include "open_data/open_data.h"
#include "workshops/activity.h"

typedef enum err open_need_see(struct open_data *data, const struct need *need, void *context);
// Most public voices first, without those joined with others, as the public list shows them.
CHECKED enum err open_needs_each(struct open_data *data, open_need_see *see, void *context);

typedef enum err open_workshop_see(struct open_data *data, const struct workshop *workshop, struct activity_list *steps, void *context);
// The latest first, each with its steps, read ahead for the public; of one that is planned there are no steps.
CHECKED enum err open_workshops_each(struct open_data *data, open_workshop_see *see, void *context);

#endif
