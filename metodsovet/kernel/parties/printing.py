from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metodsovet.kernel.parties.values import Party


def printed(party: "Party") -> str:
    return party.text
