"""What a person does not see and a journey must not pass by: errors of the console, of the policy, of access."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, WebError

AXE = Axe().axe_script
REFUSALS = (409, 422)
"""Answers that say what to do; the console of Chromium calls every one of them an error."""

NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"
"""Journeys cut the network themselves; what the page makes of it is what they look at."""


class Watch:
    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", self._fail)
        context.on("response", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        is_refusal = any(f"status of {status}" in message.text for status in REFUSALS)
        if message.type in ("error", "warning") and not is_refusal and NO_NETWORK not in message.text:
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _fail(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")

    def _see(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status}: {response.request.method} {response.url}")


def barriers(page: Page) -> list[str]:
    """Findings of axe: the rule and the first element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    return int(width)
