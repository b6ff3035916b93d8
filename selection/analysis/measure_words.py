"""What the measure linter looks for, per language: beginnings of words, or whole words before a stop."""

from collections.abc import Mapping

from selection.analysis.language import listed
from selection.model.base import Language

Words = Mapping[Language, tuple[str, ...]]

ACTIVITY: Words = {
    "en": listed(
        """
        login log-in logon sign-in signin click view pageview page-view impression opened records.
        contacts. entries entered typed download. downloads. keystroke uploads. screens. like. likes.
        follower subscriber fan. fans. hits. traffic reach. visitor
        """
    ),
    "he": listed(
        """
        כניסות הכניסות התחברויות ההתחברויות קליקים הקליקים לחיצות הלחיצות צפיות הצפיות רשומות הרשומות
        הקלדות הוזנו הורדות ההורדות חשיפות החשיפות עוקבים העוקבים לייקים הלייקים מנויים הקשות
        """
    ),
    "pl": listed(
        """
        logowa zalogowa klikn odsłon wyświetle wejść wejści rekord wpis pobra sesji obserwując polubie
        subskrybent zasięg fani. fanów. aktywności
        """
    ),
}
"""What is done in the tool or on the web; counting it says nothing about the work, whatever is added."""

THINGS: Words = {
    "en": listed(
        """
        account. accounts. activit alert appointment article attachment automation call. calls. campaign
        chat comment course. courses. dashboard demo document e-mail email entry event. events. field.
        fields. file. files. form. forms. integration kpi letter licence license mail. mails. meeting member
        message newsletter note. notes. notification page. pages. participant post. posts. presentation
        report. reports. screen search seat. seats. segment session sms survey tag. tags. task template
        ticket. training user. users. visit webinar widget workflow workshop data. records. contacts.
        """
    ),
    "he": listed(
        """
        משימ המשימ פגיש הפגיש שיחות השיחות דוחות הדוחות דו״חות הדו״חות הודע ההודע מייל המייל מסמכ המסמכ קמפיינ
        הקמפיינ הדרכ ההדרכ משתמש המשתמש חשבונות החשבונות שדות השדות תבני התבני הערות ההערות קבצים הקבצים
        פוסטים הפוסטים טפסים הטפסים אירועים האירועים תזכור התזכור סקרים הסקרים ביקורים הביקורים רישיונות
        תהליכים אוטומציות לוחות מצגות קורסים אנשי פעילויות הפעילויות
        """
    ),
    "pl": listed(
        """
        zadań. zadani spotka rozmów rozmow telefon raport mail wiadomoś e-mail dokument plik. pliki plików
        kampani szkole użytkowni konta. kont. pola. pól. formularz szablon notat komentarz artykuł alert
        powiadom ankiet wizyt wydarze sesj licencj prezentac webinar warsztat automatyzac aktywnoś kontakt
        newsletter segment kurs. kursów pulpit
        """
    ),
}
"""What one makes, holds or keeps in the tool; counting it says nothing unless something came of it."""

COUNTED: Words = {
    "en": listed("number. count total. totals. amount quantity volume many. how-many no."),
    "he": listed("מספר כמות סך סה״כ כמה היקף"),
    "pl": listed("liczba liczby ilość ilości ile. suma łączn wolumen"),
}
"""What says that something is only counted."""

IN_THE_TOOL: Words = {
    "en": listed("crm. system. tool. app. application. platform. software. database. calendar."),
    "he": listed("במערכת ב-crm בכלי ביישום באפליקציה בתוכנה ביומן crm."),
    "pl": listed("systemie. crm. aplikacji. narzędziu. platformie. bazie. kalendarzu."),
}
"""Where it is counted."""

DONE: Mapping[Language, str] = {
    "en": r"(?:ed|held|sent|made|built|written|run|given|done|taken|met)$",
    "he": "^\u05e9[\u05d0-\u05ea]{2,}\u05d5$|^(?:\u05d4\u05d5|\u05e0)[\u05d0-\u05ea]{2,}\u05d5$",
    "pl": r"(?:an|on|t)(?:y|a|e|ych)$",
}
"""How words look that say what was done to a thing."""

