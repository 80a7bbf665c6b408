// keep_archive.c - sempre archive: writes the copy and says how large it is and how long it took.
#include "app/keep_archive.h"

#include "app/archive.h"
#include "app/keep_feature.h"
#include "base/time.h"
#include "i18n/format.h"

const char archive_help[] =
    "writes all public pages into a folder, to be read without the program\n\n"
    "Every language and easy language, with relative links: open index.html in any browser, from a USB stick too. Only what anybody "
    "may read is\nin it, and nothing can be sent from it. DIR is made, or is empty. The server may run meanwhile.\n"
    "Example: sempre archive /media/usb/sempre-$(date +%F)";

enum err archive_run(struct call *call, struct arguments *arguments)
{
    struct archive_facts facts;
    int64_t began = time_monotonic();
    keep_stand_back();
    TRY(archive_write(call, arguments->at[0], keep_listener(arguments), &facts, &arguments->why));
    fprintf(arguments->out, "%s pages in %s ways of reading: %s files, %s MB, in %s seconds. Open %s/index.html.\n",
            format_number(call->arena, call->language, facts.pages), format_number(call->arena, call->language, facts.languages),
            format_number(call->arena, call->language, facts.files),
            format_decimal(call->arena, call->language, (double)facts.bytes / 1e6, 1),
            format_decimal(call->arena, call->language, (double)(time_monotonic() - began) / 1e3, 1), arguments->at[0]);
    return OK;
}
