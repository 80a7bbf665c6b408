// demo_network.c - regions and networks of the demonstration programme, their organisations and figures.
#include <string.h>

#include "demo/demo.h"
#include "networks/area_figure.h"
#include "networks/region.h"

// --- regions ---

static enum err add_region(struct demo *demo, struct node node)
{
    struct content *content = demo->content;
    struct tongues name;
    struct region_draft draft;
    struct region region;
    TRY(content_object(content, node, "slug name"));
    TRY(content_string(content, content_key(content, node, "slug"), &draft.slug));
    TRY(content_tongues(content, content_key(content, node, "name"), LANGUAGE_EN, &name));
    const struct tongue *source = demo_source(&name);
    draft.title = source->words;
    draft.language = language_tag(source->language);
    struct filled *filled = filled_empty(demo->call->arena, &region_form);
    TRY(demo_refused(demo, node, region_add(demo->call, &draft, filled, &region.id), filled));
    TRY(region_find(demo->call, draft.slug, &region));
    return demo_translate(demo, region.title_text, &name, source->language);
}

enum err demo_add_regions(struct demo *demo)
{
    struct node list;
    size_t n;
    TRY(content_file(demo->content, "regions.json", &list));
    TRY(content_list(demo->content, list, &n));
    for (size_t i = 0; i < n; i++)
        TRY(add_region(demo, content_item(demo->content, list, i)));
    return OK;
}

// --- organisations ---

static const struct demo_organisation *organisation_known(const struct demo *demo, const char *name, const char *country)
{
    for (size_t i = 0; i < demo->organisations.n; i++) {
        const struct demo_organisation *known = &demo->organisations.at[i];
        if (strcmp(known->name, name) == 0 && strcmp(known->country, country) == 0)
            return known;
    }
    return NULL;
}

static enum err add_organisation(struct demo *demo, const struct network *network, enum language spoken,
                                 struct node node, bool coordinates)
{
    struct content *content = demo->content;
    struct tongues name;
    struct organisation_draft draft = {.coordinates = coordinates};
    struct organisation organisation;
    TRY(content_object(content, node, "name kind"));
    TRY(content_tongues(content, content_key(content, node, "name"), spoken, &name));
    TRY(content_string(content, content_key(content, node, "kind"), &draft.kind));
    const struct tongue *source = demo_source(&name);
    draft.name = source->words;
    struct filled *filled = filled_empty(demo->call->arena, &organisation_form);
    const struct demo_organisation *known = organisation_known(demo, draft.name, network->country);
    if (known != NULL)
        return demo_refused(demo, node, organisation_join(demo->call, network, known->id, &draft, filled), filled);

    struct network written = *network;
    written.language = source->language;
    TRY(demo_refused(demo, node, organisation_add(demo->call, &written, &draft, filled, &organisation.id), filled));
    *VEC_PUSH(demo->call->arena, &demo->organisations) =
        (struct demo_organisation){draft.name, network->country, organisation.id};
    TRY(organisation_find(demo->call, network, organisation.id, &organisation));
    return demo_translate(demo, organisation.name_text, &name, source->language);
}

static enum err add_organisations(struct demo *demo, struct node node, const struct network *network,
                                  enum language spoken)
{
    struct content *content = demo->content;
    struct node coordinator = content_key(content, node, "coordinator"), members = content_key(content, node, "members");
    size_t n;
    TRY(add_organisation(demo, network, spoken, coordinator, true));
    TRY(content_list(content, members, &n));
    for (size_t i = 0; i < n; i++)
        TRY(add_organisation(demo, network, spoken, content_item(content, members, i), false));
    return OK;
}

// --- figures ---

static enum err add_figure(struct demo *demo, const struct network *network, struct node node)
{
    struct content *content = demo->content;
    struct tongues name;
    struct area_figure_draft draft = {.year = ""};
    struct area_figure_id id;
    TRY(content_object(content, node, "name value source year"));
    TRY(content_tongues(content, content_key(content, node, "name"), LANGUAGE_EN, &name));
    TRY(content_string(content, content_key(content, node, "value"), &draft.value));
    TRY(content_string(content, content_key(content, node, "source"), &draft.source));
    struct node year = content_key(content, node, "year");
    if (year.json != NULL) {
        int64_t number;
        TRY(content_int(content, year, 1900, 2100, &number));
        draft.year = arena_print(demo->call->arena, "%lld", (long long)number);
    }
    const struct tongue *source = demo_source(&name);
    struct network written = *network;
    written.language = source->language;
    draft.name = source->words;
    struct filled *filled = filled_empty(demo->call->arena, &area_figure_form);
    TRY(demo_refused(demo, node, area_figure_add(demo->call, &written, &draft, filled, &id), filled));
    struct area_figure_list figures;
    TRY(area_figure_list(demo->call, network->id, &figures));
    return demo_translate(demo, figures.at[figures.n - 1].name_text, &name, source->language);
}

