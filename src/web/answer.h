// answer.h - the reply as it goes over the wire: status, all headers, bytes. What every reply has in common stands here.
#ifndef SEMPRE_WEB_ANSWER_H
#define SEMPRE_WEB_ANSWER_H

#include "web/reply.h"

struct answer {
    int status;
    struct pairs headers; // without Date, Content-Length, Connection
    const char *bytes;    // owned by the reply: its arena, the page cache, the program
    size_t n;
};

// Compresses where that pays, chooses an asset's encoding, answers 304 where the client has it already. The reply must be
// drawn. Streams get their head only. Everything is owned by reply->arena.
void answer_make(struct reply *reply, const struct request *request, struct answer *ret_answer);

// "Not Found" for 404. Static.
const char *answer_reason(int status);

#endif
