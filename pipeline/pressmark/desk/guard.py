"""Who may ask the desk: this machine's browser that was given the token, and no other site in it.

The desk shows and writes files of whoever runs it, so it is bound to the loopback address, answers to its
own name only (else any site could lead its name here: DNS rebinding), and takes nothing of another site's.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse

COOKIE = "pressmark-desk"

# No text that is typed here is larger, in bytes.
MOST_BODY = 3_000_000

# What every request but those of pages and pictures bears: no form of another site can.
ASKED_BY_US = (b"x-desk", b"1")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class TooLargeError(Exception):
    """More is sent than is taken."""


def policy(nonce: str) -> str:
    """The content security policy of the desk's page (CSP Level 3): nothing from elsewhere."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@dataclass(frozen=True)
class Guard:
    """Lets through to `app` what the browser asks that bears the token, at one of the `hosts`."""

    app: App
    hosts: frozenset[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # as a web socket: there is none here
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = dict(scope["headers"])
        why = self._refused(scope, headers)
        if why is None and (given := self._given(scope)):
            await self._led_on(scope, given)(scope, receive, send)
            return
        if why is None and not self._known(headers):
            why = (403, "Open the desk by the address that the command prints.")
        if why is not None:
            await PlainTextResponse(why[1], why[0])(scope, receive, send)
            return
        try:
            await self.app(scope, _bounded(receive), send)
        except TooLargeError:
            await PlainTextResponse("That is more than a text may have.", 413)(scope, receive, send)

    def _refused(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        """Why something is refused whoever asks; None where it is not."""
        host = headers.get(b"host", b"").decode("latin-1")
        if host not in self.hosts:
            return 400, "The desk has another name."
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and origin not in {f"http://{host}" for host in self.hosts}:
            return 403, "Another site may not ask."
        if headers.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
            return 403, "Another site may not ask."
        if scope["method"] not in ("GET", "HEAD") and headers.get(ASKED_BY_US[0]) != ASKED_BY_US[1]:
            return 403, "Only the desk's own page may ask that."
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > MOST_BODY:
            return 413, "That is more than a text may have."
        return None

    def _given(self, scope: Scope) -> str:
        """The token of the first address, "" where there is none, or another."""
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return asked if hmac.compare_digest(asked.encode(), self.token.encode()) else ""

    def _led_on(self, scope: Scope, token: str) -> RedirectResponse:
        """To the same address without the token, which the browser remembers."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        rest = urlencode(
            [(name, value) for name, values in asked.items() for value in values if name != "token"]
        )
        path = "/" + scope["path"].lstrip("/")  # never the address of another host
        response = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
        return response

    def _known(self, headers: dict[bytes, bytes]) -> bool:
        """Does the browser have the token?"""
        try:
            cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        except CookieError:
            return False
        found = cookies.get(COOKIE)
        return found is not None and hmac.compare_digest(found.value.encode(), self.token.encode())


def _bounded(receive: Receive) -> Receive:
    """What is received, as long as it is not too much."""
    size = 0

    async def received() -> MutableMapping[str, Any]:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST_BODY:
            raise TooLargeError
        return message

    return received
