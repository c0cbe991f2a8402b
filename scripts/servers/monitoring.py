"""Prometheus and Alertmanager of Debian: metrics scraped, rules applied, alerts taken as Telltale sends them."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import time

from checks import ROOT, call, check, free_port, run, skip, start, stop, wait_for


def found(*names):
    for name in names:
        for path in (None, "/usr/bin:/usr/sbin:/usr/local/bin"):
            if shutil.which(name, path=path):
                return shutil.which(name, path=path)
    return None


def with_monitoring(telltale, scratch):
    print("Prometheus and Alertmanager")
    alertmanager, prometheus = found("prometheus-alertmanager", "alertmanager"), found("prometheus")
    if not alertmanager or not prometheus or not found("amtool"):
        return skip("monitoring", "apt-get install prometheus prometheus-alertmanager")
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    plant = folder / "plant"
    subprocess.run([telltale, "init", str(plant)], check=True, capture_output=True)
    run(telltale, plant, "ingest", str(ROOT / "fixtures" / "pump-seal-leak" / "data"))
    ports = [free_port() for _ in range(3)]
    servers = []
    try:
        servers.append(start([alertmanager, f"--config.file={ROOT}/deploy/alertmanager.yml",
                              f"--storage.path={folder}/am", f"--web.listen-address=127.0.0.1:{ports[0]}",
                              "--cluster.listen-address="], folder / "alertmanager.log"))
        servers.append(start([telltale, "monitor", "--workspace", plant, "--port", ports[1]], folder / "monitor.log"))
        settings = (ROOT / "deploy" / "prometheus.yml").read_text().replace("9093", str(ports[0]))
        settings = settings.replace("9464", str(ports[1])).replace("scrape_interval: 30s", "scrape_interval: 1s")
        (folder / "prometheus.yml").write_text(settings)
        shutil.copy(ROOT / "deploy" / "telltale-rules.yml", folder)
        servers.append(start([prometheus, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/tsdb",
                              f"--web.listen-address=127.0.0.1:{ports[2]}"], folder / "prometheus.log"))
        for server, port in zip(servers, ports):
            if not wait_for(port, server, 30):
                return skip("monitoring", "one did not start: " + (folder / "alertmanager.log").read_text()[-300:])
        scraped(ports)
        told(telltale, plant, ports[0])
    finally:
        for server in servers:
            stop(server)


def scraped(ports):
    monitor, prometheus = f"http://127.0.0.1:{ports[1]}", f"http://127.0.0.1:{ports[2]}"
    check("the monitor says that it is alive and ready",
          [call(f"{monitor}/{page}")[0] for page in ("healthz", "readyz", "elsewhere")] == [200, 200, 404])
    page = call(monitor + "/metrics")[2]
    done = subprocess.run([found("promtool"), "check", "metrics"], input=page, capture_output=True, text=True)
    check("promtool finds nothing wrong with the metrics", done.returncode == 0, done.stdout + done.stderr)
    for _ in range(30):
        result = json.loads(call(prometheus + "/api/v1/query?query=telltale_incidents")[2])["data"]["result"]
        if result:
            break
        time.sleep(0.5)
    check("Prometheus scrapes them", {one["metric"]["severity"] for one in result} >= {"low", "critical"}, str(result))
    rules = json.loads(call(prometheus + "/api/v1/rules")[2])["data"]["groups"]
    check("Prometheus takes the rules", len(rules) == 1 and len(rules[0]["rules"]) == 5, str(rules)[:400])


def told(telltale, plant, port):
    settings = plant / "telltale.yaml"
    settings.write_text(settings.read_text() + f'''
alerts:
  - {{name: operations, url: "http://127.0.0.1:{port}", severity: low, highest_class: internal}}
  - {{name: outside, url: "http://127.0.0.1:{port}", severity: low}}
  - {{name: nobody, url: "http://127.0.0.1:{free_port()}", severity: critical, highest_class: internal, timeout: 1}}
''')
    code, text = run(telltale, plant, "alerts", "test")
    check("who is not there is told, with the exit code for it", code == 6 and "nobody: 0 alerts sent" in text, text)
    code, text = run(telltale, plant, "nightly", "--no-model")
    check("the nightly report tells of the day's incidents, and is done whoever was reached",
          code == 0 and "operations: " in text and "highest_class" in text, text)
    shown = subprocess.run([found("amtool"), f"--alertmanager.url=http://127.0.0.1:{port}", "alert", "query", "-o", "json"],
                           capture_output=True, text=True)
    alerts = json.loads(shown.stdout or "[]")
    names = {alert["labels"]["alertname"] for alert in alerts}
    check("Alertmanager has them", names >= {"TelltaleTest", "TelltaleIncident"}, shown.stdout[:600] + shown.stderr)
    run(telltale, plant, "alerts", "send")
    again = json.loads(subprocess.run([found("amtool"), f"--alertmanager.url=http://127.0.0.1:{port}", "alert", "query",
                                       "-o", "json"], capture_output=True, text=True).stdout or "[]")
    check("told again they are no more than before", len(again) == len(alerts), f"{len(alerts)}, then {len(again)}")
    code, text = run(telltale, plant, "audit", "list")
    check("every try is in the audit log", '"promptName":"alert"' in text and "refused: " in text, text[:400])
