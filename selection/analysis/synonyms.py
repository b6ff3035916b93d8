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
        approve: grant permit authorise authorize sign-off approval
        consent: agree agreed opt-in opted
        marketing: advertising advertisement promotion promotional mailing
        store: save keep record hold retain saved stored kept held
        solve: resolve resolved solved unsolved unresolved settle settled fix fixed
        remind: reminder notify notification alert notif warn inform tell told
        visit: appointment meeting
        lead: inquiry enquiry prospect
        deal: opportunity opportuniti
        invoice: bill
        error: fault mistake defect bug
        discount: rebate reduction
        limit: cap ceiling maximum
        overview: summary
        history: past previous earlier
        wait: pending stay remain
        duplicate: double doubled duplicat twice
        rule: policy condition
        calendar: diary agenda
        owner: responsible ownership
        forecast: prediction predict projection
        encrypt: encipher cipher
        supplier: vendor provider
        language: tongue
        survey: questionnaire poll
        satisfaction: satisfied happiness
        train: training course
        birthday: anniversary
        offline: disconnected
        synchron: sync synchronise synchronize synchronis synchroniz
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
        תלונה: תלונות קובלנה
        טיפול: טופל טופלה מטופל מטופלת פתרון נפתר נפתרה מטפל
        התראה: תזכורת הודעה מתריע מתריעה מיידע מיודע מיודעת תזכיר מועבר מועברת
        מנהל: מנהלת מנהלים ממונה אחראי
        הסכמה: הסכים הסכימה
        דיוור: שיווק פרסום פרסומת דיוורים
        נשמר: נשמרת נשמרים מתועד מתועדת נרשם נרשמת מאוחסן
        הנחה: הנחות
        מאשר: מאשרת מאושר
        חוזה: הסכם חוזים הסכמים
        ליד: פנייה פניות מתעניין
        עסקה: הזדמנות עסקאות הזדמנויות
        טלפון: נייד סלולרי
        ביקור: פגישה פגישות ביקורים
        ממתין: ממתינה ממתינות מחכה
        היסטוריה: עבר קודם
        דוח: דוחות סיכום
        שגיאה: תקלה טעות שגיאות תקלות
        תאריך: מועד
    """,
    "pl": """
        klient: nabyw kontra
        handlo: przeds
        pracow: użytko person
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
        zamówi: zamów
        reklam: skarga skargi zażale
        rozwią: rozpat załatw
        powiad: alert inform przypo
        szef: kierow menedż przeło dyrekt
        zgoda: zgody zgodę pozwol
        market: reklamo promoc
        zapisa: przech zapisu rejest notowa
        rabat: upust zniżka rabatu rabaty
        zatwie: akcept aprobu
        spotka: wizyta wizyty wizytę termin
        błąd: błędy błędów pomyłk usterk
        histor: poprze wcześn
        telefo: komórk smartf
        czeka: oczeku zwleka
        raport: zestaw sprawo
        szkole: kurs kursy
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

_FIGURES: Mapping[Language, str] = {
    "en": """
        1: one single; 2: two both; 3: three; 4: four; 5: five; 6: six; 7: seven; 8: eight; 9: nine; 10: ten;
        12: twelve; 15: fifteen; 20: twenty; 30: thirty; 50: fifty; 60: sixty; 90: ninety; 100: hundred;
        1000: thousand
    """,
    "he": """
        1: אחד אחת; 2: שני שתי שניים שתיים; 3: שלוש שלושה; 4: ארבע ארבעה; 5: חמש חמישה; 6: שש שישה;
        7: שבע שבעה; 8: שמונה; 9: תשע תשעה; 10: עשר עשרה; 20: עשרים; 30: שלושים; 60: שישים; 90: תשעים;
        100: מאה; 1000: אלף
    """,
    "pl": """
        1: jeden jedna jedno jednym jednego jednej; 2: dwa dwie dwóch dwoma; 3: trzy trzech; 4: cztery
        czterech;
        5: pięć pięciu; 6: sześć sześciu; 7: siedem siedmiu; 8: osiem ośmiu; 9: dziewięć; 10: dziesięć
        dziesięciu; 20: dwadzieścia; 30: trzydzieści; 60: sześćdziesiąt; 90: dziewięćdziesiąt; 100: sto;
        1000: tysiąc
    """,
}
FIGURES: Mapping[Language, Mapping[str, str]] = {
    language: {
        word: figure.strip()
        for figure, words in (one.split(":") for one in text.split(";"))
        for word in words.split()
    }
    for language, text in _FIGURES.items()
}
"""Numbers written as words → as figures, so that *three* and 3 are the same."""

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
