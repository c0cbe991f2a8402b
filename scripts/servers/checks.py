"""What every try against a server needs: counting, ports, starting and stopping, a workspace, the program."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
passed, failed, skipped = [], [], []


def check(name, condition, detail=""):
    (passed if condition else failed).append(name)
    print(("  ✓ " if condition else "  ✗ ") + name)
    if not condition and detail:
        print("    " + detail.strip().replace("\n", "\n    "))


def skip(name, why):
    skipped.append(name)
    print(f"  SKIPPED {name}: {why}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process=None, seconds=20):
    for _ in range(seconds * 10):
        if process is not None and process.poll() is not None:
            return False
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def stop(process):
    """Ends a server and what it started, which is why servers are started in a session of their own."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    except ProcessLookupError:
        process.wait()


def start(arguments, log, environment=None, folder=None):
    return subprocess.Popen([str(argument) for argument in arguments], stdout=log.open("w"), stderr=subprocess.STDOUT,
                            env=dict(os.environ, **(environment or {})), cwd=folder, start_new_session=True)


def call(url, body=None, headers=None, seconds=120):
    """Status, headers and text of a call, whatever its status."""
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def workspace(telltale, folder, endpoints):
    subprocess.run([telltale, "init", str(folder)], check=True, capture_output=True)
    lines = ["site: test", "endpoints:"]
    for endpoint in endpoints:
        items = ", ".join(f"{key}: {json.dumps(value)}" for key, value in endpoint.items())
        lines.append("  - {" + items + "}")
    (folder / "telltale.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(telltale, folder, *arguments):
    done = subprocess.run(
        [telltale, *map(str, arguments), "--workspace", str(folder)], capture_output=True, text=True, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def check_one(telltale, scratch, **endpoint):
    """`telltale endpoints check` for one endpoint: exit code and text."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    settings = {"name": "it", "model": "stub", "attempts": 1, "connect_timeout": 5}
    settings.update(endpoint)
    workspace(telltale, folder, [settings])
    return run(telltale, folder, "endpoints", "check")
