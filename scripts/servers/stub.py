"""A stub that answers as a stream, each behaviour chosen by the model's name, and what is tried with it."""

import http.server
import json
import pathlib
import socket
import tempfile

from checks import ROOT, check, check_one, run, workspace


class Stub(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = []

    def log_message(self, *_):
        pass

    def send(self, status, body, headers=()):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        Stub.seen.append(self.path)
        names = ["stub", "dies", "busy", "refuses-schema", "thinks"]
        self.send(200, {"data": [{"id": name, "max_model_len": 8192} for name in names]})

    def do_POST(self):
        Stub.seen.append(self.path)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = body["model"]
        if model == "busy":
            return self.send(429, {"error": {"message": "slow down"}}, [("Retry-After", "0")])
        if model == "refuses-schema" and "response_format" in body:
            return self.send(400, {"error": {"message": "response_format is not supported", "code": 400}})
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        field = "reasoning" if model == "thinks" else "content"
        # Pieces end within characters: the client has to put them together.
        events = [{"model": model, "choices": [{"delta": {field: part}}]} for part in ('{"ready"', ":true, ", '"정유":1}')]
        events += [{"choices": [{"delta": {}, "finish_reason": "stop"}]}]
        events += [{"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": 6}}]
        data = b"".join(b"data: " + json.dumps(e, ensure_ascii=False).encode() + b"\n\n" for e in events)
        data += b"data: [DONE]\n\n"
        if model == "dies":
            data = data[:100]
        for start in range(0, len(data), 37):
            piece = data[start : start + 37]
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            self.wfile.flush()
        if model == "dies":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.wfile.write(b"0\r\n\r\n")


def stub_behaviours(telltale, scratch, stub):
    print("the stub: failures in words")
    url = f"http://127.0.0.1:{stub}/v1"
    code, text = check_one(telltale, scratch, url=url)
    check("a good endpoint is good", code == 0 and "context 8192" in text and "JSON schema" in text, text)
    code, text = check_one(telltale, scratch, url=url, model="dies")
    check("a stream that breaks off is told", code != 0 and "does not answer" in text, text)
    code, text = check_one(telltale, scratch, url=url, model="busy")
    check("a busy server is told", code != 0 and "requests_per_minute" in text, text)
    code, text = check_one(telltale, scratch, url=url, model="refuses-schema")
    check("a server without schemas still answers", code == 0 and "no JSON schema" in text, text)
    code, text = check_one(telltale, scratch, url=url, model="thinks")
    check("a wrong reasoning parser is told", "--reasoning-parser" in text, text)
    code, text = check_one(telltale, scratch, url=url, model="stubb")
    check("a wrong model is told with those served", code != 0 and "dies" in text and "stub" in text, text)


def asked_and_recorded(telltale, scratch, stub):
    print("a question through the whole program")
    data = ROOT / "fixtures" / "pump-seal-leak" / "data"
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    good = {"name": "good", "url": f"http://127.0.0.1:{stub}/v1", "model": "stub", "highest_class": "restricted"}
    workspace(telltale, folder, [
        {"name": "closed", "url": f"http://127.0.0.1:{stub}/v1", "model": "stub"},
        {"name": "dies", "url": f"http://127.0.0.1:{stub}/v1", "model": "dies", "highest_class": "restricted",
         "attempts": 1},
        good,
    ])
    run(telltale, folder, "ingest", str(data))
    code, text = run(telltale, folder, "ask", "What happened to P-101A?", "--json")
    try:
        made = json.loads(text[text.index("{") :])["made"]
    except ValueError:
        return check("the answer is JSON", False, text)
    check("the question goes to the endpoint that may have it and answers", made.get("endpoint") == "good", text[-600:])
    told = " ".join(made.get("degraded", []))
    check("why the others did not answer is told", "highest_class" in told and "dies" in told, told)
    calls = [json.loads(line) for path in sorted((folder / ".telltale" / "calls").glob("*.jsonl"))
             for line in path.read_text().splitlines()]
    check("each call left a record", {call["endpoint"] for call in calls} == {"dies", "good"}, str(calls))
    code, text = run(telltale, folder, "audit", "verify")
    check("the audit log is whole", code == 0, text)
