// side_web_test.c - the page of a variant beside its source: what it shows, what is kept of what was typed, and when.
#include "texts/text_web.h"

#include "base/id.h"
#include "people/people_test.h"
#include "support_page.h"

static struct page page_of(struct call *call, struct text_id id, const char *variant)
{
    char *text = arena_alloc(call->arena, ID_TEXT_SIZE);
    id_text(id.v, text);
    return page_for(call, text, variant);
}

static struct page get(struct call *call, struct text_id id, const char *variant)
{
    struct page page = page_of(call, id, variant);
    assert_ok(variant_get(call, &page.request, &page.reply));
    page_draw(call, &page, true);
    return page;
}

// The value of a hidden field of a page.
static const char *hidden(const struct page *page, const char *name)
{
    const char *at = strstr(page->text, arena_print(test_arena(), "name=\"%s\" value=\"", name));
    assert_non_null(at);
    at = strstr(at, "value=\"") + strlen("value=\"");
    return arena_copy(test_arena(), at, strcspn(at, "\""));
}

// Fills in the form of a page as a browser would, with these words.
static struct page fill(struct call *call, const struct page *from, struct text_id id, const char *variant, const char *const *words,
                        size_t n, const char *state)
{
    struct page page = page_of(call, id, variant);
    for (const char *const *name = (const char *const[]){"version", "source_version", "rows", NULL}; *name != NULL; name++)
        page_field(&page, *name, hidden(from, *name));
    for (size_t i = 0; i < n; i++) {
        page_field(&page, arena_print(call->arena, "p%zu", i + 1), words[i]);
        page_field(&page, arena_print(call->arena, "of%zu", i + 1), hidden(from, arena_print(call->arena, "of%zu", i + 1)));
    }
    page_field(&page, "state", state);
    return page;
}
#define WORDS(...) (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)

static void post(struct call *call, struct page *page, int status)
{
    assert_ok(variant_post(call, &page->request, &page->reply));
    assert_int_equal(page->reply.status, status);
    if (status != 303)
        page_draw(call, page, true);
}

static struct text_id text_of(struct call *call, const char *words)
{
    struct text_id id;
    test_places();
    assert_ok(text_add(call, TEXT_NETWORK, (struct network_id){7}, LANGUAGE_EN, words, &id));
    return id;
}

static const struct variant *stored(struct call *call, struct text_id id, enum language language, bool easy)
{
    struct variant_list list;
    assert_ok(text_variants(call, id, &list));
    return variant_find(&list, language, easy);
}

static void a_translation_is_written_and_kept_up_to_date(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "The bus comes on Mondays.\n\nThere is a ramp.\n\nCall us.");
    struct page page = get(&call, id, "de");
    assert_has(page.text, "No words yet");
    struct page sent = fill(&call, &page, id, "de", WORDS("Montags kommt der Bus.", "Es gibt eine Rampe.", "Rufen Sie an."), "checked");
    post(&call, &sent, 303);
    assert_string_equal(stored(&call, id, LANGUAGE_DE, false)->words, "Montags kommt der Bus.\n\nEs gibt eine Rampe.\n\nRufen Sie an.");
    assert_int_equal(stored(&call, id, LANGUAGE_DE, false)->state, TEXT_CHECKED);
    assert_ok(text_reword(&call, id, "The bus comes on Tuesdays.\n\nThere is a ramp.\n\nCall us today."));
    page = get(&call, id, "de");
    assert_has(page.text, "<del>");
    assert_has(page.text, "Mondays");
    assert_has(page.text, "Tuesdays");
    assert_has(page.text, "2 paragraphs need work:");
    // One of two: it stays out of date, and the page knows what is left.
    sent = fill(&call, &page, id, "de", WORDS("Dienstags kommt der Bus.", "Es gibt eine Rampe.", "Rufen Sie an."), "checked");
    post(&call, &sent, 303);
    assert_int_equal(stored(&call, id, LANGUAGE_DE, false)->state, TEXT_OUT_OF_DATE);
    page = get(&call, id, "de");
    assert_has(page.text, "1 paragraph needs work:");
    assert_has_not(page.text, "Mondays");
    // The other is still right as it is.
    sent = fill(&call, &page, id, "de", WORDS("Dienstags kommt der Bus.", "Es gibt eine Rampe.", "Rufen Sie an."), "checked");
    page_field(&sent, "ok3", "1");
    post(&call, &sent, 303);
    assert_int_equal(stored(&call, id, LANGUAGE_DE, false)->state, TEXT_CHECKED);
    page = get(&call, id, "de");
    assert_has_not(page.text, "<del>");
    assert_has(page.text, "Every paragraph is as in the text that was written first.");
}

