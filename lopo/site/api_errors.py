"""How the API refuses: always ``{"problems": [{"place": ..., "reason": ...}]}`` in the language asked for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from lopo.facts.text import LANGUAGES, Text


class Problem(Schema):
    """What is wrong with one place of a request, and how to mend it. An empty place is the whole request."""

    place: str
    reason: str


class Problems(Schema):
    problems: list[Problem]


class Refusal(Exception):
    """A request that is refused with ``status``, and why: pairs of place and sentence."""

    def __init__(self, status: int, *problems: tuple[str | Text, Text]) -> None:
        super().__init__(status)
        self.status = status
        self.problems = problems


NOT_FOUND = Text(
    "Ini tidak ada, atau tidak ditunjukkan kepada akun ini.", "There is none, or it is not shown to you."
)
NO_TOKEN = Text(
    "Sertakan token yang berlaku: Authorization: Bearer TOKEN. Token dibuat di halaman akun.",
    "Send a valid token: Authorization: Bearer TOKEN. Tokens are made on the page of your account.",
)
TOO_MANY = Text("Terlalu banyak permintaan. Coba lagi sebentar.", "Too many requests. Try again in a while.")
NOT_ALLOWED = Text("Alamat ini tidak bisa dipakai begitu.", "This address cannot be used that way.")

_FAULTS = {
    "missing": Text("Ini belum ditulis.", "This is missing."),
    "literal_error": Text("Pilih salah satu: {expected}.", "Choose one of: {expected}."),
    "greater_than_equal": Text("Paling sedikit {ge}.", "At least {ge}."),
    "less_than_equal": Text("Paling banyak {le}.", "At most {le}."),
    "int_parsing": Text("Tulis angka bulat.", "Write a whole number."),
    "date": Text("Tulis tanggal seperti 2026-11-23.", "Write the date as 2026-11-23."),
}
_UNREADABLE = Text("Nilai ini tidak terbaca.", "This value cannot be read.")


def language_of(request: HttpRequest) -> str:
    """The language of an answer: ``?lang=``, else ``Accept-Language``, else Indonesian."""
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else get_language_from_request(request)[:2]


def refuse_in_words(api: NinjaAPI) -> None:
    """Give every fault of ``api`` its sentence."""

    def answer(request: HttpRequest, status: int, *problems: tuple[str | Text, Text]) -> HttpResponse:
        language = language_of(request)
        rows = [
            {
                "place": place.in_language(language) if isinstance(place, Text) else place,
                "reason": reason.in_language(language),
            }
            for place, reason in problems
        ]
        return api.create_response(request, {"problems": rows}, status=status)

    def refused(request: HttpRequest, fault: Any) -> HttpResponse:
        return answer(request, fault.status, *fault.problems)

    def not_found(request: HttpRequest, fault: Any) -> HttpResponse:
        return answer(request, 404, ("", NOT_FOUND))

    def without_token(request: HttpRequest, fault: Any) -> HttpResponse:
        response = answer(request, 401, ("Authorization", NO_TOKEN))
        response["WWW-Authenticate"] = "Bearer"
        return response

    def too_many(request: HttpRequest, fault: Any) -> HttpResponse:
        response = answer(request, 429, ("", TOO_MANY))
        response["Retry-After"] = str(int(fault.wait or 60) + 1)
        return response

    def invalid(request: HttpRequest, fault: Any) -> HttpResponse:
        return answer(request, 422, *(_problem(error) for error in fault.errors))

    def other(request: HttpRequest, fault: Any) -> HttpResponse:
        return answer(request, fault.status_code, ("", Text.same(fault.message)))

    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(Http404, not_found)
    api.add_exception_handler(AuthenticationError, without_token)
    api.add_exception_handler(Throttled, too_many)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, other)


def _problem(error: dict[str, Any]) -> tuple[str, Text]:
    place = ".".join(str(part) for part in error["loc"] if part not in ("query", "path", "body"))
    kind = "date" if error["type"].startswith("date") else error["type"]
    values = {key: str(value) for key, value in error.get("ctx", {}).items()}
    return place, _FAULTS.get(kind, _UNREADABLE).filled(**values)
