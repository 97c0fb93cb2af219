"""Who must have a second factor. Rooms above know roles; they state their rule here once, at start."""

from collections.abc import Callable

from metodsovet.ground.access.models import User

Rule = Callable[[User], bool]
_rules: list[Rule] = []


def oblige_second_factor(rule: Rule) -> Rule:
    _rules.append(rule)
    return rule


def must_have_second_factor(user: User) -> bool:
    return any(rule(user) for rule in _rules)
