"""What schemathesis cannot make up: ids of things that exist, codes that count, drinks on the menu.

Most requests get them, so that they reach what lies behind the look-up; every fourth keeps what was
made up. Which one is counted, not drawn, so that the same seed makes the same requests."""

import itertools
import json
import os

import schemathesis

with open(os.environ["CREMA_KNOWN"], encoding="utf-8") as file:
    KNOWN = json.load(file)
TURNS = itertools.count(1)


def known(kind):
    """The next thing of this kind, or none every fourth time."""
    turn = next(TURNS)
    return None if turn % 4 == 0 or not KNOWN[kind] else KNOWN[kind][turn % len(KNOWN[kind])]


@schemathesis.hook
def before_call(context, case, kwargs):
    path = case.path_parameters or {}
    for name, kind in (("store", "stores"), ("id", "orders"), ("token", "task_tokens")):
        if name in path and (value := known(kind)):
            path[name] = value
    headers = case.headers or {}
    if "Idempotency-Key" in headers and next(TURNS) % 4:
        # A key counts once: the same one again would only ever be told so.
        headers["Idempotency-Key"] = f"{KNOWN['run']}-{next(TURNS):08}"
    if isinstance(case.body, dict):
        fill(case.body)


def fill(body):
    """Puts what exists into a body of the right shape, and leaves others alone."""
    if isinstance(body.get("items"), list):
        for item in body["items"]:
            if isinstance(item, dict) and "drink" in item and (drink := known("drinks")):
                item["drink"] = drink
                item["options"] = []
    if isinstance(body.get("name"), str) and (name := known("names")):
        body["name"] = name
    if isinstance(body.get("orders"), list) and body["orders"] and (order := known("orders")):
        body["orders"] = [order]
    if isinstance(body.get("code"), str) and (code := known("codes")):
        body["code"] = code
    if isinstance(body.get("menu_of"), str) and (store := known("stores")):
        body["menu_of"] = store