static void an_unfinished_translation_is_a_draft(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "One.\n\nTwo.");
    struct page page = get(&call, id, "sv");
    struct page sent = fill(&call, &page, id, "sv", WORDS("", "Två."), "checked");
    post(&call, &sent, 422);
    assert_has(sent.text, "Some paragraphs have no words yet.");
    assert_has(sent.text, "Två.");
    sent = fill(&call, &page, id, "sv", WORDS("", ""), "draft");
    post(&call, &sent, 422);
    assert_has(sent.text, "beside at least one paragraph");
    assert_null(stored(&call, id, LANGUAGE_SV, false));
    sent = fill(&call, &page, id, "sv", WORDS("", "Två."), "draft");
    post(&call, &sent, 303);
    assert_int_equal(stored(&call, id, LANGUAGE_SV, false)->state, TEXT_DRAFT);
    page = get(&call, id, "sv");
    assert_has(page.text, "1 paragraph needs work:");
    sent = fill(&call, &page, id, "sv", WORDS("", "Två."), "checked");
    page_field(&sent, "ok1", "1"); // left out, on purpose
    post(&call, &sent, 303);
    assert_int_equal(stored(&call, id, LANGUAGE_SV, false)->state, TEXT_CHECKED);
    page = get(&call, id, "sv");
    assert_has(page.text, "Every paragraph is as in the text that was written first.");
}

static void two_who_write_at_once_see_both_and_nothing_is_lost(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "One here.\n\nTwo here.");
    struct page page = get(&call, id, "de");
    struct page first = fill(&call, &page, id, "de", WORDS("Meins.", "Auch meins."), "draft"),
                second = fill(&call, &page, id, "de", WORDS("Deins.", "Auch deins."), "draft");
    post(&call, &first, 303);
    post(&call, &second, 409);
    assert_has(second.text, "Somebody changed this while you wrote");
    assert_has(second.text, ">Deins.</textarea>");
    assert_has(second.text, ">Auch deins.</textarea>");
    assert_has(second.text, "<p>Meins.</p>");
    assert_has(second.text, "<p>Auch meins.</p>");
    assert_string_equal(stored(&call, id, LANGUAGE_DE, false)->words, "Meins.\n\nAuch meins.");
    struct page again = fill(&call, &second, id, "de", WORDS("Unser.", "Auch deins."), "draft");
    post(&call, &again, 303);
    assert_string_equal(stored(&call, id, LANGUAGE_DE, false)->words, "Unser.\n\nAuch deins.");
}

static void a_source_that_changes_meanwhile_takes_no_words_away(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "One here.\n\nTwo here.\n\nThree here.");
    struct page page = get(&call, id, "de");
    assert_ok(text_reword(&call, id, "Three here.\n\nAltogether another sentence."));
    struct page sent = fill(&call, &page, id, "de", WORDS("Eins.", "Zwei.", "Drei."), "draft");
    post(&call, &sent, 409);
    assert_has(sent.text, ">Drei.\n\nEins.</textarea>"); // with its paragraph; the other below, for its paragraph is gone
    assert_has(sent.text, ">Zwei.</textarea>");
    assert_null(stored(&call, id, LANGUAGE_DE, false));
    assert_ok(text_reword(&call, id, "Nothing of it is left."));
    sent = fill(&call, &page, id, "de", WORDS("Eins.", "Zwei.", "Drei."), "draft");
    post(&call, &sent, 409);
    assert_has(sent.text, ">Eins.\n\nZwei.\n\nDrei.</textarea>"); // all three below each other
}

static void easy_language_stands_beside_the_normal_one(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "There is a ramp.\n\nCall us.");
    struct page page = get(&call, id, "de");
    assert_has_not(page.text, "How to write easy language");
    struct page sent = fill(&call, &page, id, "de", WORDS("Es gibt eine Rampe.", "Rufen Sie uns an."), "draft");
    post(&call, &sent, 303);
    page = get(&call, id, "de-easy");
    assert_has(page.text, "How to write easy language");
    assert_has(page.text, "Es gibt eine Rampe.");
    assert_has(page.text, "There is a ramp.");
    sent = fill(&call, &page, id, "de-easy", WORDS("Da ist eine Rampe.\nSie ist für Rollstühle.\n\nSie ist breit.", "Sie können anrufen."),
                "draft");
    post(&call, &sent, 303);
    page = get(&call, id, "de-easy");
    assert_has(page.text, ">Da ist eine Rampe.\nSie ist für Rollstühle.\n\nSie ist breit.</textarea>");
    assert_has(page.text, ">Sie können anrufen.</textarea>");
}

static void a_title_stays_in_one_line_and_has_a_limit(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "A ramp");
    struct page page = get(&call, id, "de");
    struct page sent = fill(&call, &page, id, "de", WORDS("Eine\n\nRampe"), "draft");
    post(&call, &sent, 303);
    assert_null(strchr(stored(&call, id, LANGUAGE_DE, false)->words, '\n'));
    page = get(&call, id, "sv");
    char *much = arena_alloc(test_arena(), 402);
    memset(much, 'x', 401);
    sent = fill(&call, &page, id, "sv", WORDS(much), "draft");
    post(&call, &sent, 422);
    assert_has(sent.text, "All together this is too long.");
    assert_has(sent.text, much);
}