CONSEQUENCE: Words = {
    "en": listed(
        """
        share. rate. ratio. percent proportion hours days. cost time. average per-cent wrong missing missed
        updated untouched conversion converted within duplicate satisf answered resolved solved won lost
        late overdue after. before. between. until. without. unanswered abandon fail error mistake broken
        wasted saved returned repeated euro eur. score reached accepted median minute per-euro
        """
    ),
    "he": listed(
        """
        שיעור אחוז חלק שעות זמן עלות ממוצע שגוי יחס ימים דקות בתוך לפני אחרי ללא בלי שאבד שנסגרו שנפתרו שטופלו
        באיחור כפול חציון ציון יום
        """
    ),
    "pl": listed(
        """
        udział odset procent godzin czas koszt średni błęd wskaźnik stosunek dni. dnia. minut ciągu. bez.
        przed. rozwiąza załatwio utracon wygran przegran powtórn spóźnio mediana ocena odebran nieodebran
        przeterminowan zduplikowan
        """
    ),
}
"""What holds a count against something, so that it measures after all."""

WORK: Words = {
    "en": listed(
        """
        complaint customer client order. orders. deal contract lead. leads. opportunit quote quotation offer
        sale. sales. purchas return churn case. cases. incident inquir enquir referral renewal cancel delay
        claim. claims. prospect revenue product. products. invoice payment service
        """
    ),
    "he": listed(
        """
        תלונ התלונ לקוח הלקוח לידים הלידים הזמנ ההזמנ עסק העסק חוזי החוזי הזדמנוי הצעות ההצעות מכיר המכיר פני
        הפני רכיש החזר ביטול עיכוב תקל התקל חידוש המלצ שירות
        """
    ),
    "pl": listed(
        """
        reklam skarg klient zamówie umów umow lead szans ofert sprzeda zakup zwrot rezygnac zapyta zgłosze
        odnowi opóźnie usterk poleceń transakc faktur przychod produkt zleceń zleceni
        """
    ),
}
"""What happens to customers and their business: counting it measures the work itself."""

OUTCOME: Words = {
    "en": listed(
        """
        sales revenue turnover income profit earning earn. margin market-share market ebit business. growth.
        costs. orders. customers. bookings. contribution cashflow cash-flow clients. deals. wallet
        """
    ),
    "he": listed(
        """
        מכירות המכירות הכנסות ההכנסות הכנסה ההכנסה רווח הרווח רווחיות מחזור המחזור נתח לקוחות הלקוחות עסקאות
        העסקאות הזמנות ההזמנות תזרים פדיון
        """
    ),
    "pl": listed(
        """
        sprzedaż przych zysk obrot obrót dochod dochód marż udział rynk klientów klienci zamówień transakcji
        rentowno
        """
    ),
}
"""What the whole firm wants to come out in the end."""

GROWTH: Words = {
    "en": listed(
        """
        grow increas rais boost more. up. lift improv higher expand gain double tripl add. plus. down. cut
        reduc lower. fewer. less. halve win. rise. extra additional multipl
        """
    ),
    "he": listed(
        """
        הגדל העלא צמיח גידול שיפור הגבר תוספת עלייה יעלה תעלה יגדל תגדל הפחת הורד צמצ יותר פחות הכפל להכפיל
        להגדיל לשפר עוד נוספים
        """
    ),
    "pl": listed(
        """
        wzrost wzrośnie zwiększ podnie popraw więcej wyższ większ spadek zmniejsz obniż mniej podwoi potroi
        dodatkow
        """
    ),
}
"""How it is wished for."""

MULTIPLES: Words = {
    "en": listed("double tripl halve twice point points. twofold threefold multipl"),
    "he": listed("הכפל להכפיל כפול פי נקודות נקודת"),
    "pl": listed("podwo potro dwukrot trzykrot punkt pkt"),
}
"""How much without a per cent sign."""

HELD_AGAINST: Words = {
    "en": listed("within after. before. until. who. whose. that. which. without"),
    "he": listed("בתוך לפני אחרי ללא בלי תוך"),
    "pl": listed("ciągu. bez. przed. po. którzy. które. których"),
}
"""What makes of a hoped-for outcome something that is observed."""
