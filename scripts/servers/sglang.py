"""SGLang's server on the CPU, with the model made for vLLM.

PyPI's wheels are for GPUs, and SGLang's own CPU back end wants Intel's AMX. Its server runs all the same, with attention
in PyTorch and three kernels that it would take from vLLM (sglang-on-cpu): what is tried is how it talks, not how fast.
"""

import json
import os
import pathlib

from checks import CACHE, call, check, check_one, free_port, skip, start, stop, wait_for
from vllm import environment as model_environment

KEY = "secret-of-sglang"


def with_sglang(telltale, scratch):
    print("SGLang's server")
    environment = pathlib.Path(os.environ.get("TELLTALE_SGLANG_ENV", CACHE / "telltale-sglang"))
    python = environment / "bin" / "python"
    if not python.exists():
        return skip("SGLang", f"it is not installed in {environment}; scripts/servers/install vllm sglang")
    if not (model_environment() / "smollm2" / "config.json").exists():
        return skip("SGLang", "there is no model for it; scripts/servers/install vllm")
    port = free_port()
    log = pathlib.Path(scratch) / "sglang.log"
    shim = pathlib.Path(__file__).resolve().parent / "sglang-on-cpu"
    process = start([python, "-m", "sglang.launch_server", "--model-path", model_environment() / "smollm2", "--device",
                     "cpu", "--host", "127.0.0.1", "--port", port, "--context-length", "1024", "--served-model-name",
                     "smollm2-135m", "--attention-backend", "torch_native", "--sampling-backend", "pytorch",
                     "--disable-radix-cache", "--enable-metrics", "--max-total-tokens", "4096", "--api-key", KEY], log,
                    {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(shim)})
    try:
        if not wait_for(port, process, 240):
            return skip("SGLang", "it did not start: " + log.read_text()[-400:])
        os.environ["TELLTALE_TEST_KEY"] = KEY
        tried(telltale, scratch, f"http://127.0.0.1:{port}/v1")
    finally:
        stop(process)


def tried(telltale, scratch, url):
    it = {"url": url, "model": "smollm2-135m", "dialect": "sglang"}
    # The first call with a grammar compiles it, for some ten seconds on a CPU.
    code, text = check_one(telltale, scratch, **it, key_env="TELLTALE_TEST_KEY", total_timeout=120)
    print("    " + text.strip().replace("\n", "\n    "))
    check("it answers, streams, takes a JSON schema and tells the tokens used",
          code == 0 and "takes a JSON schema" in text and "tokens used" in text, text)
    check("its context, health and load are read",
          "context 1024" in text and "well at /health" in text and "calls at work" in text, text)
    code, text = check_one(telltale, scratch, **it)
    check("without its key it is closed", code != 0 and "HTTP 401: Unauthorized" in text, text)
    for name, body, words in [
        ("a prompt beyond its context", {"messages": [{"role": "user", "content": "pump " * 3000}]}, "context length"),
        ("a reply beyond its context", {"max_tokens": 5000}, "supports at most"),
        ("messages of a wrong type", {"messages": "hi"}, "valid list"),
    ]:
        body = {"model": "smollm2-135m", "messages": [{"role": "user", "content": "hi"}], **body}
        code, _, text = call(url + "/chat/completions", body, {"Authorization": "Bearer " + KEY})
        error = json.loads(text)
        check(f"{name} is refused flatly, as docs/endpoints.md says",
              code == 400 and error["object"] == "error" and words in error["message"], text)
    code, _, text = call(url + "/chat/completions", {"model": "x", "messages": [{"role": "user", "content": "hi"}],
                                                     "max_tokens": 2}, {"Authorization": "Bearer " + KEY})
    check("a wrong model's name is answered all the same", code == 200 and json.loads(text)["model"] == "x", text)
