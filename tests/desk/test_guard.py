"""The desk answers the browser that was given its token, at its own name, and nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, MutableMapping
from typing import Any

import pytest

from pressmark.desk.guard import COOKIE, MOST_BODY, Guard, Receive, Scope, Send

HOST = "127.0.0.1:8420"
OURS = {"host": HOST, "cookie": f"{COOKIE}=secret"}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """What is guarded: it reads all that is sent, and says that it was asked."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"asked"})


def answer(
    headers: Mapping[str, str],
    method: str = "GET",
    path: str = "/api/state/a",
    query: str = "",
    body: tuple[bytes, ...] = (b"",),
    kind: str = "http",
) -> tuple[int, dict[str, str]]:
    """What is answered: the status, and the headers."""
    scope: dict[str, Any] = {
        "type": kind,
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[MutableMapping[str, Any]] = []
    parts = list(body)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(Guard(app, frozenset((HOST,)), "secret")(scope, receive, send))
    first = sent[0]
    told = {name.decode(): value.decode() for name, value in first.get("headers", ())}
    return first.get("status", first.get("code", 0)), told


def test_who_has_the_token_is_answered() -> None:
    assert answer(OURS)[0] == 200


def test_the_first_address_gives_a_cookie_and_leads_on_without_the_token() -> None:
    """The cookie is for this site alone, and no script reads it."""
    status, headers = answer({"host": HOST}, path="/directory/18", query="token=secret&view=press")
    assert status == 303
    assert headers["location"] == "/directory/18?view=press"
    assert f"{COOKIE}=secret" in headers["set-cookie"]
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=strict" in headers["set-cookie"]


def test_no_address_leads_to_another_host() -> None:
    assert answer({"host": HOST}, path="//elsewhere.example/x", query="token=secret")[1]["location"] == (
        "/elsewhere.example/x"
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": HOST}, 403),
        ({"host": HOST, "cookie": f"{COOKIE}=other"}, 403),
        ({"host": HOST, "cookie": "a=b;;=\x00"}, 403),
        ({**OURS, "host": "elsewhere.example"}, 400),
        ({**OURS, "host": "elsewhere.example:8420"}, 400),
        ({"cookie": OURS["cookie"]}, 400),
        ({**OURS, "origin": "http://elsewhere.example"}, 403),
        ({**OURS, "origin": "null"}, 403),
        ({**OURS, "sec-fetch-site": "cross-site"}, 403),
        ({**OURS, "sec-fetch-site": "same-site"}, 403),
        ({**OURS, "content-length": str(MOST_BODY + 1)}, 413),
        ({**OURS, "content-length": "many"}, 413),
    ],
)
def test_others_are_refused(headers: dict[str, str], status: int) -> None:
    assert answer(headers)[0] == status


def test_a_wrong_token_gives_no_cookie() -> None:
    status, headers = answer({"host": HOST}, query="token=secreu")
    assert (status, "set-cookie" in headers) == (403, False)


def test_what_changes_something_bears_our_own_header() -> None:
    """A form of another site can send a body, but no header of its own."""
    assert answer(OURS, "PUT")[0] == 403
    assert answer({**OURS, "x-desk": "1"}, "PUT")[0] == 200


def test_a_body_that_does_not_say_how_large_it_is_is_bounded_too() -> None:
    parts = (b"x" * 1_000_000,) * 4
    assert answer({**OURS, "x-desk": "1"}, "POST", body=parts)[0] == 413
    assert answer({**OURS, "x-desk": "1"}, "POST", body=parts[:2])[0] == 200


def test_there_are_no_web_sockets() -> None:
    assert answer(OURS, kind="websocket")[0] == 1008
