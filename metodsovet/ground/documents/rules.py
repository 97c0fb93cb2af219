"""Rights over documents. Acts: everybody of the municipality reads them, whoever acts for the organisation adds them.

Papers and templates: whoever acts for the organisation issues, withdraws and brings; others see what was given to them.
"""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.rules import holds, is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act, Emblem, Paper, PaperBatch, PaperTemplate

REGISTRARS = (*SERVICE, *LEADS)


@rules.predicate
def sees_act(user: User, act: Act | None = None) -> bool:
    return act is None or Act.objects.visible_to(user).filter(pk=act.pk).exists()


@rules.predicate
def registers_for(user: User, organisation: Organisation | None = None) -> bool:
    if organisation is None:
        return bool(standing_of(user).paths_of(REGISTRARS))
    return holds(user, REGISTRARS, organisation)


@rules.predicate
def registers(user: User, act: Act | None = None) -> bool:
    return registers_for(user, act.organisation if act else None)


@rules.predicate
def sees_paper(user: User, paper: Paper | None = None) -> bool:
    return paper is None or Paper.objects.visible_to(user).filter(pk=paper.pk).exists()


@rules.predicate
def keeps_paper(user: User, paper: Paper | None = None) -> bool:
    return registers_for(user, paper.organisation if paper else None)


@rules.predicate
def issued_paper(user: User, paper: Paper | None = None) -> bool:
    """By his own deed, as the head of a community issues minutes."""
    return paper is None or (paper.issued_by_id is not None and paper.issued_by_id == user.pk)


@rules.predicate
def keeps_batch(user: User, batch: PaperBatch | None = None) -> bool:
    return registers_for(user, batch.organisation if batch else None)


@rules.predicate
def keeps_template(user: User, template: PaperTemplate | None = None) -> bool:
    return registers_for(user, template.organisation if template else None)


@rules.predicate
def keeps_emblem(user: User, emblem: Emblem | None = None) -> bool:
    return registers_for(user, emblem.organisation if emblem else None)


rules.add_perm("documents.view_act", is_known & sees_act)
rules.add_perm("documents.add_act", registers_for)
rules.add_perm("documents.change_act", registers)
rules.add_perm("documents.attach_act_file", registers)
rules.add_perm("documents.view_paper", is_known & sees_paper)
rules.add_perm("documents.issue_paper", registers_for)
rules.add_perm("documents.print_paper", keeps_paper | issued_paper)
rules.add_perm("documents.withdraw_paper", keeps_paper)
rules.add_perm("documents.attach_original", keeps_paper | issued_paper)
rules.add_perm("documents.view_papertemplate", keeps_template)
rules.add_perm("documents.activate_template", keeps_template)
rules.add_perm("documents.upload_template", registers_for)
rules.add_perm("documents.use_default_template", registers_for)
rules.add_perm("documents.view_emblem", keeps_emblem)
rules.add_perm("documents.set_emblem", registers_for)
rules.add_perm("documents.remove_emblem", registers_for)
rules.add_perm("documents.start_batch", registers_for)
rules.add_perm("documents.view_paperbatch", keeps_batch)
rules.add_perm("documents.continue_batch", keeps_batch)
