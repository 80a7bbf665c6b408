#!/bin/sh
# messages_test.sh - the catalogues hold every sentence of the program, translated and sure. In TAP.
echo 1..1
if said=$("$(dirname "$0")/../../dev/messages" --check 2>&1); then
    echo "ok 1 - messages: every sentence is translated"
else
    echo "not ok 1 - messages: every sentence is translated"
    echo "$said" | sed 's/^/# /'
fi
