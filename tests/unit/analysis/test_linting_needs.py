"""What a careful reader would say of a need: positives and negatives, written before the linter was."""

from fractions import Fraction

import pytest

from selection.analysis.linting_needs import NeedFinding, lint_needs, lint_text, too_many_musts
from selection.model.base import Localised
from selection.model.needs import Need

UNTESTABLE = (
    ("en", "The screens are intuitive."),
    ("en", "Support should be excellent."),
    ("en", "A powerful and robust search."),
    ("he", "החיפוש צריך להיות נוח ופשוט."),
    ("he", "ממשק אינטואיטיבי."),
    ("pl", "Wyszukiwanie ma być wygodne."),
    ("pl", "Intuicyjny interfejs."),
)
TESTABLE = (
    ("en", "A fast search: results within 2 seconds at 50 users."),
    ("en", "A complaint is passed to its owner by product line."),
    ("en", "Breakfast orders of a hotel guest stand on the guest's page."),
    ("he", "תוצאות החיפוש מופיעות במהירות: בתוך 2 שניות."),
    ("he", "התלונה מועברת לאחראי לפי קו מוצר."),
    ("pl", "Szybkie wyszukiwanie: wyniki w 2 sekundy."),
    ("pl", "Reklamacja trafia do opiekuna według linii produktów."),
)
DOUBLE = (
    ("en", "The system prints labels and notifies the courier."),
    ("en", "Returns are registered and refunded."),
    ("en", "An agent reads the history and can call the customer back."),
    ("he", "המערכת מדפיסה תוויות ומעדכנת את השליח."),
    ("he", "הנציג פותח תלונה, וגם שולח אישור ללקוח."),
    ("pl", "System drukuje etykiety i powiadamia kuriera."),
    ("pl", "Pracownik otwiera reklamację, a także wysyła potwierdzenie."),
)
DOUBLE_IN_NOUNS = (
    ("en", "Export and import of price lists."),
    ("en", "Recording and automatic transcription of phone calls."),
    ("en", "Planning of campaigns and forecasting of revenue."),
    ("en", "The platform offers reporting and alerting."),
    ("en", "Renewal & cancellation of contracts."),
    ("en", "Creation, review and publication of articles."),
    ("en", "Tracking of parcels as well as printing of labels."),
    ("en", "Uploading of pictures. Downloading of price lists."),
    ("he", "ייצוא וייבוא של מחירונים."),
    ("he", "הקלטה ותמלול של שיחות."),
    ("he", "חידוש חוזים וכן ביטול הזמנות."),
    ("he", "המערכת תומכת בחיפוש, סינון ומיון."),
    ("pl", "Eksport i import cenników."),
    ("pl", "Nagrywanie oraz automatyczna transkrypcja rozmów."),
    ("pl", "Odnawianie umów i anulowanie zamówień."),
    ("pl", "System umożliwia raportowanie oraz planowanie."),
)
SINGLE_IN_NOUNS = (
    ("en", "Import and deletion of price lists are written to the log."),
    ("en", "Approval of discounts and their withdrawal by the head of sales."),
    ("en", "Location and opening hours of each branch."),
    ("en", "Meetings and appointments of the coming week."),
    ("en", "Planning and testing environments with invented data."),
    ("en", "Search in names and descriptions of products."),
    ("en", "Routing of cases by topic and region."),
    ("en", "An assignment and a deadline stand on every task."),
    ("he", "ייבוא ומחיקה של מחירונים נרשמים ביומן."),
    ("he", "כתובת ושעות פתיחה של כל סניף."),
    ("he", "ניתוב פניות לפי נושא ואזור."),
    ("pl", "Import i usuwanie cenników są zapisywane w dzienniku."),
    ("pl", "Adres i godziny otwarcia każdego oddziału."),
    ("pl", "Spotkania i zadania na nadchodzący tydzień."),
    ("pl", "Przydzielanie zgłoszeń według tematu i regionu."),
)
SINGLE = (
    ("en", "Names and addresses sort by the rules of Polish and Hebrew."),
    ("en", "The customer's page shows deals, cases and notes."),
    ("en", "Data is encrypted in transit and at rest."),
    ("he", "שמות וכתובות ממוינים לפי כללי העברית."),
    ("he", "דף הלקוח מציג עסקאות, פניות והערות."),
    ("pl", "Nazwy i adresy są sortowane według polskich reguł."),
    ("pl", "Karta klienta pokazuje szanse, zgłoszenia i notatki."),
)
ELSEWHERE = (
    ("en", "The balance sheet is drawn up at year end."),
    ("en", "Salaries of the field team are paid out monthly."),
    ("en", "The CRM prints invoices."),
    ("he", "דוח מע״מ מוגש מדי חודש."),
    ("he", "חישוב פחת של רכבי החברה."),
    ("pl", "Naliczanie wynagrodzeń handlowców."),
    ("pl", "Amortyzacja samochodów służbowych."),
)
HERE = (
    ("en", "Open invoices from our accounting system are shown on the customer's page."),
    ("en", "The salary field is invisible to the role of a trainee."),
    ("en", "Orders of the web shop are visible within 15 minutes."),
    ("he", "חשבוניות פתוחות ממערכת הנהלת החשבונות מוצגות בדף הלקוח."),
    ("pl", "Otwarte faktury z systemu księgowego są widoczne na karcie klienta."),
)
PRESCRIBED = (
    ("en", "The back end is built with Django."),
    ("en", "Reports must use Tableau."),
    ("en", "We want a PostgreSQL database."),
    ("he", "המערכת תהיה כתובה ב-Java."),
    ("he", "יש להשתמש ב-SAP לדוחות."),
    ("pl", "Raporty należy tworzyć za pomocą Tableau."),
    ("pl", "System ma być oparty na PostgreSQL."),
)
LEFT_OPEN = (
    ("en", "Orders from SAP are imported every hour."),
    ("en", "Single sign-on by SAML or OIDC."),
    ("en", "A price list is exported as PDF."),
    ("he", "הזמנות ממערכת SAP מיובאות בכל שעה."),
    ("he", "מחירון מיוצא כקובץ PDF."),
    ("pl", "Zamówienia z SAP są importowane co godzinę."),
    ("pl", "Cennik jest eksportowany do pliku PDF."),
)


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        (code, language, text)
        for code, lines in {
            "not_testable": UNTESTABLE,
            "two_needs": (*DOUBLE, *DOUBLE_IN_NOUNS),
            "other_system": ELSEWHERE,
            "solution": PRESCRIBED,
        }.items()
        for language, text in lines
    ],
)
def test_a_reader_would_remark_on_it(code: str, language: str, text: str) -> None:
    assert code in {finding.code for finding in lint_text("N1", text)}


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        (code, language, text)
        for code, lines in {
            "not_testable": TESTABLE,
            "two_needs": (*SINGLE, *SINGLE_IN_NOUNS),
            "other_system": HERE,
            "solution": LEFT_OPEN,
        }.items()
        for language, text in lines
    ],
)
def test_a_reader_would_not_remark_on_it(code: str, language: str, text: str) -> None:
    assert code not in {finding.code for finding in lint_text("N1", text)}


