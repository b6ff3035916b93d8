"""The Polish words the need linter looks for."""

from selection.analysis.language import listed
from selection.analysis.need_vocabulary import NeedWords

POLISH = NeedWords(
    vague=(
        *listed(
            """
            atrakcyjn* bezproblemow* czyteln* dogodn* doskonał* dobr* efektywn* eleganck* elastyczn*
            inteligentn* intuicyjn* innowacyjn* kompleksow* łatw* najlepsz* niezawodn* nowoczesn*
            odpowiedni* optymaln* profesjonaln* prosty prosta proste prosto przejrzyst* przyjazn*
            przyjemn* rozbudowan* skalowaln* solidn* sprawn* szybk* świetn* wydajn* wygodn*
            wszechstronn* zaawansowan* itp itd ładn* estetyczn* przystępn* przyjemnoś* jasny jasna jasne
            stabiln* ergonomiczn* dostępny płynn* minimaln* skuteczn* fachow* kompetentn* rzeteln*
            bezpieczn* zrozumiał* pomocn* przydatn* wartościow* uniwersaln* zadowalając* łatwo*
            """
        ),
        "w przyszłości",
        "w miarę możliwości",
        "w razie potrzeby",
        "jak najszybciej",
        "wysokiej jakości",
        "na wysokim poziomie",
        "bez wysiłku",
        "w miarę potrzeb",
        "i tak dalej",
        "dobrej jakości",
    ),
    figures=listed(
        """
        jeden jedna jedno jednym jednego dwa dwie dwóch trzy trzech cztery pięć pięciu sześć siedem
        osiem dziewięć dziesięć dziesięciu dwadzieścia sto tysiąc pół
        """
    ),
    joins=(
        *listed("i oraz ponadto także"),
        "a także",
        "a ponadto",
        "jak również",
        "a następnie",
        "i także",
    ),
    between=listed("się je ich go też także potem następnie automatycznie może"),
    results=listed("widzi widzą pokazuje pokazują wyświetla wyświetlają zachowuje zachowują"),
    theirs=listed("jego jej ich swoje swój swoją własne"),
    back=listed("ją je go to nim niej nich nimi tym"),
    auxiliaries=listed(
        "jest są będzie będą może mogą można musi muszą ma mają powinien powinna zostaje zostają"
    ),
    subordinates=listed(
        """
        gdy jeśli że aby żeby który która które którzy którą których któremu kiedy gdzie zanim dopóki czy
        jak ponieważ chyba bez po przed niż
        """
    ),
    done="(?:an|on|t)(?:y|a|e|i|ych|ym)$",
    prepositions=listed("do dla na w we z ze po od przed przez przy według co automatycznie o u za pod"),
    acting=listed("*uje *ują"),
    verbs=listed(
        """
        aktualizuj* akceptuj* analizuj* archiwizuj* blokuj* czyt* dodaj* dodaje dopasowuj* drukuj*
        eksportuj* filtruj* generuj* grupuj* importuj* informuj* kieruj* klasyfikuj* kontroluj* kopiuj*
        księguj* liczy łączy mierzy nalicza obejmuje oblicza odbiera odczyt* oferuj* ogranicza otwiera
        otrzymuj* oznacza pobiera podpisuj* pokazuj* porównuj* powiadamia pozwala proponuj* prowadzi
        przechowuj* przekazuj* przenosi przypisuj* przypomina przydziela przygotowuj* przyjmuj*
        publikuj* raportuj* rejestruj* rezerwuj* rozlicza rozpoznaj* rozsyła scala segmentuj* skład*
        sortuj* sprawdza sprzedaj* synchronizuj* szyfruj* śledzi tłumaczy tworzy udostępnia ukrywa
        uruchamia usuwa uzupełnia widzi wczytuj* weryfikuj* wprowadza wskazuj* wstawia wybiera wykonuj*
        wykrywa wypełnia wysyła wystawia wyszukuj* wyświetla zamawia zamyka zapisuj* zarządza zatwierdza
        zawiera zbiera zgłasza zleca zmienia zwraca podsumow* daje dzwoni oddzwania odpowiada pyta prosi
        zatwierdz* odrzuca ocenia kończy zaczyna rozpoczyna dostaje wypisuje odsyła dołącza odłącza
        mnoży dzieli planuje umawia rezerwuje nagrywa odtwarza kasuje ustala wylicza stosuje wpisuje
        """
    ),
    nouns_too=(),
    objects=(),
    acts=listed(
        """
        *anie *ania *enie *enia *owaniem aktualizacj* analiz* archiwizacj* automatyzacj* dystrybucj* edycj*
        eksport eksportu identyfikacj* import importu klasyfikacj* konfiguracj* kontrol* migracj* ocena
        oceny personalizacj* przydział przydziału publikacj* rejestracj* segmentacj* synchronizacj*
        transkrypcj* usunięci* walidacj* weryfikacj* wydruk wydruku wysyłka wysyłki wysyłkę
        """
    ),
    things=listed(
        """
        dania danie doświadczeni* mieszkani* oprogramowani* ogłoszeni* oświadczeni* poleceni* pomieszczeni*
        powiadomieni* pozwoleni* przypomnieni* pytani* rozwiązani* spotkani* szkoleni* śniadani* ubezpieczeni*
        uprawnieni* urządzeni* ustawieni* wydarzeni* wynagrodzeni* zadani* zadowoleni* zamówieni* zastosowani*
        zdani* zebrani* zgłoszeni* zleceni* znaczeni*
        """
    ),
    of_what=(),
    offers=listed(
        """
        dostępn* możliw* obsługuj* oferuj* potrzebn* pozwala pozwalają umożliwia umożliwiają wspiera
        wspierają wymagan* zapewnia zapewniają
        """
    ),
    elsewhere=(
        *listed(
            """
            należnośc* zobowiąza* księgow* księgują pensj* urlop*
            nadgodzin* grafik* zus pit cit jpk zaopatrzen* kompletacj* paletow* magazynier* umorze* umarza*
            przelew* kasow* kontroling* rachunkowoś* leasing* emerytal* kandydat* dłużnik* wierzyciel*
            amortyzacj* bilans* inwentaryzacj* delegacj* rekrutacj* kadr kadrow* intrastat budżetowan*
            windykacj*
            """
        ),
        "deklaracj* vat",
        "ewidencj* czasu",
        "ewidencj* obecności",
        "nalicz* premii",
        "nalicz* prowizji",
        "wypłat* prowizji",
        "wypłat* premii",
        "ocen* dostawców",
        "ocen* pracowników",
        "przyjęci* towaru",
        "remont* maszyn",
        "rachunk* bankow*",
        "rozlicz* podróży",
        "środk* trwał*",
        "księg* główn*",
        "księdze głównej",
        "stan* magazynow*",
        "listy płac",
        "lista płac",
        "rachunek wyników",
        "przepływ* pieniężn*",
        "planowanie produkcji",
        "zamówienia zakupu",
        "zamówień zakupu",
        "czas pracy",
        "czasu pracy",
        "korekt* faktur",
        "faktur* zakupow*",
        "faktur* kosztow*",
        "wyciąg* bankow*",
        "sprawozda* finansow*",
        "zwolnie* lekarsk*",
        "grafik pracy",
        "flot* pojazdów",
        "zlece* produkcyjn*",
        "koszt* podróży",
    ),
    elsewhere_acts=(
        (listed("faktur*"), listed("wystawia* wystawian* drukuj* księguj* drukowan* księgowan*")),
        (listed("płac płace wynagrodze* pensj*"), listed("nalicz* oblicz* rozlicz* wypłac*")),
        (listed("magazyn* zapas*"), listed("licz* inwentaryz* uzupełni* wycen*")),
        (listed("urlop*"), listed("rozlicz* nalicz* zatwierdz* ewidencj*")),
        (listed("podatk* vat"), listed("nalicz* oblicz* rozlicz* składa* złoż*")),
    ),
    connects=listed(
        """
        eksportowan* importowan* importuj* integr* interfejs* łączy połącz* pobieran* pokazuj*
        przekazywan* przesył* synchroniz* widoczn* widzi wyświetl*
        """
    ),
    prescribes=(
        *listed(
            """
            zaimplementowan* uruchamian* hostowan* wdrożon*
            korzysta* stosowa* użyci* używa* wykorzysta* napisan* opart* stworzon* zbudowan* baza bazie
            aplikacja
            """
        ),
        "w technologii",
        "za pomocą",
        "przy użyciu",
        "przechowywa* w",
        "działa* na",
    ),
)
