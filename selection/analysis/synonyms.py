"""Words of the trade that mean the same, per language: first the word meant, then what is said instead.

English words stand as stems of `selection.analysis.likeness`; Polish ones as their first letters.
"""

from collections.abc import Mapping

from selection.analysis.language import listed
from selection.model.base import Language

_SAME: Mapping[Language, str] = {
    "en": """
        user: staff employee colleague people worker operator
        manager: supervisor head boss director
        salesperson: rep seller salespeople salesman
        agent: representative consultant
        customer: client account buyer
        see: view look display show shown present visible read
        create: make build generate
        add: enter insert register
        delete: erase remov remove deletion
        change: edit modify update adjust amend
        send: mail deliver dispatch sent
        receive: get obtain receiv
        export: download extract
        import: upload load
        find: search locate lookup
        remind: reminder notify notification alert notif warn inform
        contract: agreement
        end: expire expiry expir near finish
        company: corporate corporation organisation organization firm enterprise
        identity: identiti credential
        quote: quotation offer proposal
        case: ticket incident
        complaint: grievance
        phone: telephone mobile smartphone
        page: screen window
        one: single
        all: every each entire
        together: jointly
        reason: cause why
        loss: lost lose los
        close: clos closed
        duplicate: double doubled duplicat
        merge: combine unify join merg
        file: document attachment
        report: statement
        dashboard: chart
        region: territory area
        fast: quick rapid
        role: permission right
        hide: invisible hidden
                assign: allocate route assigned rout allocat
        field: attribute
        stage: step phase
        order: purchase
        confirm: confirmation confirmed
    """,
    "he": """
        לקוח: צרכן קונה
        מוצג: רואה מציג מוצגות מוצגת מוצגים מופיע מופיעות מופיעה צופה
        מסך: דף עמוד
        הצעה: הצעות הצע
        מייל: דוא״ל דואל אימייל
        נשלח: שולח שולחת מקבל מקבלת מתקבל נשלחת
        נציג: סוכן
        משתמש: עובד עובדים
        מחיקה: מוחק מוחקת נמחק נמחקת למחוק
        סיבה: סיבת
        הפסד: אבד אבודה כהפסד
        סגירה: לסגור סוגר נסגר נסגרת
        כפול: כפולים כפילות כפילויות
        הזמנה: הזמנ
        אישור: אישר
        כל: כלל
        אזור: מחוז
    """,
    "pl": """
        klient: nabyw kontra
        handlo: przeds
        pracow: użytko person
        kierow: menedż przeło szef
        widzi: pokaz pokazu wyświe wyświ widocz widoc podglą
        ekran: stron stroni okno
        oferta: ofert wycena wycen
        otrzym: dosta dostaj wysyła wysył wysła wysyłk otrzy
        email: mail mailem mejl
        przycz: powód powod przyc
        przegr: utrac strat przeg
        zamkni: zamyka zamkn zamyk
        usunąć: usuwa usuni usunię usun kasow skaso
        potwie: potwi
        wszyst: każdy każda każde całoś wszys
        szansa: szans szansy okazja okazj
        umowa: umowy kontra umow
        przypo: powiad alert przyp
        zamówi: zamów
    """,
}


def _table(written: str) -> dict[str, str]:
    lines = (line.split(":") for line in written.strip().splitlines())
    return {said: meant.strip() for meant, others in lines for said in (meant.strip(), *others.split())}


SYNONYMS: Mapping[Language, Mapping[str, str]] = {language: _table(text) for language, text in _SAME.items()}
"""What is said → the word that is meant."""

PHRASES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "single sign-on": "sso",
        "single sign on": "sso",
        "log in": "signin",
        "logs in": "signin",
        "sign in": "signin",
        "signs in": "signin",
        "log on": "signin",
        "e-mail": "email",
        "at most": "atmost",
        "no more than": "atmost",
        "at least": "atleast",
        "sales person": "salesperson",
    },
    "he": {
        "דואר אלקטרוני": "מייל",
        "איש מכירות": "מוכר",
        "לאיש המכירות": "מוכר",
        "אנשי מכירות": "מוכר",
        "הצעות מחיר": "הצעה",
        "הצעות המחיר": "הצעה",
        "לכל היותר": "עד",
    },
    "pl": {
        "pocztą e-mail": "email",
        "pocztą elektroniczną": "email",
        "e-mail": "email",
        "co najmniej": "minimum",
        "co najwyżej": "maksimum",
        "szansa sprzedaży": "szansa",
        "szansy sprzedaży": "szansa",
    },
}
"""Several words that are one."""

STOP: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        listed(
            """
            a after always an and any are as at be been before by can can't cannot carries for from has have
            if in into is it its may must no not of on only or our own same should still system that the
            their them then there this to us use used uses using was we when which while will with within
            without
            """
        )
    ),
    "he": frozenset(
        listed(
            """
            או אחרי אי אין אל אם אפשר אשר את בין בלי בתוך גם הוא היא המערכת זה זו ידי יש כי לא לאחר ללא לפי
            לפני מערכת מתוך ניתן על עם רק של
            """
        )
    ),
    "pl": frozenset(
        listed(
            """
            a aby bez by być dla do i ich jako je jego jej jest każdym lub ma mieć może można musi na nad
            nie o od oraz po pod przed przez przy się system systemu są tego też to tylko u w we z za ze że
            """
        )
    ),
}
"""Words that carry no meaning of their own."""
