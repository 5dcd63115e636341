"""Sixteen clients that file cases as fast as they get answers, and remember what they were told.

Each sending has a token of its own. What was answered with 2xx is acknowledged and must never be
lost. What got no answer is in doubt: it may have been filed or not, and is sent again later with
the same token, as a telephone does that lost its network.
"""

import http.client
import json
import random
import threading

CLIENTS, CALL_S = 16, 30
WRONG_MOST = 5  # enough to see what is the matter
GAP_S = 0.02  # after an error: the server is gone, or its database


class Ledger:
    """What the clients know, whichever server they talked to."""

    def __init__(self, run):
        self.run = run
        self.lock = threading.Lock()
        self.count = 0
        self.acknowledged = {}  # token -> id
        self.doubtful = []  # tokens
        self.wrong = []  # answers that may not be

    def token(self):
        with self.lock:
            if self.doubtful and random.random() < 0.5:
                return self.doubtful.pop()
            self.count += 1
            return f"kill-{self.run}-{self.count:07}"

    def answered(self, token, status, reply):
        """What came back for a token: an id, or nothing to rely on."""
        with self.lock:
            if status in (200, 201):
                before = self.acknowledged.setdefault(token, reply["id"])
                if before != reply["id"]:
                    self.wrong.append(f"{token} was filed as {before} and again as {reply['id']}")
            elif status in (500, 503, 0):
                self.doubtful.append(token)
            elif len(self.wrong) < WRONG_MOST:
                self.wrong.append(f"{token}: {status} {reply}")


def send(ledger, port, body, connection=None):
    """One sending; the connection if it is still good, and whether it failed."""
    token = body["client_token"]
    try:
        c = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=CALL_S)
        c.request("POST", "/api/v1/cases", json.dumps(body), {"Content-Type": "application/json"})
        r = c.getresponse()
        ledger.answered(token, r.status, json.loads(r.read() or b"{}"))
        return c, r.status >= 500
    except (OSError, http.client.HTTPException, ValueError):
        ledger.answered(token, 0, None)
        return None, True


def body_of(bodies, token):
    """What is sent with a token; sent again it is the same."""
    return dict(bodies[int(token[-7:]) % len(bodies)], client_token=token)


class Clients:
    """They run from the start until `stop`."""

    def __init__(self, ledger, port, bodies):
        self.ledger, self.port, self.bodies = ledger, port, bodies
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.work) for _ in range(CLIENTS)]
        for t in self.threads:
            t.start()

    def work(self):
        c = None
        while not self.over.is_set():
            token = self.ledger.token()
            c, failed = send(self.ledger, self.port, body_of(self.bodies, token), c)
            if failed:
                self.over.wait(GAP_S)
        if c:
            c.close()

    def stop(self):
        self.over.set()
        for t in self.threads:
            t.join()