static enum err add_figures(struct demo *demo, struct node node, const struct network *network)
{
    struct node list = content_key(demo->content, node, "figures");
    size_t n;
    TRY(content_list(demo->content, list, &n));
    for (size_t i = 0; i < n; i++)
        TRY(add_figure(demo, network, content_item(demo->content, list, i)));
    return OK;
}

// --- networks ---

struct network_words {
    struct tongues title, group, place, description;
};

static enum err read_position(struct demo *demo, struct node node, struct network_draft *draft)
{
    struct content *content = demo->content;
    struct node latitude = content_key(content, node, "latitude"), longitude = content_key(content, node, "longitude");
    double north, east;
    if (latitude.json == NULL && longitude.json == NULL)
        return OK;
    TRY(content_real(content, latitude, &north));
    TRY(content_real(content, longitude, &east));
    draft->latitude = arena_print(demo->call->arena, "%.6f", north);
    draft->longitude = arena_print(demo->call->arena, "%.6f", east);
    return OK;
}

static enum err read_languages(struct demo *demo, struct node node, struct network_draft *draft, enum language *ret_first)
{
    struct content *content = demo->content;
    struct node list = content_key(content, node, "languages");
    size_t n;
    TRY(content_list(content, list, &n));
    if (n == 0)
        return content_wrong(content, list, "must name at least one language.");
    for (size_t i = 0; i < n; i++)
        TRY(content_string(content, content_item(content, list, i), VEC_PUSH(demo->call->arena, &draft->languages)));
    *ret_first = language_of(draft->languages.at[0]);
    return *ret_first != LANGUAGE_NONE ? OK : content_wrong(content, content_item(content, list, 0), "is no language known here.");
}

static enum err read_network(struct demo *demo, struct node node, struct network_draft *draft, struct network_words *words,
                             enum language *ret_first)
{
    struct content *content = demo->content;
    TRY(content_object(content, node,
                       "slug title user_group description place country latitude longitude time_zone region languages "
                       "coordinator members figures"));
    TRY(content_string(content, content_key(content, node, "slug"), &draft->slug));
    TRY(content_string(content, content_key(content, node, "country"), &draft->country));
    TRY(content_string(content, content_key(content, node, "time_zone"), &draft->time_zone));
    if (content_key(content, node, "region").json != NULL)
        TRY(content_string(content, content_key(content, node, "region"), &draft->region));
    TRY(read_position(demo, node, draft));
    TRY(read_languages(demo, node, draft, ret_first));
    TRY(content_tongues(content, content_key(content, node, "title"), LANGUAGE_EN, &words->title));
    TRY(content_tongues(content, content_key(content, node, "user_group"), LANGUAGE_EN, &words->group));
    TRY(content_tongues(content, content_key(content, node, "place"), *ret_first, &words->place));
    TRY(content_tongues(content, content_key(content, node, "description"), LANGUAGE_EN, &words->description));
    // The four texts of a network have one source language; a place of plain words is the same in both.
    draft->language = language_tag(LANGUAGE_EN);
    draft->title = demo_source(&words->title)->words;
    draft->group = demo_source(&words->group)->words;
    draft->place = demo_source(&words->place)->words;
    draft->description = demo_source(&words->description)->words;
    return OK;
}

static enum err add_network(struct demo *demo, const char *name)
{
    struct node node;
    struct network_draft draft = {0};
    struct network_words words;
    struct network network;
    enum language first;
    TRY(content_file(demo->content, name, &node));
    TRY(read_network(demo, node, &draft, &words, &first));
    struct filled *filled = filled_empty(demo->call->arena, &network_form);
    TRY(demo_refused(demo, node, network_add(demo->call, &draft, filled, &network.id), filled));
    TRY(network_find_id(demo->call, network.id, &network));
    TRY(demo_translate(demo, network.title_text, &words.title, LANGUAGE_EN));
    TRY(demo_translate(demo, network.group_text, &words.group, LANGUAGE_EN));
    TRY(demo_translate(demo, network.place_text, &words.place, LANGUAGE_EN));
    TRY(demo_translate(demo, network.description_text, &words.description, LANGUAGE_EN));
    TRY(add_organisations(demo, node, &network, first));
    return add_figures(demo, node, &network);
}

enum err demo_add_networks(struct demo *demo)
{
    struct strings names;
    TRY(content_names(demo->content, "networks", &names));
    for (size_t i = 0; i < names.n; i++)
        TRY(add_network(demo, arena_print(demo->call->arena, "networks/%s", names.at[i])));
    return OK;
}
