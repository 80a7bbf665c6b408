// network_form.c - the fields of this folder's forms.
#include "base/limits.h"
#include "i18n/message.h"
#include "networks/area_figure.h"
#include "networks/organisation.h"
#include "networks/region.h"

#define AT(type, member) .offset = offsetof(struct type, member)

// What a new network and the change of one have in common.
#define NETWORK_WORDS                                                                                     \
    {"title", FIELD_LINE, N_("Name of the network"), .hint = N_("For example: Single parents in Dithmarschen"), \
     .required = true, .most = LIMIT_LINE_SIGNS, AT(network_draft, title)},                               \
    {"group", FIELD_LINE, N_("Who it is for"), .hint = N_("The group of people the network works with, for example: older people"), \
     .required = true, .most = LIMIT_LINE_SIGNS, AT(network_draft, group)},                               \
    {"place", FIELD_LINE, N_("Place"), .hint = N_("Village, town, district or region"), .required = true, \
     .most = LIMIT_LINE_SIGNS, AT(network_draft, place)},                                                 \
    {"description", FIELD_TEXT, N_("What it does"), .required = true, .most = LIMIT_TEXT_SIGNS,           \
     AT(network_draft, description)}

#define NETWORK_PLACE                                                                                     \
    {"country", FIELD_CHOICE, N_("Country"), .required = true, AT(network_draft, country)},               \
    {"time_zone", FIELD_CHOICE, N_("Time zone"), .hint = N_("Leave this empty to use the usual one of the country."), \
     AT(network_draft, time_zone)},                                                                       \
    {"languages", FIELD_MANY, N_("Languages spoken in the network"), .required = true, AT(network_draft, languages)}, \
    {"region", FIELD_CHOICE, N_("Region"), .hint = N_("Only where the network belongs to a group of networks."), \
     AT(network_draft, region)},                                                                          \
    {"latitude", FIELD_LINE, N_("Degrees north, for the map"), .hint = N_("For example: 54.19"), .most = 12, \
     AT(network_draft, latitude)},                                                                        \
    {"longitude", FIELD_LINE, N_("Degrees east, for the map"), .hint = N_("For example: 9.09"), .most = 12, \
     AT(network_draft, longitude)},                                                                       \
    {"contact", FIELD_LINE, N_("Names of the coordinators"),                                              \
     .hint = N_("Everybody can read this. Fill it in only if the coordinators wish it."), .most = LIMIT_LINE_SIGNS, \
     AT(network_draft, contact)}

static const struct field network_fields[] = {
    NETWORK_WORDS,
    {"language", FIELD_CHOICE, N_("Language in which you write this"), .required = true, AT(network_draft, language)},
    {"slug", FIELD_LINE, N_("Short name for the address"),
     .hint = N_("Small letters, digits and hyphens, for example: dithmarschen. It cannot be changed later."),
     .required = true, .most = 40, AT(network_draft, slug)},
    NETWORK_PLACE,
    {0},
};
const struct form network_form = {"network", network_fields, sizeof(struct network_draft)};

static const struct field network_edit_fields[] = {NETWORK_WORDS, NETWORK_PLACE, {0}};
const struct form network_edit_form = {"network_edit", network_edit_fields, sizeof(struct network_draft)};

static const struct field region_fields[] = {
    {"title", FIELD_LINE, N_("Name of the region"), .required = true, .most = LIMIT_LINE_SIGNS, AT(region_draft, title)},
    {"language", FIELD_CHOICE, N_("Language in which you write this"), .required = true, AT(region_draft, language)},
    {"slug", FIELD_LINE, N_("Short name for the address"),
     .hint = N_("Small letters, digits and hyphens, for example: norrbotten. It cannot be changed later."),
     .required = true, .most = 40, AT(region_draft, slug)},
    {0},
};
const struct form region_form = {"region", region_fields, sizeof(struct region_draft)};

#define MEMBERSHIP                                                                                        \
    {"coordinates", FIELD_CHECK, N_("It coordinates the network"), AT(organisation_draft, coordinates)},  \
    {"since", FIELD_DATE, N_("Member since"), .hint = N_("Leave this empty if nobody knows."),            \
     AT(organisation_draft, since)},                                                                      \
    {"until", FIELD_DATE, N_("Member until"), .hint = N_("Leave this empty while it is a member."),       \
     AT(organisation_draft, until)}

static const struct field organisation_fields[] = {
    {"name", FIELD_LINE, N_("Name of the organisation"), .required = true, .most = LIMIT_LINE_SIGNS,
     AT(organisation_draft, name)},
    {"kind", FIELD_CHOICE, N_("What kind of organisation is it?"), .required = true, .choices = organisation_kinds,
     AT(organisation_draft, kind)},
    MEMBERSHIP,
    {0},
};
const struct form organisation_form = {"organisation", organisation_fields, sizeof(struct organisation_draft)};

static const struct field membership_fields[] = {MEMBERSHIP, {0}};
const struct form membership_form = {"membership", membership_fields, sizeof(struct organisation_draft)};

static const struct field joining_fields[] = {
    {"organisation", FIELD_CHOICE, N_("Organisation"), .required = true, AT(joining_draft, organisation)},
    {"coordinates", FIELD_CHECK, N_("It coordinates the network"), AT(joining_draft, membership.coordinates)},
    {"since", FIELD_DATE, N_("Member since"), .hint = N_("Leave this empty if nobody knows."),
     AT(joining_draft, membership.since)},
    {0},
};
const struct form joining_form = {"joining", joining_fields, sizeof(struct joining_draft)};

static const struct field area_figure_fields[] = {
    {"name", FIELD_LINE, N_("What is counted"), .hint = N_("For example: Families with one parent, of all families"),
     .required = true, .most = LIMIT_LINE_SIGNS, AT(area_figure_draft, name)},
    {"value", FIELD_LINE, N_("Number"), .hint = N_("For example: 4009, 12.1 or 12.1 %"), .required = true, .most = 20,
     AT(area_figure_draft, value)},
    {"source", FIELD_LINE, N_("Where it comes from"), .hint = N_("For example: Eurostat"), .required = true,
     .most = LIMIT_LINE_SIGNS, AT(area_figure_draft, source)},
    {"year", FIELD_LINE, N_("Year"), .hint = N_("Leave this empty if the source does not say."), .most = 4,
     AT(area_figure_draft, year)},
    {0},
};
const struct form area_figure_form = {"area_figure", area_figure_fields, sizeof(struct area_figure_draft)};
