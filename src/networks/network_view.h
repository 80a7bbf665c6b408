// network_view.h - the data of this folder's pages.
#ifndef SEMPRE_NETWORKS_NETWORK_VIEW_H
#define SEMPRE_NETWORKS_NETWORK_VIEW_H

#include "i18n/format.h"
#include "networks/area_figure.h"
#include "networks/clash.h"
#include "networks/map_project.h"
#include "networks/organisation.h"
#include "networks/region.h"
#include "web/view.h"

// --- the list ---
struct network_group_view { // networks of one country
    const char *country;
    struct network_list list;
};
struct network_groups_view {
    struct network_group_view *at;
    size_t n, cap;
};
struct network_mark_view { // on the map
    const char *slug, *name;
    const char *title; // what is read aloud: begins with the name
    int x, y, lead_x, name_x, name_y, row_y;
};
struct network_marks_view {
    struct network_mark_view *at;
    size_t n, cap;
};
struct networks_view {
    struct network_groups_view groups;
    struct network_marks_view marks;
    size_t before, after; // numbers of the pages beside this one, 0 where there is none
    bool has_pages, has_map;
    bool may_add;
};

// --- one network ---
struct member_group_view { // members of one kind
    const char *label;
    struct organisation_list list;
};
struct member_groups_view {
    struct member_group_view *at;
    size_t n, cap;
};
struct figure_row_view {
    struct area_figure_id id;
    struct text_id text;
    struct words name;
    const char *value, *source, *year;
};
struct figure_rows_view {
    struct figure_row_view *at;
    size_t n, cap;
};
struct section_view { // what another feature shows here
    struct body body;
};
struct sections_view {
    struct section_view *at;
    size_t n, cap;
};
struct spoken_view {
    const char *tag, *name, *comma;
};
struct spoken_list_view {
    struct spoken_view *at;
    size_t n, cap;
};
struct network_view {
    const struct network *network;
    const char *notice; // where the description is not the text the reader wants
    struct organisation_list coordinators;
    struct member_groups_view kinds;
    struct figure_rows_view figures;
    struct spoken_list_view languages;
    struct sections_view sections;
    bool has_years; // of the figures
    bool is_team, may_edit, may_edit_texts, may_manage_roles, may_audit, may_print_cards, may_publish;
};

// --- forms ---
struct network_form_view {
    const struct network *network; // NULL: a new one
    struct filled *filled;
    struct clash_list clashes;     // what somebody else stored meanwhile
    bool may_move;                 // to another region
};
struct region_form_view {
    struct filled *filled;
    struct region_list regions;    // those there are
};
struct members_view {
    const struct network *network;
    struct organisation_list members;
    struct filled *filled;         // a new organisation
    struct filled *joining;        // or one of other networks
    bool has_others;               // there are some to choose from
};
struct member_view {
    const struct network *network;
    const struct organisation *organisation;
    struct filled *filled;
    struct clash_list clashes;
    bool is_home;
};
struct figures_view {
    const struct network *network;
    struct figure_rows_view figures;
    struct filled *filled;
};

// --- texts that need work ---
struct text_mark_view {
    const char *name;           // of the variant, in addresses
    const char *tag, *language;
    bool easy, is_missing, is_draft, is_checked, is_out_of_date;
};
struct text_marks_view {
    struct text_mark_view *at;
    size_t n, cap;
};
struct text_work_view {
    struct text_id id;
    struct words words;
    const char *kind;
    struct text_marks_view marks; // only those that need work
};
struct text_works_view {
    struct text_work_view *at;
    size_t n, cap;
};
struct text_count_view {
    const char *name, *tag, *language;
    int64_t missing, drafts, checked, out_of_date;
    bool easy, is_chosen;
};
struct text_counts_view {
    struct text_count_view *at;
    size_t n, cap;
};
struct text_option_view {
    const char *value, *label;
    bool is_chosen;
};
struct text_options_view {
    struct text_option_view *at;
    size_t n, cap;
};
struct texts_view {
    const char *path;            // of this page
    const char *slug;            // of the network; NULL for the programme
    struct words place;
    const char *in, *kind, *show; // of the filter, handed on to the next page
    struct text_counts_view counts;
    struct text_options_view variants, kinds, shows;
    struct text_works_view works;
    size_t before, after;
    bool is_filtered, has_texts;
};
struct text_place_view {
    const char *slug;
    struct words title;
};
struct text_places_view {
    struct text_place_view *at;
    size_t n, cap;
};
struct text_hub_view {
    struct text_places_view places;
    size_t before, after;
    bool may_edit_programme;
};

#endif
