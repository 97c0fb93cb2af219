"""Bars of amounts as SVG with attributes in per cent: a strict CSP needs no exception and print keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Part:
    """``fill`` is good, warn, bad, accent, soft, idle or line."""

    amount: float
    fill: str


def meter_svg(parts: Sequence[Part], total: float, label: str) -> SafeString:
    """Parts side by side, cut at the end of the bar; an empty total draws an empty bar."""
    rects, start = [], 0.0
    for part in parts:
        width = min(100 - start, max(0.0, part.amount * 100 / total)) if total > 0 else 0.0
        rects.append((part.fill, f"{start:.2f}", f"{width:.2f}"))
        start += width
    drawn = format_html_join("", '<rect class="f-{}" x="{}%" width="{}%" height="100%"/>', rects)
    return format_html('<svg class="meter" role="img" aria-label="{}">{}</svg>', label, drawn)
