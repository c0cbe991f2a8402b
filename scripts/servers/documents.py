"""A stand-in for Upstage's document endpoints, which takes forms apart with Python's own reader of MIME.

Constructed from the published contract (fixtures/upstage-documents); no server of Upstage was called.
"""

import email
import email.policy
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading

from checks import ROOT, check, run

FIXTURES = ROOT / "fixtures" / "upstage-documents"
KEY = "a-key-for-tests"


class Documents(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = []
    is_down = False

    def log_message(self, *arguments):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.is_down:
            return self.answer(503, {"error": {"message": "come back later"}})
        if self.headers["Authorization"] != "Bearer " + KEY:
            return self.answer(401, {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}})
        if self.path == "/v1/information-extraction/chat/completions":
            self.seen.append((self.path, json.loads(body)))
            return self.answer(200, json.loads((FIXTURES / "information-extract.json").read_text()))
        form = email.message_from_bytes(
            b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n" + body, policy=email.policy.HTTP
        )
        parts = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in form.iter_parts()
        }
        self.seen.append((self.path, parts))
        self.answer(200, json.loads((FIXTURES / "document-parse.json").read_text()))

    def answer(self, status, value):
        text = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def with_documents(telltale, scratch):
    print("documents read by an endpoint (constructed from Upstage's published contract)")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Documents)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        taken_in(telltale, pathlib.Path(tempfile.mkdtemp(dir=scratch)), server.server_address[1])
    finally:
        server.shutdown()


def taken_in(telltale, scratch, port):
    folder = scratch / "plant"
    subprocess.run([telltale, "init", str(folder)], check=True, capture_output=True)
    settings = {"url": f"http://127.0.0.1:{port}/v1", "key_env": "TELLTALE_DOCUMENT_KEY", "residency": "kr",
                "highest_class": "internal", "attempts": 1, "price_page": 0.01}
    (folder / "telltale.yaml").write_text(
        "site: test\ndocuments: " + json.dumps(settings) + '\nsources: [{match: "*/secret/*", class: restricted}]\n'
    )
    (scratch / "secret").mkdir()
    # Another content, since what was read once is not asked for again.
    source = (ROOT / "fixtures" / "scans" / "korean.pdf").read_bytes()
    files = {name: scratch / name for name in ("scan.pdf", "copy.pdf", "secret/scan.pdf")}
    for name, path in files.items():
        path.write_bytes(source + (b"\n" if name.startswith("secret") else b""))
    os.environ.pop("TELLTALE_DOCUMENT_KEY", None)
    code, text = run(telltale, folder, "ingest", files["scan.pdf"])
    check("without its key the file is read here, and that is said", code == 0 and "which is not set" in text, text)
    os.environ["TELLTALE_DOCUMENT_KEY"] = "wrong"
    code, text = run(telltale, folder, "ingest", files["scan.pdf"])
    check("with a wrong key likewise", code == 0 and "Incorrect API key provided" in text, text)
    os.environ["TELLTALE_DOCUMENT_KEY"] = KEY
    Documents.is_down = True
    code, text = run(telltale, folder, "ingest", files["scan.pdf"])
    check("while it is down likewise", code == 0 and "come back later" in text and not Documents.seen, text)
    Documents.is_down = False
    code, text = run(telltale, folder, "ingest", files["scan.pdf"])
    check("once it is back it reads the file", code == 0 and "read by document-parse-260930" in text, text)
    path, form = Documents.seen[-1]
    check("the form is one that others can read", path == "/v1/document-digitization" and form.get("document") == source
          and form.get("model") == b"document-parse" and form.get("output_formats") == b"['html']", str(form)[:300])
    code, text = run(telltale, folder, "ingest", files["scan.pdf"], files["copy.pdf"])
    check("the same content is not sent again", code == 0 and len(Documents.seen) == 1, text)
    code, text = run(telltale, folder, "search", "토크")
    check("what it read is found, with page and headings", "p. 2 › Changing the seal of P-101A › Torques & gaps" in text,
          text)
    code, text = run(telltale, folder, "ingest", files["secret/scan.pdf"])
    check("a document that is too guarded is read here", code == 0 and "may receive at most internal" in text
          and len(Documents.seen) == 1, text)
    code, text = run(telltale, folder, "extract", files["scan.pdf"], "--field", "tag", "--field", "revision")
    check("fields come with their pages, and one that is nowhere written is told", code == 1 and "P-101A  (page 1)" in text
          and "nowhere written like this" in text, text)
    code, text = run(telltale, folder, "extract", files["secret/scan.pdf"], "--field", "tag")
    check("fields of a guarded document are refused", code == 4 and len(Documents.seen) == 2, text)
    code, text = run(telltale, folder, "audit", "verify")
    check("each call is in the audit log", code == 0 and "holds: " in text, text)
    calls = "".join(path.read_text() for path in (folder / ".telltale" / "calls").iterdir())
    check("each call's record has pages and cost", '"remarks":["2 pages"]' in calls and '"cost":0.02' in calls, calls)
    shutil.rmtree(scratch / "secret")
