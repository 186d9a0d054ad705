"""What a block pasted on a section's page means there: asked by the page, which puts the answer and puts it back."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from reports.filing import drafts
from reports.filing.forms import pasted_blocks
from reports.filing.paste import PasteRefused
from reports.web.views.sections import lookup


@require_POST
def answer_paste(request: HttpRequest, pk: int, key: str) -> JsonResponse:
    """Nothing is stored. 422 with a sentence where nothing of the block can be placed."""
    document, last = drafts.load_with_last_year(lookup.get_report_with_section(request, pk, key))
    try:
        answer = pasted_blocks.interpret_posted_block(request.POST, document, last, key)
    except PasteRefused as refused:
        return JsonResponse({"message": str(refused)}, status=422)
    return JsonResponse(
        {
            "receipt": render_to_string("reports/shapes/paste/receipt.html", {"answer": answer}),
            "is_plain": len(answer.notes) == 1 and not answer.offers,
            "puts": answer.puts,
            "undo": answer.undo,
            "new": answer.new,
            "after": answer.after,
            "wrong": answer.wrong,
            "offers": [{"label": offer.label, "puts": offer.puts, "over": offer.over} for offer in answer.offers],
        }
    )
