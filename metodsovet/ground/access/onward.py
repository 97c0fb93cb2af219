"""Where a person goes after a deed: to the page that he came from, when its address is ours."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def is_ours(request: HttpRequest, address: str) -> bool:
    """A path of this site: «/assignments/5/?do=…»."""
    hosts = {request.get_host()}
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, hosts, request.is_secure())


def next_of(request: HttpRequest, otherwise: str) -> str:
    """``next`` of the form, else of the address; ``otherwise`` where it names no page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(request, wanted) else otherwise
