"""A collector for OTLP/HTTP in JSON that takes only what the published schema (PyPI opentelemetry-proto) takes."""

import http.server
import json
import pathlib
import re
import tempfile
import threading

from checks import ROOT, call, check, run, skip, workspace

try:
    from google.protobuf import json_format
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
except ImportError:
    json_format = None


def problem(body):
    """Why a collector would not take a body; None when it would."""
    try:
        value = json.loads(body)
    except ValueError as error:
        return str(error)
    for resource in value.get("resourceSpans", []):
        for scope in resource.get("scopeSpans", []):
            for span in scope.get("spans", []):
                # Ids are hexadecimal in OTLP's JSON, unlike protobuf's own, which has base64.
                for name, length in (("traceId", 32), ("spanId", 16), ("parentSpanId", 16)):
                    if name in span:
                        if not re.fullmatch(f"[0-9a-f]{{{length}}}", span[name]):
                            return f"{name} is {span[name]!r}"
                        span[name] = ""
                if int(span["startTimeUnixNano"]) > int(span["endTimeUnixNano"]):
                    return f"{span['name']} ends before it starts"
    try:
        json_format.ParseDict(value, ExportTraceServiceRequest())
    except json_format.ParseError as error:
        return str(error)
    return None


class Collector(http.server.BaseHTTPRequestHandler):
    taken = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        wrong = "no such path" if self.path != "/v1/traces" else problem(body)
        if wrong is None and self.headers.get("Content-Type") != "application/json":
            wrong = "not application/json"
        if wrong is None:
            Collector.taken.append((dict(self.headers), json.loads(body)))
        answer = json.dumps({} if wrong is None else {"code": 3, "message": wrong}).encode()
        self.send_response(200 if wrong is None else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


def with_otlp(telltale, scratch, stub):
    print("A collector for OpenTelemetry")
    if json_format is None:
        return skip("OTLP", "pip install opentelemetry-proto brings the schema that spans are held against")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        code, _, text = call(place + "/v1/traces", b'{"resourceSpans":[{"noSuchField":1}]}')
        check("the collector refuses what the schema does not know", code == 400, text)
        folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        workspace(telltale, folder, [{"name": "it", "url": f"http://127.0.0.1:{stub}/v1", "model": "stub",
                                      "highest_class": "restricted"}])
        run(telltale, folder, "ingest", str(ROOT / "fixtures" / "pump-seal-leak" / "data"))
        run(telltale, folder, "ask", "What happened to P-101A?")
        code, text = run(telltale, folder, "runs", "trace")
        check("the trace tells the call in words", code == 0 and "answered" in text and "internal" in text, text)
        code, text = run(telltale, folder, "runs", "trace", "--otlp", place)
        check("the collector takes the spans", code == 0 and "spans" in text, text)
        spans = [span for _, body in Collector.taken for span in body["resourceSpans"][0]["scopeSpans"][0]["spans"]]
        keys = {item["key"] for span in spans for item in span["attributes"]}
        needed = {"gen_ai.request.model", "gen_ai.usage.input_tokens", "telltale.latency.seconds",
                  "gen_ai.prompt.version", "telltale.data_class", "telltale.verdict"}
        check("model, tokens, latency, prompt version, class and verdict are in them", needed <= keys, str(needed - keys))
        code, text = run(telltale, folder, "runs", "trace", "--otlp", place + "/elsewhere")
        check("a collector that refuses is told of", code != 0 and "no such path" in text, text)
        code, text = run(telltale, folder, "audit", "list")
        check("sending is in the audit log", '"endpoint":"otlp"' in text, text)
    finally:
        server.shutdown()
