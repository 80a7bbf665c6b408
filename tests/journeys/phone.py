# phone.py - what the journeys in Python share: somebody with a browser, who joins a meeting and says something.
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

from server import PATIENCE


class Phone:
    """A browser that speaks Latvian and knows what the last page said."""

    def __init__(self, base):
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
                                                  type("Stay", (urllib.request.HTTPRedirectHandler,),
                                                       {"redirect_request": lambda *_: None})())
        self.page = ""

    def ask(self, path, fields=None):
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.base + path, data, {"Accept-Language": "lv"})
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                status, body = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read().decode()
        self.page = body or self.page
        return status

    def field(self, name):
        return re.search(rf'name="{name}" value="([^"]*)"', self.page).group(1)

    def join(self, code):
        assert self.ask(f"/j/{code}") == 200
        return self.ask(f"/j/{code}", {"token": self.field("token")})

    def say(self, code, words):
        assert self.ask(f"/w/{code}") == 200  # whoever reads is served, full or not
        return self.ask(f"/w/{code}", {"token": self.field("token"), "key": self.field("key"), "at": self.field("at"),
                                       "words": words})
