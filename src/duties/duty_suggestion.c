// duty_suggestion.c - first drafts of the duties: what the program knows is written out, what only its people know is a gap in
// [square brackets].
#include "base/buf.h"
#include "duties/duty.h"
#include "duties/duty_store.h"
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

// The same paragraphs in easy language.
static const char *const easy_suggestions[DUTY_COUNT][MOST_PARAGRAPHS] = {
    [DUTY_PRIVACY] = {
        N_("Who is responsible?\n[Name of the organisation] is responsible for what is stored here.\n"
           "Street and place: [street, place].\nE-mail: [e-mail].\nTelephone: [telephone]."),
        N_("Somebody takes care of data protection.\nData protection means: nobody may do what they like with your data.\n"
           "This person is: [name and e-mail, or: we have nobody for this]."),
        N_("Why do we store something?\nPeople here can say what they need.\nOthers can answer them.\n"
           "The law allows it because: [for example: you have agreed]."),
        N_("What do we store?\nWhat you say.\nWhat you think of what others say.\nAnd when that was.\n"
           "We do not ask for your name.\nPlease do not write the names of other people."),
        N_("Some people have a login.\nThey work for the programme.\nOf them we store the name and what they do here.\n"
           "We also store what they change."),
        N_("Who can see it?\nPeople in a meeting see what is said there.\nThe team of the network sees it too.\n"
           "Everybody can see the public pages."),
        N_("Where is it stored?\nOn a computer at [place].\nWho looks after this computer: [name, or: we do it ourselves].\n"
           "Whoever does that could see it too."),
        N_("How long do we keep it?\nUntil: [until when].\nWe also have copies for safety.\nWe delete them after [how long]."),
        N_("You have rights.\nYou may see what we store about you.\nYou may take it with you.\n"
           "You may say: Change this. Or: Delete this.\nYou may also say: I no longer agree.\nWrite to us. The address is above."),
        N_("Are we doing something wrong?\nThen you can complain.\n"
           "You can do it here: [name and address of the supervisory authority]."),
    },
    [DUTY_IMPRINT] = {
        N_("Who makes these pages?\n[Name and legal form of the organisation]."),
        N_("This is the address:\n[street, place, country]."),
        N_("[Name] speaks for the organisation."),
        N_("You can write or call.\nE-mail: [address].\nTelephone: [number]."),
        N_("The organisation is in a public list.\nThe list, and our number there: [for example the register of associations]."),
    },
    [DUTY_ACCESSIBILITY] = {
        N_("Everybody should be able to use these pages.\n[Name of the organisation] wants this.\n"
           "A law asks for it too: [name of the law in your country]."),
        N_("A free program makes these pages.\nIt is called Sempre.\nIts makers test every page with another program.\n"
           "The test finds many mistakes.\nIt does not find all of them."),
        N_("We have tested something ourselves:\n[what, with whom, on which day]."),
        N_("We know of these mistakes:\n[which, or: none so far]."),
        N_("Does something not work for you?\nPlease tell us.\nE-mail: [e-mail].\nTelephone: [telephone].\n"
           "We answer within [how many days]."),
        N_("Did our answer not help you?\nThen ask here:\n[name and address of the enforcement body]."),
        N_("We wrote this on [day]."),
    },
    [DUTY_CONTACT] = {
        N_("Do you have a question?\nDoes something not work?\nWe are glad to help you."),
        N_("You can talk to:\n[Name], [organisation]."),
        N_("Telephone: [number].\nSomebody is there: [days and times].\nE-mail: [address]."),
        N_("Our address:\n[street, place]."),
    },
};

const char *duty_suggestion(struct call *call, enum duty duty, enum language language, bool easy)
{
    const char *const *paragraphs = easy ? easy_suggestions[duty] : suggestions[duty];
    struct buf text = buf_make(call->arena, 4 * 1024);
    for (size_t i = 0; i < MOST_PARAGRAPHS && paragraphs[i] != NULL; i++) {
        if (i > 0)
            BUF_LITERAL(&text, "\n\n");
        buf_add_text(&text, tr(language, paragraphs[i]));
    }
    return buf_text(&text);
}

enum err duty_suggest(struct call *call, struct text_id id, enum language language, bool easy, const char **ret_words)
{
    struct text_id text;
    *ret_words = NULL;
    for (int i = 0; i < DUTY_COUNT && *ret_words == NULL && language_has_catalogue(language); i++) {
        TRY(duty_store_text(call, (enum duty)i, &text));
        if (text.v == id.v)
            *ret_words = duty_suggestion(call, (enum duty)i, language, easy);
    }
    return OK;
}
