from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metodsovet.kernel.terms.values import Term


def text_of(term: "Term") -> str:
    return term.source
