"""nginx in front of the stub: TLS, client certificate, HTTP/2, forward proxy; and tinyproxy, which can CONNECT."""

import pathlib
import shutil
import subprocess
import tempfile

from checks import check, check_one, free_port, skip, start, stop, wait_for


# Certificates of a private authority.


def openssl(*arguments, cwd):
    subprocess.run(["openssl", *arguments], cwd=cwd, check=True, capture_output=True)


def certificates(folder):
    def authority(name):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                "-keyout", f"{name}.key", "-out", f"{name}.pem", cwd=folder)

    def signed(name, extension):
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}",
                "-keyout", f"{name}.key", "-out", f"{name}.csr", cwd=folder)
        (folder / f"{name}.ext").write_text(extension)
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-days", "2", "-extfile", f"{name}.ext", "-out", f"{name}.pem", cwd=folder)

    authority("ca")
    authority("stranger")
    signed("server", "subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    signed("client", "extendedKeyUsage=clientAuth\n")


NGINX = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    log_format facts '$server_port $server_protocol verify=$ssl_client_verify $request';
    access_log {folder}/access.log facts;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    proxy_http_version 1.1;
    proxy_buffering off;
    server {{
        listen 127.0.0.1:{tls} ssl http2;
        ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
        ssl_client_certificate {folder}/ca.pem; ssl_verify_client optional;
        location /open/ {{ proxy_pass http://127.0.0.1:{stub}/; }}
        location /guarded/ {{
            if ($ssl_client_verify != SUCCESS) {{ return 403; }}
            proxy_pass http://127.0.0.1:{stub}/;
        }}
    }}
    server {{
        listen 127.0.0.1:{forward};
        location / {{ proxy_pass http://$http_host$request_uri; }}
    }}
}}
"""


def behind_nginx(telltale, scratch, stub):
    print("nginx: TLS, client certificate, HTTP/2, forward proxy")
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None or shutil.which("openssl") is None:
        return skip("nginx", "nginx or openssl is missing; apt-get install nginx openssl")
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    certificates(folder)
    tls, forward = free_port(), free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, tls=tls, forward=forward, stub=stub))
    process = start([nginx, "-p", folder, "-c", folder / "nginx.conf"], folder / "start.log")
    try:
        if not wait_for(tls, process):
            return skip("nginx", "it did not start: " + (folder / "start.log").read_text()[-300:])
        open_url, guarded = f"https://localhost:{tls}/open/v1", f"https://localhost:{tls}/guarded/v1"
        ca = str(folder / "ca.pem")
        code, text = check_one(telltale, scratch, url=open_url, ca_file=ca)
        check("an endpoint behind a private authority answers", code == 0 and "serves stub" in text, text)
        code, text = check_one(telltale, scratch, url=open_url)
        check("without that authority the connection is refused, and the settings to check are named",
              code != 0 and "certificate" in text and "not reachable" in text, text)
        code, text = check_one(telltale, scratch, url=open_url, ca_file=str(folder / "stranger.pem"))
        check("another authority is not trusted either", code != 0 and "certificate" in text, text)
        code, text = check_one(telltale, scratch, url=open_url, ca_file=str(folder / "none.pem"))
        check("a file of the authority that is missing is told", code != 0 and "✗" in text, text)
        code, text = check_one(telltale, scratch, url=f"https://127.0.0.2:{tls}/open/v1", ca_file=ca)
        check("a server that is not there is told", code != 0 and "not reachable" in text, text)
        code, text = check_one(telltale, scratch, url=guarded, ca_file=ca)
        check("without a client certificate the guarded place is closed", code != 0 and "403" in text, text)
        code, text = check_one(telltale, scratch, url=guarded, ca_file=ca,
                               client_certificate=str(folder / "client.pem"), client_key=str(folder / "client.key"))
        check("with the client certificate it opens", code == 0, text)
        code, text = check_one(telltale, scratch, url=f"http://127.0.0.1:{stub}/v1",
                               proxy=f"http://127.0.0.1:{forward}")
        check("a call through a forward proxy arrives", code == 0, text)
        code, text = check_one(telltale, scratch, url=f"http://127.0.0.1:{stub}/v1",
                               proxy=f"http://127.0.0.1:{free_port()}")
        check("a proxy that is not there is told, and not gone around", code != 0 and "not reachable" in text, text)
        code, text = check_one(telltale, scratch, url=open_url, ca_file=ca, addresses=["10.0.0.0/8"])
        check("an address outside those allowed is not connected to", code != 0 and "outside those" in text, text)
        through_tinyproxy(telltale, scratch, folder, open_url, ca)
        log = (folder / "access.log").read_text()
        check("HTTP/2 was spoken over TLS", f"{tls} HTTP/2.0" in log, log)
        check("nginx saw and verified the client certificate", "verify=SUCCESS" in log, log)
        check("the proxy was really in between", f"{forward} HTTP/1.1" in log, log)
    finally:
        stop(process)


TINYPROXY = """
Port {port}
Listen 127.0.0.1
Timeout 60
MaxClients 50
LogFile "{folder}/tinyproxy.log"
LogLevel Connect
PidFile "{folder}/tinyproxy.pid"
Allow 127.0.0.1
ConnectPort {tls}
"""


def through_tinyproxy(telltale, scratch, folder, url, ca):
    """A proxy that tunnels: TLS goes through it untouched."""
    tinyproxy = shutil.which("tinyproxy") or shutil.which("tinyproxy", path="/usr/sbin")
    if tinyproxy is None:
        return skip("CONNECT", "tinyproxy is missing; apt-get install tinyproxy")
    port = free_port()
    tls = url.split(":")[2].split("/")[0]
    (folder / "tinyproxy.conf").write_text(TINYPROXY.format(port=port, folder=folder, tls=tls))
    process = start([tinyproxy, "-d", "-c", folder / "tinyproxy.conf"], folder / "tinyproxy.start")
    try:
        if not wait_for(port, process):
            return skip("CONNECT", "tinyproxy did not start: " + (folder / "tinyproxy.start").read_text()[-300:])
        proxy = f"http://127.0.0.1:{port}"
        code, text = check_one(telltale, scratch, url=url, ca_file=ca, proxy=proxy)
        check("a call over TLS goes through a proxy's tunnel", code == 0 and "serves stub" in text, text)
        code, text = check_one(telltale, scratch, url=url, proxy=proxy)
        check("a tunnel does not make a stranger's certificate trusted", code != 0 and "certificate" in text, text)
        code, text = check_one(telltale, scratch, url="https://localhost:1/v1", ca_file=ca, proxy=proxy)
        check("a tunnel that the proxy refuses is told with the proxy's answer", code != 0 and "403" in text, text)
        log = (folder / "tinyproxy.log").read_text()
        check("tinyproxy saw CONNECT and nothing of what went through", "CONNECT localhost" in log and "/v1" not in log,
              log[-800:])
    finally:
        stop(process)
