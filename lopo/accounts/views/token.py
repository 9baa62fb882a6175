"""A person's own API tokens."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lopo.accounts.api_token import create_token, revoke_token
from lopo.accounts.forms.token import TokenForm
from lopo.accounts.models import ApiToken
from lopo.accounts.permission import PermittedRequest, permitted


@never_cache
@permitted("api.token")
def tokens(request: PermittedRequest) -> HttpResponse:
    """The list, and a form for a new one. The secret is on the answer to the form, and nowhere else."""
    form = TokenForm(request.POST or None)
    raw = None
    if request.method == "POST" and form.is_valid():
        _token, raw = create_token(request.user, form.cleaned_data["name"])
        form = TokenForm()
    mine = ApiToken.objects.filter(person=request.user, revoked_at__isnull=True).order_by(
        "-created_at", "-pk"
    )
    return render(request, "accounts/tokens.html", {"form": form, "raw": raw, "tokens": mine})


@permitted("api.token")
@require_POST
def token_revoke(request: PermittedRequest, token_id: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    token = get_object_or_404(ApiToken, pk=token_id, person=request.user)
    revoke_token(token)
    messages.success(request, _("The token “%(name)s” no longer works.") % {"name": token.name})
    return redirect("accounts:tokens")
