"""Takes what a webhook of the desk sends: verified, each message once, answered at once.

    FACTCHECK_WEBHOOK=whsec_... python webhook_receiver.py 8080 messages.sqlite

Needs `standardwebhooks`. Put your own work in `work`. Behind your own TLS: it listens on loopback.
"""

import json
import os
import queue
import sqlite3
import sys
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

LARGEST = 1_000_000  # bytes; the desk's messages stay under 20,000
KEPT = "-7 days"  # longer than the desk goes on trying
FILE = ""
owed: queue.Queue[str] = queue.Queue()


def work(message: dict[str, Any]) -> None:
    """What is to be done with a message, away from the desk's waiting. If it raises, the message
    stays owed and is done at the next start. It can come twice if the power goes: mind `seq`."""
    print(message["type"], message["data"].get("seq"), message["data"].get("url"), flush=True)


def ask(sql: str, *values: object) -> list[Any]:
    """One statement in a transaction of its own."""
    with closing(sqlite3.connect(FILE, timeout=10)) as file, file:
        return file.execute(sql, values).fetchall()


class Receiver(BaseHTTPRequestHandler):
    """204: taken, now or before. 401: not from the desk. Anything else: the desk sends it again."""

    timeout = 10

    def do_POST(self) -> None:
        """Verifies the bytes as they came, notes them, answers: the work comes later."""
        size = self.headers.get("Content-Length", "")
        self.say(self.take(int(size)) if size.isdecimal() and int(size) <= LARGEST else 413)

    def take(self, size: int) -> int:
        """The status to answer with."""
        body = self.rfile.read(size)
        try:
            Webhook(os.environ["FACTCHECK_WEBHOOK"]).verify(body, dict(self.headers.items()))
        except WebhookVerificationError:
            return 401
        name = self.headers["webhook-id"]
        new = "INSERT OR IGNORE INTO message (id, body) VALUES (?, ?) RETURNING id"
        if ask(new, name, body.decode()):
            owed.put(name)
        return 204

    def say(self, status: int) -> None:
        """A status and no words."""
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


def worker() -> None:
    """Does what is owed, one after the other."""
    while name := owed.get():
        try:
            work(json.loads(ask("SELECT body FROM message WHERE id = ?", name)[0][0]))
            ask("UPDATE message SET done = 1 WHERE id = ?", name)
            ask("DELETE FROM message WHERE done AND at < datetime('now', ?)", KEPT)
        except Exception as error:  # noqa: BLE001 - whatever your work raises
            print(f"{name} stays owed: {error!r}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    port, FILE = int(sys.argv[1]), sys.argv[2]
    columns = (
        "id TEXT PRIMARY KEY, body TEXT, done INTEGER DEFAULT 0, at TEXT DEFAULT CURRENT_TIMESTAMP"
    )
    ask(f"CREATE TABLE IF NOT EXISTS message ({columns})")
    for (left,) in ask("SELECT id FROM message WHERE NOT done ORDER BY at"):
        owed.put(left)
    threading.Thread(target=worker, daemon=True).start()
    server = ThreadingHTTPServer(("127.0.0.1", port), Receiver)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
