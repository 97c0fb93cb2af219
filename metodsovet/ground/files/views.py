from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel.exports import Exported, tell_export


@door("files.fetch_file", StoredFile)
@require_safe
def fetch_file(request: Visitor, file: StoredFile) -> FileResponse:
    """Always an attachment: nothing that people uploaded is shown inside our own address."""
    try:
        content = file.content.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_kind)
    tell_export(response, Exported(file.name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
