"""LiteLLM's proxy in front of vLLM: a broken model falls back to a good one, which must not go unseen.

The environment is $TELLTALE_LITELLM_ENV or ~/.cache/telltale-litellm; scripts/servers/install makes it.
"""

import json
import os
import pathlib
import tempfile

import vllm
from checks import CACHE, ROOT, call, check, check_one, free_port, run, skip, start, stop, wait_for, workspace

KEY = "sk-of-tests"
SETTINGS = """
model_list:
  - model_name: broken
    litellm_params: {{model: openai/gone, api_base: "http://127.0.0.1:{nobody}/v1", api_key: none}}
  - model_name: good
    litellm_params: {{model: hosted_vllm/smollm2-135m, api_base: "{root}/v1", api_key: {key}}}
litellm_settings:
  fallbacks: [{{"broken": ["good"]}}]
  num_retries: 0
  telemetry: false
router_settings: {{num_retries: 0, allowed_fails: 100}}
general_settings: {{master_key: {own}}}
"""


def environment():
    return pathlib.Path(os.environ.get("TELLTALE_LITELLM_ENV", CACHE / "telltale-litellm"))


def with_litellm(telltale, scratch, root):
    print("LiteLLM's proxy in front of vLLM")
    program = environment() / "bin" / "litellm"
    if not program.exists():
        return skip("LiteLLM", f"it is not installed in {environment()}; scripts/servers/install litellm")
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    settings = SETTINGS.format(nobody=free_port(), root=root, key=vllm.KEY, own=KEY)
    (folder / "litellm.yaml").write_text(settings)
    port = free_port()
    process = start([program, "--config", folder / "litellm.yaml", "--host", "127.0.0.1", "--port", port],
                    folder / "litellm.log", {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}, folder)
    try:
        if not wait_for(port, process, 90):
            return skip("LiteLLM", "it did not start: " + (folder / "litellm.log").read_text()[-400:])
        os.environ["TELLTALE_TEST_KEY2"] = KEY
        tried(telltale, scratch, f"http://127.0.0.1:{port}/v1")
    finally:
        stop(process)


def tried(telltale, scratch, url):
    it = {"url": url, "dialect": "litellm"}
    code, text = check_one(telltale, scratch, **it, model="good", key_env="TELLTALE_TEST_KEY2")
    print("    " + text.strip().replace("\n", "\n    "))
    check("it answers, and gives the context of the model behind it", code == 0 and "context 1024" in text, text)
    code, text = check_one(telltale, scratch, **it, model="good")
    check("without its key it is closed, in words", code != 0 and ("key" in text), text)
    code, text = check_one(telltale, scratch, **it, model="broken", key_env="TELLTALE_TEST_KEY2")
    check("that another model answered is told", "gave the call to another model (hosted_vllm/smollm2-135m" in text, text)
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    workspace(telltale, folder, [{"name": "proxy", **it, "model": "broken", "key_env": "TELLTALE_TEST_KEY2",
                                  "highest_class": "restricted", "context_tokens": 1024}])
    settings = folder / "telltale.yaml"
    settings.write_text(settings.read_text() + "answers:\n  evidence_tokens: 200\n  output_tokens: 60\n")
    run(telltale, folder, "ingest", str(ROOT / "fixtures" / "pump-seal-leak" / "data"))
    code, text = run(telltale, folder, "ask", "What happened to P-101A?", "--json")
    told = " ".join(json.loads(text[text.index("{") :])["made"].get("degraded", []))
    check("it is told in an answer", "another model (hosted_vllm/smollm2-135m" in told, told or text[-600:])
    calls = [json.loads(line) for path in (folder / ".telltale" / "calls").glob("*.jsonl")
             for line in path.read_text().splitlines()]
    check("it is told in the record of the call",
          any("another model" in " ".join(line.get("remarks", [])) for line in calls), str(calls))
