"""Serve an atlas on this machine."""

from __future__ import annotations

import errno
import os
import socket
import threading
import webbrowser
from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

from jiqun.errors import WorkspaceError

if TYPE_CHECKING:
    from jiqun.web.review import Desk
    from jiqun.web.site import Site

_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def serve(
    atlas_path: str | PathLike[str],
    host: str = "127.0.0.1",
    port: int = 8765,
    open_browser: bool = False,
    *,
    site: Site | None = None,
    names: Sequence[str] = (),
    desk: Desk | None = None,
) -> None:
    """Serve the pages until interrupted. WorkspaceError when the port is taken or the atlas is missing.

    ``names`` are host names that it goes by besides its address and localhost; a ``desk`` opens the review pages.
    """
    from jiqun.web.app import create_app

    app = create_app(atlas_path, site=site, hosts={*_LOCAL, host, f"[{host}]", *names}, desk=desk)
    listener = _listen(host, port)
    import uvicorn

    from jiqun.web.warming import keep_warm

    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    print(f"{address}  (Ctrl+C stops)", flush=True)
    if open_browser:
        threading.Timer(0.5, _open, args=[address]).start()
    threading.Thread(target=keep_warm, args=[address, app.state.shelf.stamp], daemon=True).start()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the port: bound before anything starts, so that a taken port is told in one line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere the option would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        code = getattr(error, "errno", None)
        if code == errno.EADDRINUSE:
            raise WorkspaceError(f"port {port} is in use on {host}: choose another with --port") from error
        raise WorkspaceError(
            f"cannot listen on {host}:{port} ({error}): choose another with --host or --port"
        ) from error
    return listener


def _open(address: str) -> None:
    """Open a browser; a machine without one is no error, the address has been printed."""
    try:
        webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return
