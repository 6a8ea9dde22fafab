"""The kinds of documents a new company starts with (domain.md); it may rename or add to them."""

from portal.companies.models import Company
from portal.documents.audience import Audience
from portal.documents.models import DocumentCategory

# Key, German, English. Where domain.md leaves a choice, the narrower audience is the usual one.
_DEFAULTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    Audience.RESIDENTS: (
        ("house_rules", "Hausordnung", "House rules"),
        ("notice", "Aushang", "Notice"),
        ("emergency_plan", "Notfallplan", "Emergency plan"),
        ("energy_certificate", "Energieausweis", "Energy certificate"),
    ),
    Audience.OWNERS: (
        ("declaration_of_division", "Teilungserklärung", "Declaration of division"),
        ("plans", "Pläne", "Plans"),
        ("minutes", "Protokoll der Eigentümerversammlung", "Minutes of the owners' meeting"),
        ("resolution_register", "Beschluss-Sammlung", "Register of resolutions"),
        ("budget_plan", "Wirtschaftsplan", "Budget plan"),
        ("annual_statement", "Jahresabrechnung", "Annual statement"),
        ("contract", "Dienstleister- oder Wartungsvertrag", "Service or maintenance contract"),
        ("insurance", "Versicherung", "Insurance"),
        ("expert_report", "Gutachten", "Expert report"),
    ),
    Audience.BOARD: (
        ("invoice", "Rechnung", "Invoice"),
        ("bank_statement", "Kontoauszug", "Bank statement"),
        ("quote", "Angebot", "Quote"),
        ("board_minutes", "Beiratsprotokoll", "Minutes of the advisory board"),
    ),
    Audience.UNIT: (
        ("operating_costs_statement", "Nebenkostenabrechnung", "Operating costs statement"),
        ("handover_record", "Übergabeprotokoll", "Handover record"),
    ),
    Audience.PERSON: (
        ("unit_statement", "Einzelabrechnung", "Statement of the unit"),
        ("unit_budget_plan", "Einzelwirtschaftsplan", "Budget plan of the unit"),
        ("lease", "Mietvertrag", "Lease"),
        ("rent_increase", "Mieterhöhung", "Rent increase"),
        ("operating_costs_receipts", "Belege zu Nebenkosten", "Receipts for operating costs"),
        ("correspondence", "Korrespondenz", "Correspondence"),
    ),
}


def ensure_default_categories(company: Company) -> None:
    """Add the default kinds the company lacks; what it has made of the others stays."""
    present = set(DocumentCategory.objects.of(company).values_list("key", flat=True))
    kinds = [(audience, *kind) for audience, kinds in _DEFAULTS.items() for kind in kinds]
    DocumentCategory.objects.bulk_create(
        DocumentCategory(
            company=company,
            key=key,
            name=german,
            name_en=english,
            default_audience=audience,
            position=10 * place,
        )
        for place, (audience, key, german, english) in enumerate(kinds, start=1)
        if key not in present
    )
