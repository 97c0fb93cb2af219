"""Where the product listens."""

import errno
import http.client
import socket
from dataclasses import dataclass

from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.homes import COMMAND

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        host = self._near_host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def _near_host(self) -> str:
        return EVERYWHERE.get(self.host, self.host)

    def require_free(self) -> None:
        """LaunchFailure when another program listens here or the system does not let us."""
        try:
            self._bind(self.port)
        except OSError as error:
            raise self._explain(error) from error

    def is_healthy(self) -> bool:
        """Whether the product itself answers here; never through a proxy of the environment."""
        connection = http.client.HTTPConnection(self._near_host, self.port, timeout=5)
        try:
            connection.request("GET", "/health/live", headers={"Connection": "close"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _bind(self, port: int) -> int:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((self.host, port))
            bound: int = probe.getsockname()[1]
            return bound

    def _explain(self, error: OSError) -> LaunchFailure:
        if error.errno == errno.EADDRINUSE:
            return LaunchFailure(
                f"Порт {self.port} занят другой программой: закройте её "
                f"или запустите на другом порту: {COMMAND} serve --port {self._free_port()}"
            )
        if error.errno in {errno.EACCES, errno.EPERM}:
            return LaunchFailure(
                f"Порт {self.port} доступен только администратору: возьмите порт больше 1023 (--port)."
            )
        return LaunchFailure(f"Адрес «{self.host}» не принадлежит этой машине: назовите другой (--bind).")

    def _free_port(self) -> int:
        for port in range(self.port + 1, min(self.port + 50, 65536)):
            try:
                return self._bind(port)
            except OSError:
                continue
        return self._bind(0)