static void forms_that_nobody_was_given_are_answered(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "One.\n\nTwo.");
    struct page page = get(&call, id, "de");
    struct page none = page_of(&call, id, "de");
    post(&call, &none, 422);
    struct page wrong = fill(&call, &page, id, "de", WORDS("Eins.", "Zwei."), "draft");
    for (size_t i = 0; i < wrong.request.fields.n; i++)
        if (strcmp(wrong.request.fields.at[i].name, "rows") == 0)
            wrong.request.fields.at[i].value = "99999999999999999999";
    post(&call, &wrong, 409);
    assert_has(wrong.text, "Eins.");
    assert_has(wrong.text, "Zwei.");
    struct call reader = test_call_by_person(1, ROLE_READER, 7);
    struct page denied = page_of(&reader, id, "de");
    assert_err(variant_get(&reader, &denied.request, &denied.reply), ERR_DENIED);
    assert_err(variant_post(&reader, &denied.request, &denied.reply), ERR_DENIED);
}

static void the_text_written_first_has_its_own_form(void **state)
{
    (void)state;
    struct call call = test_call();
    struct text_id id = text_of(&call, "One.\n\nTwo.");
    struct page page = get(&call, id, "en");
    struct page sent = page_of(&call, id, "en"), late = page_of(&call, id, "en");
    page_field(&sent, "version", hidden(&page, "version"));
    page_field(&sent, "words", "One.\n\nTwo and a half.");
    post(&call, &sent, 303);
    page_field(&late, "version", hidden(&page, "version"));
    page_field(&late, "words", "Too late.");
    post(&call, &late, 409);
    assert_has(late.text, "Too late.");
    assert_has(late.text, "Two and a half.");
    assert_string_equal(stored(&call, id, LANGUAGE_EN, false)->words, "One.\n\nTwo and a half.");
}

static enum err suggest_easy(struct call *call, struct text_id id, enum language language, bool easy, const char **ret_words)
{
    (void)call, (void)id;
    *ret_words = easy && language == LANGUAGE_DE ? "Leicht [wo].\nUnd kurz.\n\nZwei.\n\nDrei." : NULL;
    return OK;
}

static void a_suggestion_stands_in_an_empty_form_paragraph_by_paragraph(void **state)
{
    (void)state;
    struct call call = test_call();
    test_places();
    struct text_id id;
    assert_ok(text_add(&call, TEXT_DUTY, (struct network_id){0}, LANGUAGE_DE, "Eins.\n\nNoch eins.", &id));
    text_set_suggester(suggest_easy);
    struct page page = get(&call, id, "de-easy");
    assert_has(page.text, ">Leicht [wo].\nUnd kurz.</textarea>");
    assert_has(page.text, ">Zwei.\n\nDrei.</textarea>"); // more than the source has
    assert_has(page.text, "This is a suggestion, not the advice of a lawyer.");
    page = get(&call, id, "sv-easy");
    assert_has_not(page.text, "This is a suggestion");
    assert_ok(text_put(&call, id, LANGUAGE_DE, true, TEXT_DRAFT, "Ganz kurz.", 0));
    page = get(&call, id, "de-easy");
    assert_has_not(page.text, "Leicht");
    assert_has_not(page.text, "This is a suggestion");
    text_set_suggester(NULL);
}

static void a_text_leads_back_to_where_it_belongs(void **state)
{
    (void)state;
    struct call call = test_call();
    test_places();
    static const struct { enum text_kind kind; const char *back; } texts[] = {
        {TEXT_DUTY, "href=\"/duties\""}, {TEXT_REGION, "href=\"/programme/texts\""}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct text_id id;
        assert_ok(text_add(&call, texts[i].kind, (struct network_id){0}, LANGUAGE_DE, "Eins.", &id));
        struct page page = page_of(&call, id, NULL);
        assert_ok(text_get(&call, &page.request, &page.reply));
        page_draw(&call, &page, true);
        assert_has(page.text, texts[i].back);
        assert_has_not(page.text, texts[1 - i].back);
    }
}

TESTS(side_web, a_suggestion_stands_in_an_empty_form_paragraph_by_paragraph,
      a_text_leads_back_to_where_it_belongs, a_translation_is_written_and_kept_up_to_date, an_unfinished_translation_is_a_draft,
      two_who_write_at_once_see_both_and_nothing_is_lost, a_source_that_changes_meanwhile_takes_no_words_away,
      easy_language_stands_beside_the_normal_one, a_title_stays_in_one_line_and_has_a_limit, forms_that_nobody_was_given_are_answered,
      the_text_written_first_has_its_own_form)
