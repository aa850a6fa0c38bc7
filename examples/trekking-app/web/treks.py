"""A list of treks: GET /treks reads it from PostgreSQL, POST /treks?name=NAME&km=NUMBER adds one."""

import json
import os
import signal
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

PORT = 8080


class Database:
    """One connection for all requests: sessions that never wait for each other need no signals between processes."""

    def __init__(self):
        self._lock = threading.Lock()
        self._connection = None

    def rows(self, statement, values=()):
        import psycopg2

        with self._lock:
            try:
                return self._ask(statement, values)
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                # The database was started anew: once more, with a new connection.
                self._connection = None
                return self._ask(statement, values)

    def _ask(self, statement, values):
        if self._connection is None:
            self._connection = connect()
        with self._connection, self._connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()


def connect():
    import psycopg2

    with open(os.environ["DB_PASSWORD_FILE"], encoding="utf-8") as file:
        password = file.read().strip()
    return psycopg2.connect(host=os.environ["DB_HOST"], dbname="trekking", user="trekking", password=password)


DATABASE = Database()


class Treks(BaseHTTPRequestHandler):
    def do_GET(self):
        if urlsplit(self.path).path != "/treks":
            return self.answer(404, {"error": "there is only /treks"})
        rows = DATABASE.rows("SELECT name, km FROM treks ORDER BY name")
        self.answer(200, [{"name": name, "km": km} for name, km in rows])

    def do_POST(self):
        asked = urlsplit(self.path)
        values = parse_qs(asked.query)
        if asked.path != "/treks" or "name" not in values or not values.get("km", [""])[0].isdigit():
            return self.answer(400, {"error": "POST /treks?name=NAME&km=NUMBER"})
        statement = "INSERT INTO treks (name, km) VALUES (%s, %s) RETURNING name, km"
        [(name, km)] = DATABASE.rows(statement, (values["name"][0][:100], min(int(values["km"][0]), 40000)))
        self.answer(201, {"name": name, "km": km})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingTCPServer):
    """Not http.server.HTTPServer, which asks for the host's name when it starts: that is the system call uname."""

    allow_reuse_address = True
    daemon_threads = True


def is_up():
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/treks", timeout=2) as answer:
        return answer.status == 200


if __name__ == "__main__":
    if "--is-up" in sys.argv:
        sys.exit(0 if is_up() else 1)
    # The first process of a container gets no default for SIGTERM.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    Server(("", PORT), Treks).serve_forever()
