"""What of the Hugging Face Hub an upload needs, on this machine: repositories in memory, files by LFS."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "hf_a_token_that_may_write"
COMMIT = "c" * 40


@dataclass
class Hub:
    """Its repositories: whether they are private, and their files by path."""

    url: str = ""
    private: dict[str, bool] = field(default_factory=dict)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    objects: dict[str, bytes] = field(default_factory=dict)
    refuses_commits: bool = False


@contextmanager
def hub() -> Iterator[Hub]:
    here = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(here))
    here.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()


def _handler(here: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.split("?")[0].removeprefix("/api/models/")
            if self.path == "/api/whoami-v2":
                self.answer(200, {"name": "someone", "type": "user"})
            elif "/tree/" in self.path:
                files = here.files[name.split("/tree/")[0]]
                self.answer(200, [{"type": "file", "path": path, "size": len(data), "oid": path} for path, data in files.items()])
            elif name.removesuffix("/revision/main") in here.private:
                repository = name.removesuffix("/revision/main")
                siblings = [{"rfilename": path} for path in here.files[repository]]
                self.answer(200, {"id": repository, "private": here.private[repository], "sha": "0" * 40, "siblings": siblings})
            else:
                self.answer(404, {"error": f"nothing at {self.path}"})

        def do_PUT(self) -> None:
            data = self.body()
            here.objects[hashlib.sha256(data).hexdigest()] = data
            self.answer(200, {})

        def do_POST(self) -> None:
            body = self.body()
            if self.path == "/api/repos/create":
                asked = json.loads(body)
                name = f"{asked['organization']}/{asked['name']}"
                if name in here.private:
                    return self.answer(409, {"error": "it is there", "url": f"{here.url}/{name}", "name": name})
                here.private[name] = asked.get("private", asked.get("visibility") == "private")
                here.files[name] = {}
                return self.answer(200, {"url": f"{here.url}/{name}", "name": name})
            if self.path == "/api/validate-yaml":
                return self.answer(200, {"errors": [], "warnings": []})
            if "/preupload/" in self.path:
                modes = [
                    {"path": each["path"], "uploadMode": "lfs" if each["path"].endswith(".safetensors") else "regular", "shouldIgnore": False}
                    for each in json.loads(body)["files"]
                ]
                return self.answer(200, {"files": modes})
            if self.path.endswith("/objects/batch"):
                objects = [
                    {**each, "authenticated": True, "actions": {"upload": {"href": f"{here.url}/lfs/{each['oid']}"}}}
                    for each in json.loads(body)["objects"]
                ]
                return self.answer(200, {"transfer": "basic", "objects": objects})
            if "/commit/" in self.path:
                if here.refuses_commits:
                    return self.answer(403, {"error": "this token may read"})
                name = self.path.removeprefix("/api/models/").split("/commit/")[0]
                self.commit(name, body)
                return self.answer(200, {"commitOid": COMMIT, "commitUrl": f"{here.url}/{name}/commit/{COMMIT}"})
            return self.answer(404, {"error": f"nothing at {self.path}"})

        def commit(self, name: str, body: bytes) -> None:
            files = here.files[name]
            for line in map(json.loads, body.splitlines()):
                value = line["value"]
                if line["key"] == "file":
                    files[value["path"]] = base64.b64decode(value["content"])
                elif line["key"] == "lfsFile":
                    files[value["path"]] = here.objects[value["oid"]]
                elif line["key"] == "deletedFile":
                    del files[value["path"]]

        def body(self) -> bytes:
            return self.rfile.read(int(self.headers.get("content-length", 0)))

        def answer(self, status: int, value: Any) -> None:
            if "/lfs/" not in self.path and self.headers.get("authorization") != f"Bearer {TOKEN}":
                status, value = 401, {"error": "no such token"}
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler
