// workshop_routes.c - the addresses of workshops.
#include "workshops/kinds/common.h"
#include "workshops/workshop_web.h"

#define OF_WORKSHOP workshop_scope_of_request
#define OF_NETWORK network_scope_of_request

const struct route workshop_routes[] = {
    // joining and taking part: no login, ever
    {METHOD_GET, "/j", ANYONE, "the form for the code of a meeting", NULL, join_get, NULL, NULL, 0},
    {METHOD_GET, "/j/:code", ANYONE, "what a code belongs to, and the button to join", NULL, join_code_get, NULL, NULL,
     0},
    {METHOD_POST, "/j/:code", ANYONE, "joins the meeting", NULL, join_code_post, NULL, NULL, ROUTE_REPEATABLE},
    {METHOD_GET, "/w/:code", ANYONE, "a participant's page during the meeting", NULL, phone_get, NULL, NULL, 0},
    {METHOD_GET, "/w/:code/frag", ANYONE, "what is new on that page", NULL, phone_frag, NULL, NULL, 0},
    {METHOD_POST, "/w/:code", ANYONE, "what a participant says or marks", NULL, phone_post, NULL, &phone_form,
     ROUTE_REPEATABLE},
    {METHOD_GET, "/w/:code/mine", ANYONE, "leads from the meeting to a participant's own page", NULL, phone_mine_get, NULL,
     NULL, 0},
    {METHOD_GET, "/workshops/:id/help", HELP_PARTICIPANT, "the form to write for somebody", OF_WORKSHOP, help_get, NULL, NULL,
     0},
    {METHOD_POST, "/workshops/:id/help", HELP_PARTICIPANT, "reads it back, then sends it", OF_WORKSHOP, help_post, NULL,
     &help_form, 0},

    // the big screen: whoever has the address
    {METHOD_GET, "/s/:secret", ANYONE, "the big screen", NULL, screen_get, NULL, NULL, 0},
    {METHOD_GET, "/s/:secret/frag", ANYONE, "what is new on the screen", NULL, screen_frag, NULL, NULL, 0},
    {METHOD_GET, "/s/:secret/events", ANYONE, "tells the screen that something changed", NULL, screen_events, NULL,
     NULL, ROUTE_KEEPS_OPEN},

    // running one
    {METHOD_GET, "/console/:id", RUN_WORKSHOP, "the facilitator's page", OF_WORKSHOP, console_get, NULL, NULL, 0},
    {METHOD_GET, "/console/:id/frag", RUN_WORKSHOP, "what is new on that page", OF_WORKSHOP, console_frag, NULL, NULL,
     0},
    {METHOD_GET, "/console/:id/events", RUN_WORKSHOP, "tells the console that something changed", OF_WORKSHOP,
     console_events, NULL, NULL, ROUTE_KEEPS_OPEN},
    {METHOD_POST, "/console/:id", RUN_WORKSHOP, "everything the facilitator does", OF_WORKSHOP, console_post, NULL,
     &run_form, 0},
    {METHOD_GET, "/console/:id/sheet", RUN_WORKSHOP, "the form to type in a sheet of paper", OF_WORKSHOP,
     sheet_form_get, NULL, NULL, 0},
    {METHOD_POST, "/console/:id/sheet", RUN_WORKSHOP, "types in a sheet of paper", OF_WORKSHOP, sheet_form_post, NULL,
     NULL, 0},

    // planning one
    {METHOD_GET, "/networks/:network/workshops", ANYONE, "the workshops of a network", OF_NETWORK, workshops_get, NULL,
     NULL, 0},
    {METHOD_GET, "/networks/:network/workshops/new", PLAN_WORKSHOP, "the form to plan a workshop", OF_NETWORK,
     workshop_new_get, NULL, NULL, 0},
    {METHOD_POST, "/networks/:network/workshops/new", PLAN_WORKSHOP, "plans a workshop", OF_NETWORK, workshop_new_post,
     NULL, &workshop_form, 0},
    {METHOD_GET, "/workshops/:id", ANYONE, "what everybody may read about a workshop", OF_WORKSHOP, workshop_get, NULL,
     NULL, 0},
    {METHOD_GET, "/workshops/:id/edit", PLAN_WORKSHOP, "the form to change time and place", OF_WORKSHOP,
     workshop_edit_get, NULL, NULL, 0},
    {METHOD_POST, "/workshops/:id/edit", PLAN_WORKSHOP, "changes time and place", OF_WORKSHOP, workshop_edit_post, NULL,
     &workshop_form, 0},
    {METHOD_POST, "/workshops/:id/open", RUN_WORKSHOP, "opens the meeting", OF_WORKSHOP, workshop_open_post, NULL, NULL,
     0},
    {METHOD_POST, "/workshops/:id/close", RUN_WORKSHOP, "closes the meeting", OF_WORKSHOP, workshop_close_post, NULL,
     NULL, 0},
    {METHOD_POST, "/workshops/:id/reopen", RUN_WORKSHOP, "opens the meeting again", OF_WORKSHOP, workshop_reopen_post,
     NULL, NULL, 0},
    {METHOD_GET, "/workshops/:id/agenda", PLAN_WORKSHOP, "the agenda", OF_WORKSHOP, agenda_get, NULL, NULL, 0},
    {METHOD_GET, "/workshops/:id/sheet/:activity", VIEW_NETWORK, "sheets of paper to print", OF_WORKSHOP, sheet_get,
     NULL, NULL, 0},
    {METHOD_GET, "/workshops/:id/activities/new", PLAN_WORKSHOP, "the form to add a step", OF_WORKSHOP,
     activity_new_get, NULL, NULL, 0},
    {METHOD_POST, "/workshops/:id/activities/new", PLAN_WORKSHOP, "adds a step", OF_WORKSHOP, activity_new_post, NULL,
     &activity_form, 0},
    {METHOD_GET, "/workshops/:id/activities/:activity", PLAN_WORKSHOP, "the form to change a step", OF_WORKSHOP,
     activity_get, NULL, NULL, 0},
    {METHOD_POST, "/workshops/:id/activities/:activity", PLAN_WORKSHOP, "changes a step", OF_WORKSHOP, activity_post,
     NULL, &activity_form, 0},
    {METHOD_POST, "/workshops/:id/activities/:activity/move", PLAN_WORKSHOP, "moves a step up or down", OF_WORKSHOP,
     activity_move_post, NULL, &move_form, 0},
    {METHOD_POST, "/workshops/:id/activities/:activity/remove", PLAN_WORKSHOP,
     "removes a step in which nobody said anything", OF_WORKSHOP, activity_remove_post, NULL, NULL, 0},
    {METHOD_POST, "/workshops/:id/activities/:activity/lines", PLAN_WORKSHOP, "puts up lines that people answer about",
     OF_WORKSHOP, activity_lines_post, NULL, &lines_form, 0},
    {0},
};
