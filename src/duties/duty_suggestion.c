// duty_suggestion.c - first drafts of the duties: what the program knows is written out, what only its people know is a gap in
// [square brackets].
#include "base/buf.h"
#include "duties/duty.h"
#include "i18n/message.h"

enum { MOST_PARAGRAPHS = 12 };

static const char *const suggestions[DUTY_COUNT][MOST_PARAGRAPHS] = {
    [DUTY_PRIVACY] = {
        N_("Responsible for what is stored here: [name of the organisation, street, place, e-mail, telephone]."),
        N_("Data protection officer: [name and e-mail, or: we have none, because ...]."),
        N_("Why we store something: so that people of a place can say what they need, and others can answer them. The law allows it because "
           "of: [for example your consent, article 6 (1) a of the General Data Protection Regulation]."),
        N_("What we store of people who take part: what they say, what they think of what others say, and when. We ask for no name. Please "
           "name nobody else either."),
        N_("What we store of people with a login: their name, their role, what signing in needs, and when they changed something of "
           "weight."),
        N_("Who sees it: whoever is in a meeting sees what is said there. The team of the network sees what is said in its meetings. "
           "Everybody sees the public pages."),
        N_("Where it is stored: on a computer at [place]. Others who could see it because they look after this computer: [name, or: nobody]."),
        N_("How long we keep it: [until when, or by which rule]. Copies for safety are deleted after [how long]."),
        N_("Your rights: you may see what is stored about you, take it with you, and have it corrected or deleted. You may take your consent "
           "back, and you may object. Write to the address above."),
        N_("You can complain to: [name and address of the supervisory authority]."),
    },
    [DUTY_IMPRINT] = {
        N_("Responsible for these pages: [name and legal form of the organisation]."),
        N_("Address: [street, place, country]."),
        N_("Represented by: [name]."),
        N_("E-mail: [address]. Telephone: [number]."),
        N_("Register and number: [for example of the register of associations]."),
    },
    [DUTY_ACCESSIBILITY] = {
        N_("[Name of the organisation] wants everybody to be able to use these pages, as [name of the law in your country] asks."),
        N_("The pages are made by the free program Sempre. Its makers test every page by program: against WCAG 2.2 level AA, with large "
           "letters, strong contrast and on narrow screens. This finds many barriers, but not all."),
        N_("What we have tested ourselves: [what, with whom, on which day]."),
        N_("Barriers that we know of: [which, or: none so far]."),
        N_("Does something not work for you? Write to [e-mail] or call [telephone]. We answer within [how many days]."),
        N_("If our answer does not help you, turn to: [name and address of the enforcement body]."),
        N_("Written on [day]."),
    },
    [DUTY_CONTACT] = {
        N_("Do you have a question, or does something not work? We are glad to help."),
        N_("[Name], [organisation]."),
        N_("Telephone: [number, and when somebody is there]. E-mail: [address]."),
        N_("Address: [street, place]."),
    },
};

const char *duty_suggestion(struct call *call, enum duty duty)
{
    struct buf text = buf_make(call->arena, 4 * 1024);
    for (size_t i = 0; i < MOST_PARAGRAPHS && suggestions[duty][i] != NULL; i++) {
        if (i > 0)
            BUF_LITERAL(&text, "\n\n");
        buf_add_text(&text, tr(call->language, suggestions[duty][i]));
    }
    return buf_text(&text);
}
