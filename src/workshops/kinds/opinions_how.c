// opinions_how.c - how a result of opinions was worked out, in plain words and with its own numbers.
#include "i18n/format.h"
#include "workshops/kinds/opinions_result.h"

struct teller {
    const struct opinions *opinions;
    struct call *call;
    struct strings *how;
};

static void tell(struct teller *teller, const char *msgid, const char *const *args, size_t n)
{
    *VEC_PUSH(teller->call->arena, teller->how) = tr_fill(teller->call->arena, tr(teller->call->language, msgid), args, n);
}

static const char *number(const struct teller *teller, int64_t n)
{
    return format_number(teller->call->arena, teller->call->language, n);
}

static void tell_counts(struct teller *teller)
{
    const struct opinions *opinions = teller->opinions;
    const char *args[] = {figure_words(teller->call, opinions->people), number(teller, (int64_t)opinions->n),
                          number(teller, opinions->votes)};
    if (opinions->is_whole_shown)
        tell(teller, N_("People: {1}. Statements: {2}. Answers: {3}."), args, 3);
    else
        tell(teller, N_("People: {1}. Statements: {2}."), args, 2);
}

// --- groups ---

static void tell_map(struct teller *teller)
{
    const struct finding *finding = teller->opinions->finding;
    const char *args[] = {share_words(teller->opinions, finding->shares[0]), share_words(teller->opinions, finding->shares[1])};
    tell(teller, N_("Each person is a point with a number for each statement: agree is 1, not sure is 0, disagree is -1. Where somebody did "
                    "not answer, the mean of the others stands."), NULL, 0);
    tell(teller, N_("People differ in many directions. The map shows the two in which they differ most: the first holds {1} of all "
                    "differences, the second {2}. So the map leaves something out, and who stands close on it may still differ."), args, 2);
}

static void tell_groups(struct teller *teller)
{
    const struct finding *finding = teller->opinions->finding;
    struct call *call = teller->call;
    struct buf tried = buf_make(call->arena, 64);
    for (size_t k = 2; k <= OPINION_CLUSTERS_MOST; k++) {
        const char *of_k[] = {number(teller, (int64_t)k), format_decimal(call->arena, call->language, finding->tried[k], 2)};
        if (finding->tried[k] > SILHOUETTE_NONE)
            buf_print(&tried, "%s%s", tried.n == 0 ? "" : ", ",
                      tr_fill(call->arena, tr(call->language, N_("{1} groups: {2}")), of_k, 2));
    }
    const char *args[] = {buf_text(&tried), number(teller, (int64_t)finding->k)};
    tell(teller, N_("Then points that stand close were put into groups, in several ways. The number says how much closer people are to "
                    "their own group than to the next one; 1 would be perfect, 0 no groups at all (silhouette): {1}. The largest was "
                    "taken: {2} groups. Who answered fewer than 7 statements is in no group."), args, 2);
}

static void tell_sign(struct teller *teller, const struct result_list *rows)
{
    const struct opinions *opinions = teller->opinions;
    tell(teller, N_("A statement stands for a group where the group agrees or disagrees more often than the others do, by more than chance "
                    "would bring about. All groups agree where more than half of each do."), NULL, 0);
    for (size_t g = 0; g < opinions->finding->k && opinions->shown == GROUPS_AS_PEOPLE; g++)
        for (size_t i = 0; i < opinions->finding->groups[g].sign_count; i++) {
            const struct finding_sign *sign = &opinions->finding->groups[g].signs[i];
            const struct result_row *row = opinions_row(rows, sign->contribution);
            if (row == NULL || sign->other_trials == 0 || sign->trials == 0)
                continue;
            const char *args[] = {row->contribution.words.text, share_words(opinions, (double)sign->successes / sign->trials),
                                  share_words(opinions, (double)sign->other_successes / sign->other_trials)};
            tell(teller, sign->is_agree ? N_("Example: with “{1}” {2} of the group agree and {3} of the others.")
                                        : N_("Example: with “{1}” {2} of the group disagree and {3} of the others."), args, 3);
            return;
        }
}

static void tell_when(struct teller *teller)
{
    const struct finding *finding = teller->opinions->finding;
    const char *at = format_date(teller->call->arena, teller->call->language, teller->opinions->place->workshop->time_zone,
                                 finding->worked_at, DATE_TIME);
    tell(teller, N_("The groups were worked out on {1}."), &at, 1);
}

// --- lists ---

static void tell_lists(struct teller *teller)
{
    tell(teller, N_("“Agree on” has what more than half agree with, or more than half disagree with, and that by more than chance would "
                    "bring about. “Unsure” has what at least a third are not sure of. “See differently” has what at least a quarter of "
                    "those who took a side see the other way."), NULL, 0);
    tell(teller, N_("Groups of people who answered alike are looked for from 50 people on, and shown where each has at least 5."), NULL, 0);
}

static void tell_interval(struct teller *teller, const struct result_list *rows)
{
    const struct opinions *opinions = teller->opinions;
    const struct opinion *example = opinions->example;
    const struct result_row *row = example == NULL ? NULL : opinions_row(rows, example->id);
    if (row == NULL)
        return;
    const struct proportion *share = &example->ground.share;
    const char *args[] = {row->contribution.words.text, number(teller, (int64_t)share->successes), number(teller, (int64_t)share->n),
                          share_words(opinions, share->share), share_words(opinions, share->wilson.low),
                          share_words(opinions, share->wilson.high)};
    const char *pattern = example->ground.ground == GROUND_REFUSED  ? N_("Example: {2} of {3} disagree with “{1}”. That is {4}.")
                          : example->ground.ground == GROUND_UNSURE ? N_("Example: {2} of {3} are not sure about “{1}”. That is {4}.")
                                                                    : N_("Example: {2} of {3} agree with “{1}”. That is {4}.");
    tell(teller, pattern, args, 4);
    tell(teller, N_("Had others like you been asked, it would have been another number. Among everybody like you it is probably {1} to "
                    "{2}: in 95 of 100 cases such a range is right (Wilson's interval). The more people answer, the narrower it "
                    "becomes."), args + 4, 2);
}

void how_fill(const struct opinions *opinions, const struct result_list *rows, struct opinions_view *view)
{
    struct teller teller = {.opinions = opinions, .call = opinions->place->call, .how = &view->how};
    tell_counts(&teller);
    if (view->has_groups) {
        tell_map(&teller);
        tell_groups(&teller);
        tell_sign(&teller, rows);
        tell_when(&teller);
    } else {
        tell_lists(&teller);
    }
    tell_interval(&teller, rows);
}
