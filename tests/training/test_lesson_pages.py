"""Pages of lessons: open to everybody, short, and for a producer in the order that her products ask."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.standards.standings import refresh
from lopo.training.books.lesson import keep_score, mark_read
from lopo.training.lessons.library import load_modules
from lopo.training.models import LessonRead
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.django_db
MODULES = list(load_modules())
MOST_BYTES = 60 * 1024
NOW = timezone.now()


@pytest.fixture
def kitchen():
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    refresh([kitchen.product], timezone.localdate())
    return kitchen


def url(name, *arguments):
    return reverse(f"training:{name}", args=arguments)


def words(answer):
    """What a person reads on a page."""
    page = re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", answer.content.decode())
    return html.unescape(re.sub(r"\s+", " ", page))


def soal(client, module="hygiene", **query):
    return client.get(url("lesson_questions", module), query)


@pytest.fixture
def english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


class TestTheList:
    def test_a_visitor_sees_all_twelve(self, client):
        answer = client.get(url("lessons"))
        assert answer.status_code == 200
        for module in load_modules().values():
            assert module.title.id in words(answer)
        assert "yang sudah dibaca" not in words(answer)

    def test_it_speaks_english(self, english):
        assert "A clean kitchen" in words(english.get(url("lessons")))

    def test_a_producer_sees_first_what_her_products_ask(self, client, kitchen):
        client.force_login(kitchen.owner)
        wanted = client.get(url("lessons")).context["wanted"]
        assert wanted
        assert [row.gaps for row in wanted] == sorted((row.gaps for row in wanted), reverse=True)
        assert all(row.gaps > 0 for row in wanted)
        assert len(wanted) + len(client.get(url("lessons")).context["others"]) == len(MODULES)

    def test_the_products_of_others_ask_nothing_of_her(self, client, kitchen):
        client.force_login(a_kitchen("Dapur Lain", "Abon ikan").owner)
        before = client.get(url("lessons")).context["wanted"]
        client.force_login(a_person(Role.OFFICER))
        assert client.get(url("lessons")).context["wanted"] == []
        assert all(row.gaps <= 8 for row in before)

    def test_a_product_put_away_asks_nothing(self, client, kitchen):
        kitchen.product.archived_at = NOW
        kitchen.product.save()
        client.force_login(kitchen.owner)
        assert client.get(url("lessons")).context["wanted"] == []

    def test_what_was_read_and_answered_is_marked(self, client, kitchen):
        mark_read(kitchen.owner, "label", NOW)
        keep_score(kitchen.owner, "label", (4, 6), NOW)
        client.force_login(kitchen.owner)
        answer = client.get(url("lessons"))
        assert answer.context["read_count"] == 1
        assert "4 dari 6 benar" in words(answer)

    def test_more_products_ask_no_more_of_the_database(self, client, kitchen, django_assert_max_num_queries):
        client.force_login(kitchen.owner)
        with django_assert_max_num_queries(6):
            client.get(url("lessons"))
        for number in range(8):
            made = kitchen.business.products.create(name=f"Abon {number}", kind="food")
            refresh([made], timezone.localdate())
            mark_read(kitchen.owner, MODULES[number], NOW)
        with django_assert_max_num_queries(6):
            client.get(url("lessons"))


class TestALesson:
    @pytest.mark.parametrize("module", MODULES)
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_it_reads_whole_and_stays_small(self, client, settings, module, language):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = client.get(url("lesson", module))
        assert len(answer.content) <= MOST_BYTES
        read = words(answer)
        for section in load_modules()[module].sections:
            for each in (section.title, *section.says, *section.points):
                assert re.sub(r"\s+", " ", each.in_language(language)) in read
        assert answer.content.count(b'role="img"') == len(
            [section for section in load_modules()[module].sections if section.picture]
        )
        assert "{" not in read

    def test_an_unsure_figure_says_to_ask_first(self, client):
        assert "tanyakan dulu" in words(client.get(url("lesson", "packaging")))

    def test_it_says_what_it_helps_to_meet_and_where_it_comes_from(self, english):
        read = words(english.get(url("lesson", "hygiene")))
        assert "Mend the findings of the kitchen" in read
        assert "PerKa BPOM" in read

    def test_a_lesson_that_is_not_there(self, client):
        assert client.get(url("lesson", "nothing")).status_code == 404
        assert client.get(url("lesson_questions", "nothing")).status_code == 404
        assert client.post(url("lesson_questions", "nothing")).status_code == 404

    def test_reading_is_kept_once_and_can_be_taken_back(self, client, kitchen):
        client.force_login(kitchen.owner)
        client.post(url("lesson", "label"))
        first = LessonRead.objects.get().read_at
        client.post(url("lesson", "label"))
        assert LessonRead.objects.get().read_at == first
        client.post(url("lesson", "label"), {"undo": "1"})
        assert LessonRead.objects.get().read_at is None

    def test_a_visitor_keeps_nothing(self, client):
        assert client.post(url("lesson", "label")).status_code == 302
        assert not LessonRead.objects.exists()


class TestQuestions:
    def test_one_at_a_time_with_the_explanation_at_once(self, client):
        question = load_modules()["hygiene"].questions[0]
        read = words(soal(client))
        assert question.asks.id in read and question.why.id not in read
        right = soal(client, jawab="", pilih=question.right, lihat="1")
        assert "Benar" in words(right) and question.why.id in words(right)
        wrong = soal(client, jawab="", pilih=(question.right + 1) % 3, lihat="1")
        assert question.options[question.right].id in words(wrong) and question.why.id in words(wrong)

    def test_no_choice_is_told(self, client):
        assert "Pilih satu jawaban dulu" in words(soal(client, jawab="", lihat="1"))

    def test_the_whole_walk_without_javascript(self, client):
        given = []
        for question in load_modules()["hygiene"].questions:
            page = soal(client, jawab=".".join(map(str, given)), pilih=question.right, lihat="1")
            given.append(question.right)
            assert page.context["answered"] == ".".join(map(str, given))
        end = client.post(
            url("lesson_questions", "hygiene"), {"jawab": page.context["answered"]}, follow=True
        )
        assert "6 dari 6 benar" in words(end)
        assert not LessonRead.objects.exists()

    def test_the_score_of_a_person_is_kept_the_best_one_too(self, client, kitchen):
        client.force_login(kitchen.owner)
        right = ".".join(str(each.right) for each in load_modules()["hygiene"].questions)
        wrong = ".".join(str((each.right + 1) % 3) for each in load_modules()["hygiene"].questions)
        for answers in (right, wrong, wrong):
            client.post(url("lesson_questions", "hygiene"), {"jawab": answers})
        row = LessonRead.objects.get()
        assert (row.last_right, row.last_asked, row.best_right, row.best_asked) == (0, 6, 6, 6)
        assert row.read_at is None

    def test_a_phone_is_told_whether_it_was_kept(self, client, kitchen):
        def send(answers):
            return client.post(
                url("lesson_questions", "hygiene"), {"jawab": answers}, headers={"Accept": "application/json"}
            ).json()

        assert send("0.0.0.0.0.0") == {"kept": False}
        client.force_login(kitchen.owner)
        assert send("0.0") == {"kept": False}
        assert send("0.0.0.0.0.0") == {"kept": True}

    @pytest.mark.parametrize("nonsense", ["x", "9", "-1", "0.9.0", "0..0", "²", "1" * 5000, "0." * 3000])
    def test_nonsense_in_the_address_is_as_if_it_were_not_there(self, client, nonsense):
        assert soal(client, jawab=nonsense, pilih=nonsense).status_code == 200
        assert client.post(url("lesson_questions", "hygiene"), {"jawab": nonsense}).status_code == 302

    @pytest.mark.parametrize("module", MODULES)
    def test_every_page_of_questions_stays_small(self, client, module):
        assert len(soal(client, module).content) <= MOST_BYTES
        end = ".".join("0" for _ in load_modules()[module].questions)
        assert len(soal(client, module, jawab=end).content) <= MOST_BYTES


def test_a_step_leads_to_the_lesson_that_teaches_it(client, kitchen):
    client.force_login(kitchen.owner)
    tell(kitchen, {"label.expiry_text": "Exp. 2027"})
    page = client.get(reverse("standards:plan", args=[kitchen.product.public_id])).content.decode()
    assert set(re.findall(r'href="/pelajaran/([a-z-]+)/"', page)) == {"label"}
    assert "Pelajari caranya: Label yang lulus" in page


def test_a_step_that_names_no_lesson_has_no_link():
    from lopo.training.templatetags.lesson import lesson_link

    assert lesson_link("no-such-lesson") == ""
    assert lesson_link("") == ""


def test_the_worker_keeps_pages_of_its_own_folder_only(client):
    answer = client.get(url("lesson_worker"))
    assert answer["Content-Type"].startswith("text/javascript")
    pages = re.findall(r'"(/pelajaran/[^"]*)"', answer.content.decode())
    assert len(pages) >= 1 + 2 * len(MODULES)
