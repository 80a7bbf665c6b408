// demo_duties.c - what the demonstration owes its readers: privacy notice, imprint, accessibility statement, contact.
#include "demo/demo.h"
#include "duties/duty.h"

static enum err add_duty(struct demo *demo, struct node object, enum duty duty)
{
    struct tongues words = {0};
    struct duty_text text;
    struct node node = content_key(demo->content, object, duty_name(duty));
    TRY(content_tongues(demo->content, node, LANGUAGE_EN, &words));
    const struct tongue *source = demo_source(&words);
    struct duty_draft draft = {.language = language_tag(source->language), .words = source->words, .state = "published"};
    struct filled *filled = filled_empty(demo->call->arena, &duty_form);
    TRY(demo_refused(demo, node, duty_save(demo->call, duty, &draft, filled), filled));
    TRY(duty_read(demo->call, duty, &text));
    for (size_t i = 0; i < words.n; i++) // not as drafts, which no reader sees here
        if (&words.at[i] != source)
            TRY(text_put(demo->call, text.id, words.at[i].language, words.at[i].easy, TEXT_CHECKED, words.at[i].words, 0));
    return OK;
}

enum err demo_add_duties(struct demo *demo)
{
    struct node object;
    TRY(content_file(demo->content, "duties.json", &object));
    TRY(content_object(demo->content, object, "privacy imprint accessibility contact"));
    for (int i = 0; i < DUTY_COUNT; i++)
        TRY(add_duty(demo, object, (enum duty)i));
    return OK;
}
