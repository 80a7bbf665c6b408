// own_kept.c - what workshops keep of a participant, for the file that is theirs to take away.
#include <string.h>

#include "i18n/message.h"
#include "workshops/kind.h"
#include "workshops/own_kept_store.h"
#include "workshops/own_said.h"

static const struct {
    const char *name, *label;
} states[] = {
    {"waiting", N_("Waits for the team")}, {"shown", N_("Shown to all")}, {"refused", N_("Not shown")}, {"taken_down", N_("Taken down")}};

static const char *state_label(struct call *call, const char *name)
{
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        if (strcmp(states[i].name, name) == 0)
            return tr(call->language, states[i].label);
    return name;
}

// "Agree"; a number where the kind has no words for its values.
static const char *value_label(struct call *call, const struct kept_mark *mark)
{
    if (!mark->has_value)
        return tr(call->language, N_("I'd rather not say"));
    for (const struct mark_value *value = mark->kind == NULL ? NULL : mark->kind->values; value != NULL && value->label != NULL; value++)
        if (value->value == mark->value)
            return tr(call->language, value->label);
    return arena_print(call->arena, "%lld", (long long)mark->value);
}

enum err workshops_own_data(struct call *call, const struct network *network, struct participant_id participant, struct own_data *data)
{
    struct kept_meetings meetings;
    struct kept_said_list said;
    struct kept_marks marks;
    struct kept_helps helps;
    struct text_wants wants = {0};
    TRY(kept_read_meetings(call, network->id, participant, &wants, &meetings));
    TRY(kept_read_said(call, network->id, participant, &wants, &said));
    TRY(kept_read_marks(call, network->id, participant, &wants, &marks));
    TRY(kept_read_helps(call, network->id, participant, &wants, &helps));
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    struct own_part *part = own_part_add(call, data, "meetings", N_("Meetings you were in"));
    for (size_t i = 0; i < meetings.n; i++) {
        struct own_row *row = own_row_add(call, part);
        own_text(call, row, "meeting", N_("Meeting"), meetings.at[i].title.text);
        own_time(call, row, "begins_at", N_("When"), meetings.at[i].begins_at);
        own_time(call, row, "joined_at", N_("You joined"), meetings.at[i].joined_at);
        own_text(call, row, "alias", N_("Your sign there"), meetings.at[i].alias);
    }
    part = own_part_add(call, data, "said", N_("What you said"));
    for (size_t i = 0; i < said.n; i++) {
        struct own_row *row = own_row_add(call, part);
        own_text(call, row, "words", N_("Words"), said.at[i].words.text);
        own_text(call, row, "said", N_("As you said it"), said.at[i].said);
        own_text(call, row, "meeting", N_("Meeting"), said.at[i].meeting.text);
        own_time(call, row, "said_at", N_("When"), said.at[i].said_at);
        own_text(call, row, "state", N_("State"), state_label(call, said.at[i].state));
        own_text(call, row, "reason", N_("Why it was taken down"), said.at[i].reason);
    }
    part = own_part_add(call, data, "marks", N_("What you marked"));
    for (size_t i = 0; i < marks.n; i++) {
        struct own_row *row = own_row_add(call, part);
        own_text(call, row, "line", N_("About"), marks.at[i].line.text);
        own_text(call, row, "answer", N_("Your answer"), value_label(call, &marks.at[i]));
        if (marks.at[i].has_value)
            own_number(call, row, "value", N_("As a number"), marks.at[i].value);
        own_text(call, row, "step", N_("Step"), marks.at[i].step.text);
        own_time(call, row, "marked_at", N_("When"), marks.at[i].marked_at);
    }
    part = own_part_add(call, data, "consents", N_("When you agreed that a helper writes for you"));
    for (size_t i = 0; i < helps.n; i++) {
        struct own_row *row = own_row_add(call, part);
        own_text(call, row, "meeting", N_("Meeting"), helps.at[i].meeting.text);
        own_time(call, row, "agreed_at", N_("When"), helps.at[i].agreed_at);
    }
    return OK;
}
