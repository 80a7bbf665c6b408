// demo_needs.c - needs of the demonstration, named from what was said in its workshops.
#include "demo/demo.h"

#include <string.h>

#include "answers/given_answer.h"

void demo_remember(struct demo *demo, struct network_id network, const struct tongues *words, struct contribution_id id)
{
    const char *english = tongues_in(words, LANGUAGE_EN);
    if (english != NULL)
        *VEC_PUSH(demo->call->arena, &demo->said) = (struct demo_said){network, english, id};
}

static enum err read_lines(struct demo *demo, struct node list, struct network_id network, struct contribution_ids *lines)
{
    size_t n;
    TRY(content_list(demo->content, list, &n));
    for (size_t i = 0; i < n; i++) {
        const char *english;
        size_t at = 0;
        struct node node = content_item(demo->content, list, i);
        TRY(content_string(demo->content, node, &english));
        while (at < demo->said.n &&
               (demo->said.at[at].network.v != network.v || strcmp(demo->said.at[at].english, english) != 0))
            at++;
        if (at == demo->said.n)
            return content_wrong(demo->content, node, "was not said, or is not shown, in a workshop of this network.");
        *VEC_PUSH(demo->call->arena, lines) = demo->said.at[at].id;
    }
    return OK;
}

// A text that may be missing: "" then.
static enum err read_words(struct demo *demo, struct node node, struct tongues *words, const char **ret_english)
{
    *ret_english = "";
    if (node.json == NULL)
        return OK;
    TRY(content_tongues(demo->content, node, LANGUAGE_EN, words));
    *ret_english = demo_source(words)->words;
    return OK;
}

static enum err translate(struct demo *demo, struct text_id text, const struct tongues *words)
{
    return text.v == 0 ? OK : demo_translate(demo, text, words, LANGUAGE_EN);
}

static enum err read_state(struct demo *demo, struct node node, enum need_state *ret_state)
{
    const char *name;
    TRY(content_string(demo->content, node, &name));
    *ret_state = need_state_of(name);
    return *ret_state < NEED_MERGED ? OK : content_wrong(demo->content, node, "is no state of a need.");
}

static enum err add_answers(struct demo *demo, struct node list, const struct network *network, struct need_id need)
{
    size_t n;
    TRY(content_list(demo->content, list, &n));
    for (size_t i = 0; i < n; i++) {
        struct node node = content_item(demo->content, list, i);
        struct tongues words = {0};
        struct answer_draft draft = {.organisation = ""};
        struct answer_id id;
        struct answer_list answers;
        const struct answer_target target = {.need = need};
        TRY(read_words(demo, node, &words, &draft.words));
        TRY(demo_refused(demo, node, answer_add(demo->call, network, target, &draft, NULL, &id), NULL));
        TRY(answer_list_of(demo->call, network->id, target, &answers));
        TRY(translate(demo, answers.at[0].text, &words));
    }
    return OK;
}

static enum err add_need(struct demo *demo, struct node node)
{
    struct content *content = demo->content;
    struct tongues title = {0}, group = {0}, place = {0}, reason = {0};
    struct need_draft draft;
    struct network network;
    struct contribution_ids lines = {0};
    struct need_id id;
    struct need need;
    enum need_state state;
    const char *slug, *why;
    TRY(content_object(content, node, "network state title group place reason lines answers"));
    TRY(content_string(content, content_key(content, node, "network"), &slug));
    TRY(demo_refused(demo, content_key(content, node, "network"), network_find(demo->call, slug, &network), NULL));
    TRY(read_state(demo, content_key(content, node, "state"), &state));
    TRY(read_words(demo, content_key(content, node, "title"), &title, &draft.title));
    TRY(read_words(demo, content_key(content, node, "group"), &group, &draft.group));
    TRY(read_words(demo, content_key(content, node, "place"), &place, &draft.place));
    TRY(read_words(demo, content_key(content, node, "reason"), &reason, &why));
    TRY(read_lines(demo, content_key(content, node, "lines"), network.id, &lines));
    TRY(demo_refused(demo, node, need_add(demo->call, network_scope_of(&network), &draft, &lines, NULL, &id), NULL));
    if (state != NEED_HEARD)
        TRY(demo_refused(demo, node, need_set_state(demo->call, id, state, why), NULL));
    TRY(need_find(demo->call, id, &need));
    TRY(translate(demo, need.title_text, &title));
    TRY(translate(demo, need.group_text, &group));
    TRY(translate(demo, need.place_text, &place));
    TRY(translate(demo, need.reason_text, &reason));
    return add_answers(demo, content_key(content, node, "answers"), &network, id);
}

enum err demo_add_needs(struct demo *demo)
{
    struct node list;
    size_t n;
    enum language before = demo->call->language;
    enum err error = OK;
    TRY(content_file(demo->content, "needs.json", &list));
    TRY(content_list(demo->content, list, &n));
    demo->call->language = LANGUAGE_EN;
    for (size_t i = 0; i < n && error == OK; i++)
        error = add_need(demo, content_item(demo->content, list, i));
    demo->call->language = before;
    return error;
}
