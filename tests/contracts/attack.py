"""Attacks a real server with what docs/openapi.json allows and with what it forbids, as each role
and as nobody, and fails on a 500, on an answer that is not documented, or on one that breaks its
schema. bin/schemathesis is the command for it."""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

HERE = Path(__file__).resolve().parent
PROGRAM = os.environ.get("CREMA_BIN", str(HERE.parents[1] / "target/debug/crema"))
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance", "unsupported_method",
    "allow_header_conformance",
]
# Ends the session that all other requests need: attacked by itself, with sessions to spend.
ENDS_SESSION = "delete_sessions_current"
# A start may take this many seconds: a debug build on a busy machine, with migrations.
START_LIMIT = 60


class Shop:
    """A server of its own with an open store, and requests to fill it."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            "PATH": os.environ["PATH"], "CREMA_LISTEN": f"127.0.0.1:{port}",
            "CREMA_DATA_DIR": folder, "CREMA_PUBLIC_URL": self.url, "CREMA_LOG": "warn",
        }
        if cluster := os.environ.get("CREMA_TEST_POSTGRES_URL"):
            self.environment["CREMA_DATABASE_URL"] = fresh_database(cluster)
        self.log = Path(folder) / "log"
        self.process = subprocess.Popen(
            [PROGRAM], env=self.environment, stdout=self.log.open("w"), stderr=subprocess.STDOUT)
        end = time.monotonic() + START_LIMIT
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"crema does not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def is_ready(self):
        try:
            return urllib.request.urlopen(self.url + "/readyz", timeout=5).status == 200
        except OSError:
            return False

    def token(self, role):
        done = subprocess.run([PROGRAM, "token", "--role", role], env=self.environment,
                              check=True, capture_output=True, text=True)
        return done.stdout.split()[-1]

    def call(self, token, method, path, body=None):
        request = urllib.request.Request(
            self.url + "/api/v1" + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"authorization": f"Bearer {token}", "content-type": "application/json",
                     "idempotency-key": str(uuid.uuid4())})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def fill(self):
        """Orders in several states, with the tokens of their steps; what hooks.py hands out."""
        operator, barista, guest = (self.token(r) for r in ("operator", "barista", "customer"))
        self.call(operator, "PUT", "/stores/main/status", {"state": "open"})
        self.call(operator, "PATCH", "/stores/main/settings", {
            "max_queue": 10000, "places_per_code": 1000, "max_open_orders_per_person": 20})
        coffee = {"items": [{"drink": "flat-white"}], "name": "Ana"}
        orders, tokens, codes = [], [], []
        for steps in ([], ["claim"], ["claim", "complete"], ["claim", "complete", "collect"]) * 3:
            order = self.call(barista, "POST", "/stores/main/orders", coffee)
            for step in steps:
                order = self.call(barista, "POST", f"/orders/{order['id']}/{step}", {})
                tokens += [order["task_token"]] if "task_token" in order else []
            orders.append(order["id"])
        code = self.call(operator, "GET", "/stores/main/qr-code")["url"]
        codes.append(parse_qs(urlsplit(code).query)["c"][0])
        mine = self.call(guest, "POST", "/stores/main/qr-code", {"code": codes[0]})
        tokens.append(mine["task_token"])
        orders += [mine["id"]] * 3
        known = {"stores": ["main"], "orders": orders, "task_tokens": tokens, "codes": codes,
                 "drinks": ["flat-white", "filter", "espresso"], "names": ["Ana", "Bo"], "run": "run"}
        return known, {"operator": operator, "barista": barista, "customer": guest, "nobody": None}

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise SystemExit("crema did not stop") from None


def fresh_database(cluster):
    name = f"schemathesis_{uuid.uuid4().hex}"
    subprocess.run(["psql", "--quiet", cluster, "-c", f"create database {name}"], check=True)
    return urlsplit(cluster)._replace(path="/" + name).geturl()


def attack(role, arguments):
    """One role against a server of its own: whether it held, and what to print."""
    with tempfile.TemporaryDirectory(prefix="crema-schemathesis-") as folder:
        shop = Shop(folder)
        try:
            known, tokens = shop.fill()
            (Path(folder) / "known.json").write_text(json.dumps(known))
            command = [
                str(Path(sys.executable).parent / "schemathesis"), "run",
                shop.url + "/api/v1/openapi.json", "--checks", ",".join(CHECKS), "--no-color",
                "--generation-database", "none", "--warnings", "off", *arguments]
            if tokens[role]:
                command += ["--exclude-operation-id", ENDS_SESSION,
                            "-H", f"Authorization: Bearer {tokens[role]}"]
            environment = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE),
                           "CREMA_KNOWN": str(Path(folder) / "known.json")}
            done = subprocess.run(command, env=environment, cwd=folder, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            log = shop.log.read_text()
            held = done.returncode == 0 and shop.process.poll() is None and "panicked" not in log
            cases = [line.strip() for line in done.stdout.splitlines() if "generated" in line]
            print(f"{role}: {cases[0] if cases else 'no cases at all'}", flush=True)
            return held and bool(cases), f"--- as {role}\n{done.stdout}\n{log}"
        finally:
            shop.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="minutes instead of seconds, another seed each time")
    parser.add_argument("--seed", type=int, help="to repeat a long run")
    options = parser.parse_args()
    seed = options.seed or (int(time.time()) if options.long else 1)
    print(f"seed {seed}")
    usual = ["--seed", str(seed)]
    short = {
        "operator": ["--phases", "coverage,fuzzing", "--max-examples", "5", "--no-shrink"],
        "customer": ["--phases", "fuzzing", "--max-examples", "10", "--no-shrink"],
        "barista": ["--phases", "fuzzing", "--max-examples", "10", "--no-shrink"],
        "nobody": ["--phases", "fuzzing", "--max-examples", "5", "--no-shrink"],
    }
    long = ["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "200"]
    plans = [(role, (long if options.long else short[role]) + usual) for role in short]
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda plan: attack(*plan), plans))
    for held, output in results:
        if not held:
            print(output)
    sys.exit(0 if all(held for held, _ in results) else 1)


if __name__ == "__main__":
    main()
