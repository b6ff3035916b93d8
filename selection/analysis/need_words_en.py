"""The English words the need linter looks for."""

from selection.analysis.language import listed
from selection.analysis.need_vocabulary import NeedWords

ENGLISH = NeedWords(
    vague=(
        *listed(
            """
            adequate adequately advanced appropriate attractive best-in-class comfortable comfortably
            comprehensive convenient conveniently cutting-edge decent easily easy easier efficient
            efficiently elegant excellent fast flexible flexibly friendly future-proof good great
            high-quality innovative intelligent intuitive intuitively modern nice optimal optimally
            outstanding powerful pleasant professional quick quickly reliable reliably rich robust
            scalable seamless seamlessly simple smart smooth smoothly sophisticated state-of-the-art
            strong sufficient sufficiently suitable up-to-date user-friendly versatile world-class etc
            accessible agile beautiful clean clear clearly competent competently effective effectively
            effortless effortlessly ergonomic exceptional first-class frictionless handy hassle-free
            helpful low-maintenance minimal natural neat performant pretty prompt promptly responsive
            self-explanatory sensible sleek slick stable straightforward superior swift tidy timely
            trustworthy understandable usable well-designed
            """
        ),
        "as far as possible",
        "as needed",
        "as soon as possible",
        "in the future",
        "our growth",
        "grow with us",
        "state of the art",
        "high quality",
        "high level",
        "look and feel",
        "user experience",
        "little effort",
        "low effort",
        "without effort",
        "if possible",
        "where necessary",
        "when needed",
        "and so on",
        "and more",
        "best possible",
        "all our requirements",
        "fun to",
    ),
    figures=listed(
        """
        one two three four five six seven eight nine ten twelve twenty thirty fifty hundred thousand
        half
        """
    ),
    joins=(
        *listed("and plus"),
        "as well as",
        "and also",
        "and then",
    ),
    between=listed("it they then also can may must should will be is are automatically"),
    results=listed(
        """
        see sees seen show shows shown display displays displayed keep keeps kept know knows hear hears
        """
    ),
    theirs=listed("its their own same"),
    back=listed("it them they there this these those"),
    auxiliaries=listed("is are was were can can't cannot may must should shall will has have does"),
    subordinates=listed(
        """
        when if that which who whom whose where while without before after until once unless whether because
        how what than although
        """
    ),
    done="(?:ed|en|wn)$",
    prepositions=listed(
        """
        about after as at automatically before by during every for from in into monthly off on onto out over
        through to under until via when with within yearly daily weekly
        """
    ),
    acting=(),
    verbs=listed(
        """
        accept activate add adjust alert allow analyse analyze answer apply approve archive assign
        attach block calculate call cancel capture change check clean close collect compare complete
        compute configure confirm connect convert copy create customise customize deactivate deduplicate
        define delegate delete deliver detect display distribute divide download edit encrypt enforce
        enrich enter erase escalate exclude export extract fill filter find forward generate group hide
        identify import include inform invite keep limit listen load lock log maintain manage mark match
        measure merge move notify obtain offer open plan post prepare present print process produce
        propose protect provide publish read receive recognise recognize recommend record recover refund
        refuse register reject remind remove rename reorder replace reply reserve reset resolve respond
        restore restrict retrieve return reverse review route run save schedule scan score search see
        segment select send set share show sign sort split start stop store submit suggest support
        synchronise synchronize sync tag track transfer translate trigger undo update upload use
        validate verify view warn write book count file issue order get give take make pick tell turn
        follow place pay remember revoke summarise summarize visit wait dial pull push join leave grant
        rate recall request reschedule sell buy ship stamp chat comment ask look go come
        """
    ),
    nouns_too=listed(
        """
        alert alerts answer answers archive archives book books call calls change changes check checks
        comment comments copies copy count counts display displays export exports file files filter filters
        group groups
        import imports issue issues limit limits lock log logs mark marks match matches measure measures
        move moves notes offer offers open order orders plan plans post posts print prints process
        processes produce record records refund refunds replies reply reset return returns review
        reviews route routes run runs scan scans schedule schedules score scores search searches segment
        segments set sets share shares show shows sign signs sort sorts split start starts stop stops
        store stores support tag tags track tracks transfer transfers trigger triggers update updates
        upload uploads use uses view views
        """
    ),
    objects=listed("a all an any every him it its the their them these this to with us whether who"),
    acts=(
        *listed("*ing *tion *sion"),
        *listed(
            """
            amendment analysis approval assessment assignment backup cancellation conversion disbursement
            dispatch download enrichment enforcement escalation export forecast import maintenance
            measurement merge merger onboarding procurement recall recovery removal renewal replacement
            restore retrieval reversal review search settlement sync synchronisation tracking transfer
            treatment upload withdrawal
            """
        ),
    ),
    things=listed(
        """
        anything building commission condition connection description dimension direction division
        documentation edition everything evening exception extension fraction function generation heading
        information installation institution intention location meeting mission morning nation nothing
        occupation opening option organisation organization permission portion position precision
        presentation pricing profession proportion question quotation reaction reception region relation
        ring section session setting solution something spring station string subscription television
        tension thing tradition transaction vacation version vision application
        """
    ),
    of_what=listed(
        """
        about across after against among around as at automatically before between by during for from in
        into of off on onto out over per through throughout to under until upon via when where with within
        without
        """
    ),
    offers=listed(
        """
        allow allows available enable enables included includes needed needs offer offers permit permits
        possible provide provided provides required requires support supported supports want wants
        """
    ),
    elsewhere=(
        *listed(
            """
            bookkeeping depreciation payroll stocktaking payslip payslips procurement recruitment
            intrastat timesheets timesheet bookkeeper controlling budgeting receivable* payable* ledger*
            accountant accountants accrual* amortisation amortization annuity asset-register
            auditor clock-in cost-centre* creditors debtors dunning freight liquidity lease-accounting
            litigation overtime pallets pension* per-diem picking recruiting reconciliation remuneration
            roster rosters shifts stock-keeping supplier-evaluation tachograph tendering treasury warehousing
            wage wages withholding write-off write-offs
            """
        ),
        "absence* of staff",
        "accounts payable",
        "applicant* track*",
        "bank account*",
        "bonus payment*",
        "cost cent*",
        "debt collection",
        "goods receipt*",
        "incoming goods",
        "journal entr*",
        "open items",
        "performance review*",
        "petty cash",
        "purchase requisition*",
        "staff appraisal*",
        "time record*",
        "year end",
        "machine hours",
        "quality laboratory",
        "spare parts stock",
        "unpaid invoices",
        "overdue invoices",
        "payment run",
        "payment runs",
        "payment reminders",
        "written off",
        "accounts receivable",
        "balance sheet",
        "bank reconciliation",
        "bill of materials",
        "cash flow",
        "fixed assets",
        "general ledger",
        "production planning",
        "profit and loss",
        "stock levels",
        "tax return",
        "vat return",
        "travel expenses",
        "expense reports",
        "expense claims",
        "expense report",
        "purchase orders",
        "purchase order",
        "supplier invoices",
        "credit notes",
        "wage slip",
        "wage slips",
        "working hours",
        "time sheets",
        "shift planning",
        "leave requests",
        "cost accounting",
        "annual accounts",
        "bank statements",
        "warehouse picking",
        "production orders",
        "machine maintenance",
        "fleet management",
        "customs declarations",
        "job applications",
        "sick leave",
        "sick notes",
        "dunning letters",
    ),
    elsewhere_acts=(
        (listed("invoice invoices"), listed("issue* produce* print* post* book* generate*")),
        (listed("salary salaries wages"), listed("calculat* paid pay pays comput*")),
        (listed("stock inventory"), listed("count* reorder* replenish* valu*")),
        (
            listed("absence absences days-off holiday holidays leave vacation vacations"),
            listed("accru* appl* approv* book* calculat* grant* plan* request* settle*"),
        ),
        (
            listed("commission commissions bonus bonuses"),
            listed("calculat* comput* paid pay payable pays payout settl*"),
        ),
        (listed("suppliers subcontractors"), listed("assess* evaluat* order* pay* rate* rated")),
        (
            listed("employees staff applicants"),
            listed("apprais* attend* clock* hire* hired recruit*"),
        ),
        (listed("goods parts materials raw-material"), listed("inspect* pack* pick* receiv* stock* weigh*")),
        (listed("tax vat duties"), listed("calculat* comput* file filed files paid")),
        (listed("payments suppliers"), listed("reconcil* dunn* paid")),
    ),
    connects=(
        *listed(
            """
            connect* connector display* export* feed* import* integrat* interface invisible link* read*
            see sees show* synchron* sync* transfer* view* visible webhook flow flows
            """
        ),
        "passed to",
        "handed to",
        "sent to",
        "comes from",
        "come from",
    ),
    prescribes=(
        *listed("use uses using via programmed coded implemented deployed"),
        "built using",
        "run on",
        "running on",
        "made with",
        "made in",
        "powered by",
        "developed with",
        "stored on",
        "deployed on",
        "based on",
        "built in",
        "built on",
        "built with",
        "by means of",
        "coded in",
        "developed in",
        "hosted on",
        "programmed in",
        "runs on",
        "written in",
        "has to be",
        "must be",
        "should be",
        "implemented in",
        "integrated into",
        "store in",
        "stored in",
        "on top of",
    ),
)
