#!/usr/bin/env python3
"""Times a harvest of many small tables from a fast portal on this machine: the first run, and one in which nothing changed.

    Benchmarks/harvest.py [--records 10000] [--ydp .build/release/ydp]

Prints wall and processor seconds of each run; the portal runs in a process of its own and is not counted."""
import argparse, http.server, json, multiprocessing, os, resource, socketserver, subprocess, sys, tempfile, time, urllib.parse


class Portal(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    records = 0

    def log_message(self, *arguments):
        pass

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        if address.path == "/api/3/action/status_show":
            return self.answer(200, b'{"success":true,"result":{}}')
        if address.path == "/api/3/action/package_search":
            return self.answer(200, self.page(urllib.parse.parse_qs(address.query)))
        if not address.path.startswith("/files/"):
            return self.answer(404)
        tag = '"%s"' % address.path
        if self.headers.get("If-None-Match") == tag:
            return self.answer(304, headers=[("ETag", tag)])
        number = int(address.path.rsplit("/", 1)[1].split(".")[0])
        rows = "".join("%d,施設%d-%d,山口県山口市滝町%d番%d号,34.%04d,131.%04d\n" % (i, number, i, number, i, i * 7, i * 11) for i in range(20))
        self.answer(200, ("番号,名称,住所,緯度,経度\n" + rows).encode(), [("ETag", tag), ("Content-Type", "text/csv")])

    def page(self, query):
        start, rows = int(query.get("start", ["0"])[0]), int(query.get("rows", ["100"])[0])
        host = self.headers["Host"]
        results = [
            {"id": "id-%06d" % n, "name": "set-%06d" % n, "title": "施設一覧 %d" % n, "organization": {"name": "hagi", "title": "萩市"},
             "license_id": "cc-by-4.0", "resources": [{"id": "r-%d" % n, "format": "CSV", "url": "http://%s/files/%d.csv" % (host, n)}]}
            for n in range(start, min(start + rows, self.records))
        ]
        return json.dumps({"success": True, "result": {"count": self.records, "results": results}}).encode()


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256


def serve(records, pipe):
    Portal.records = records
    server = Server(("127.0.0.1", 0), Portal)
    pipe.send(server.server_address[1])
    server.serve_forever()


def run(*command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = done.stdout.strip().split("\n")
    return time.monotonic() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, lines[-1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--ydp", default=".build/release/ydp")
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    portal = multiprocessing.Process(target=serve, args=(options.records, theirs), daemon=True)
    portal.start()
    address = "http://127.0.0.1:%d" % ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        data = ["--data-dir", folder]
        run(options.ydp, "source", "add", "ckan", address, "--name", "fast", "--allow-address", "127.0.0.0/8", *data)
        for title in ("first run", "nothing changed"):
            wall, processor, summary = run(options.ydp, "harvest", "fast", *data)
            print("%-16s %7.1f s wall %7.1f s processor   %s" % (title, wall, processor, summary), flush=True)
    portal.terminate()
    sys.exit(0)


if __name__ == "__main__":
    main()
