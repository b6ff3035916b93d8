"""What the measure linter looks for, per language: beginnings of words, or whole words before a stop."""

from collections.abc import Mapping

from selection.analysis.language import listed
from selection.model.base import Language

ACTIVITY: Mapping[Language, tuple[str, ...]] = {
    "en": listed(
        """
        login log-in logon sign-in signin click view pageview impression opened session records.
        contacts. entries entered typed notes. e-mails. emails. download. downloads. messages. posts.
        keystroke created registered comments. logged filled-in uploads. screens. downloaded activities
        """
    ),
    "he": listed(
        """
        כניסות הכניסות התחברויות ההתחברויות קליקים הקליקים לחיצות הלחיצות צפיות הצפיות רשומות הרשומות
        הקלדות הוזנו שהוזנו הודעות ההודעות הורדות שנכנסו שנוצרו נוצרו שנרשמו נרשמו שהוקלדו הערות
        """
    ),
    "pl": listed(
        """
        logowa zalogowa klikn odsłon wyświetle wejść wejści rekord wpis pobra sesji notat utworzon
        zarejestrowan wprowadzon zapisan komentarz aktywności
        """
    ),
}
"""What is done in the tool; counting it says nothing about the work."""

CONSEQUENCE: Mapping[Language, tuple[str, ...]] = {
    "en": listed(
        """
        share. rate. ratio. percent proportion hours days. cost time. average per-cent wrong missing
        updated untouched conversion converted within duplicate satisf answered
        """
    ),
    "he": listed("שיעור אחוז חלק שעות זמן עלות ממוצע שגויות יחס"),
    "pl": listed("udział odset procent godzin czas koszt średni błęd wskaźnik stosunek"),
}
"""What holds a count against something, so that it measures after all."""

OUTCOME: Mapping[Language, tuple[str, ...]] = {
    "en": listed(
        """
        sales revenue turnover income profit earnings margin market-share market ebit business. growth.
        costs. orders.
        """
    ),
    "he": listed("מכירות המכירות הכנסות ההכנסות רווח הרווח רווחיות מחזור המחזור נתח"),
    "pl": listed("sprzedaż przych zysk obrot obrót dochod dochód marż udziału rynk"),
}
"""What the whole firm wants to come out in the end."""

GROWTH: Mapping[Language, tuple[str, ...]] = {
    "en": listed(
        """
        grow increas rais boost more. up. lift improv higher expand gain double add. plus. down. cut
        reduc lower. fewer. halve
        """
    ),
    "he": listed("הגדל העלא צמיח גידול שיפור הגבר תוספת עלייה יעלה תעלה יגדל תגדל הפחת הורד צמצ"),
    "pl": listed(
        """
        wzrost wzrośnie zwiększ podnie popraw więcej wyższ większ spadek zmniejsz obniż mniej
        """
    ),
}
"""How it is wished for."""