def need(name: str, text: str | Localised, tier: str = "must") -> Need:
    return Need.model_validate({"id": name, "text": text, "tier": tier})


SAME = (
    (
        "Employees receive a reminder before a contract ends.",
        "A user is reminded when the end of an agreement is near.",
    ),
    (
        "A manager can see the sales pipeline by region.",
        "Supervisors view the pipeline of sales for each region.",
    ),
    ("Deleting a customer asks for confirmation.", "A client is deleted only after confirmation."),
    ("הלקוח מקבל אישור בדואר אלקטרוני לאחר ההזמנה.", "לאחר הזמנה נשלח ללקוח אישור במייל."),
    (
        "Klient otrzymuje potwierdzenie zamówienia pocztą e-mail.",
        "Po zamówieniu klient dostaje mailem potwierdzenie.",
    ),
)
DIFFERENT = (
    ("A contact is imported from a file.", "A contact is erased on request."),
    ("A manager sees the pipeline by region.", "A case is routed by product to an agent."),
    ("A quote is sent as PDF in our language.", "The screens are available in our language."),
    ("הלקוח מקבל אישור לאחר ההזמנה.", "מנהל רואה את צנרת המכירות לפי אזור."),
    ("Klient otrzymuje potwierdzenie zamówienia.", "Kierownik widzi lejek sprzedaży według regionu."),
)


@pytest.mark.parametrize(("earlier", "later"), SAME)
def test_a_need_that_says_the_same_in_other_words_is_a_duplicate_of_the_earlier(
    earlier: str, later: str
) -> None:
    found = [(f.need, f.code, f.of) for f in lint_needs((need("N1", earlier), need("N2", later)))]
    assert found == [("N2", "duplicate", "N1")]


@pytest.mark.parametrize(("earlier", "later"), DIFFERENT)
def test_needs_about_one_thing_that_ask_for_different_things_are_no_duplicates(
    earlier: str, later: str
) -> None:
    found = lint_needs((need("N1", earlier), need("N2", later)))
    assert [finding.code for finding in found if finding.code == "duplicate"] == []


def test_a_line_that_breaks_off_has_no_second_need() -> None:
    assert lint_text("N1", "An agent prints a label and then it") == ()


def test_a_finding_names_the_word_it_rests_on() -> None:
    assert lint_text("N7", "The screens are intuitive.") == (
        NeedFinding("N7", "not_testable", found="intuitive"),
    )


def test_a_need_in_several_languages_is_read_in_one_of_them_and_compared_with_needs_that_share_it() -> None:
    both = Localised(en="The screens are intuitive.", pl="Ekrany są intuicyjne.")
    own = Localised(pl="Ekrany są intuicyjne.")
    found = lint_needs((need("N1", both), need("N2", own)))
    assert [(f.need, f.code, f.of) for f in found] == [
        ("N1", "not_testable", None),
        ("N2", "not_testable", None),
        ("N2", "duplicate", "N1"),
    ]


def test_no_need_and_one_need_have_no_duplicate() -> None:
    assert lint_needs(()) == ()
    assert lint_needs((need("N1", "Leads are assigned by region."),)) == ()


def test_a_need_of_signs_alone_is_not_testable() -> None:
    assert [finding.code for finding in lint_text("N1", "???")] == ["not_testable"]


def test_more_than_sixty_percent_of_musts_are_too_many_and_sixty_are_not() -> None:
    needs = [need(f"N{n}", f"Thing {n}", "must" if n < 6 else "nice") for n in range(10)]
    assert too_many_musts(needs) is None
    assert too_many_musts(needs[:9]) == Fraction(6, 9)
    assert too_many_musts(()) is None
