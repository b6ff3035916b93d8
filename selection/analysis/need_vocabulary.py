"""The words the need linter looks for, per language; lists to be read and extended, no rules.

A word written with ``*`` stands for every word that begins so; Polish words bend too much for anything else.
Phrases of several words are looked for as they stand.
"""

from dataclasses import dataclass

from selection.analysis.language import listed


@dataclass(frozen=True, slots=True)
class NeedWords:
    """What one language says vague, joined, foreign or prescriptive things with."""

    vague: tuple[str, ...]
    """Praise that nobody can show in a demo."""
    figures: tuple[str, ...]
    """Numbers written as words; with one of them praise has a yardstick."""
    joins: tuple[str, ...]
    """What joins two parts of a sentence."""
    between: tuple[str, ...]
    """What may stand between what joins and the second verb."""
    results: tuple[str, ...]
    """Verbs by which the outcome of the first is seen or kept: the same test on the same screen."""
    theirs: tuple[str, ...]
    """What says that the second thing belongs to the first."""
    back: tuple[str, ...]
    """Words that point at what was named before."""
    auxiliaries: tuple[str, ...]
    """Verbs that make a clause of their own."""
    subordinates: tuple[str, ...]
    """What begins a clause that only qualifies the other."""
    done: str
    """How words end that say what is done to something."""
    prepositions: tuple[str, ...]
    """What may follow such a word where it does not describe a noun."""
    acting: tuple[str, ...]
    """How verbs end, or begin, that stand on no list."""
    verbs: tuple[str, ...]
    """What a system or a person does."""
    nouns_too: tuple[str, ...]
    """Forms that are verbs only where an object or a direction follows."""
    objects: tuple[str, ...]
    """What shows that the word before it is a verb."""
    acts: tuple[str, ...]
    """Nouns that name something that is done."""
    things: tuple[str, ...]
    """Nouns that look like these and name a thing."""
    of_what: tuple[str, ...]
    """What follows such a noun where it stands for itself; empty where the language does not show it."""
    offers: tuple[str, ...]
    """What says of something no more than that it is to be there."""
    elsewhere: tuple[str, ...]
    """Work that is never done in a CRM."""
    elsewhere_acts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Things of other systems, and what is done to them there."""
    connects: tuple[str, ...]
    """What shows that another system is only connected to."""
    prescribes: tuple[str, ...]
    """What comes before a product or technique that is prescribed."""


TECHNOLOGIES = listed(
    """
    .net airflow angular ansible apache aws azure bigquery blazor boomi camunda cassandra cobol couchdb
    databricks db2 debian delphi django docker drupal elasticsearch fastapi firebase flask flutter go
    grafana graphql hadoop heroku hibernate iis informatica java javascript jboss jenkins joomla jquery
    kafka kibana kotlin kubernetes laravel linux looker mariadb memcached metabase mongodb mulesoft mysql
    neo4j nginx node.js nosql openshift oracle perl php postgresql postgres power-bi python qlik rabbitmq
    rails react redis redshift ruby rust sharepoint snowflake solr splunk spring sqlite ssis svelte swift
    sybase symfony tableau talend terraform tomcat typescript ubuntu vmware vue wordpress xamarin zapier
    """
)
"""Names of techniques that say how something is built, not what it does."""

STANDARDS = frozenset(
    listed(
        """
        api b2b b2c bi cc crm csv dkim dmarc erp gdpr html http https iban ical imap iso it json kpi ldap
        mfa oauth odata oidc pdf pos rest rodo rtl saml sftp sla sms smtp soap spf ssl sso tls unicode url
        utf-8 vat webhook xls xlsx xml
        """
    )
)
"""Names of standards and abbreviations that may well be needed as such."""
