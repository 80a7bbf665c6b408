// duplicate_groups.c - pairs that hang together become groups, except where people told them apart.
#include <stdlib.h>

#include "base/vec.h"
#include "insight/duplicates.h"

// A forest: each sentence points to another of its group, the first of a group to itself.
static uint32_t root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static bool is_apart(uint32_t *parent, uint32_t one, uint32_t other, const struct told_apart *apart, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t a = root_of(parent, apart[i].one), b = root_of(parent, apart[i].other);
        if ((a == one && b == other) || (a == other && b == one))
            return true;
    }
    return false;
}

static int group_order(const void *one, const void *other)
{
    const struct duplicate_group *a = one, *b = other;
    if (a->n != b->n)
        return a->n > b->n ? -1 : 1;
    return a->members[0] < b->members[0] ? -1 : a->members[0] > b->members[0];
}

// One group for each root with at least two members.
static void groups_fill(struct arena *arena, size_t sentences, uint32_t *parent, const double *similarity,
                        struct duplicate_groups *groups)
{
    uint32_t *size = ARENA_ARRAY(arena, uint32_t, sentences + 1), *place = ARENA_ARRAY(arena, uint32_t, sentences + 1);
    for (uint32_t i = 0; i < sentences; i++)
        size[root_of(parent, i)]++;
    for (uint32_t i = 0; i < sentences; i++) {
        uint32_t root = root_of(parent, i);
        if (size[root] < 2)
            continue;
        if (place[root] == 0) {
            *VEC_PUSH(arena, groups) = (struct duplicate_group){.members = ARENA_ARRAY(arena, uint32_t, size[root]),
                                                                .similarity = similarity[root]};
            place[root] = (uint32_t)groups->n;
        }
        struct duplicate_group *group = &groups->at[place[root] - 1];
        group->members[group->n++] = i;
    }
}

void duplicates_group(struct arena *arena, size_t sentences, const struct duplicate_pairs *pairs, const struct told_apart *apart,
                      size_t apart_n, const uint32_t *labels, struct duplicate_groups *ret_groups)
{
    struct duplicate_groups groups = {0};
    uint32_t *parent = ARENA_ARRAY(arena, uint32_t, sentences + 1);
    uint32_t *label = ARENA_ARRAY(arena, uint32_t, sentences + 1); // of a root
    double *similarity = ARENA_ARRAY(arena, double, sentences + 1);
    for (uint32_t i = 0; i < sentences; i++) {
        parent[i] = i;
        label[i] = labels == NULL ? 0 : labels[i];
    }
    for (size_t i = 0; i < pairs->n; i++) {
        uint32_t one = root_of(parent, pairs->at[i].one), other = root_of(parent, pairs->at[i].other);
        bool is_sorted_apart = label[one] != 0 && label[other] != 0 && label[one] != label[other];
        if (one == other || is_sorted_apart || is_apart(parent, one, other, apart, apart_n))
            continue;
        uint32_t root = one < other ? one : other;
        label[root] = label[one] | label[other]; // the same, or one of them is 0
        parent[one] = parent[other] = root;
        similarity[root] = pairs->at[i].similarity; // they come from the most to the least alike
    }
    groups_fill(arena, sentences, parent, similarity, &groups);
    if (groups.n > 0)
        qsort(groups.at, groups.n, sizeof *groups.at, group_order);
    *ret_groups = groups;
}
