"""The sixteen states of Germany: holidays are theirs to set."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FederalState(TextChoices):
    """Bundesland, by the code of ISO 3166-2:DE."""

    BADEN_WUERTTEMBERG = "BW", _("Baden-Württemberg")
    BAVARIA = "BY", _("Bavaria")
    BERLIN = "BE", _("Berlin")
    BRANDENBURG = "BB", _("Brandenburg")
    BREMEN = "HB", _("Bremen")
    HAMBURG = "HH", _("Hamburg")
    HESSE = "HE", _("Hesse")
    MECKLENBURG = "MV", _("Mecklenburg-Western Pomerania")
    LOWER_SAXONY = "NI", _("Lower Saxony")
    NORTH_RHINE = "NW", _("North Rhine-Westphalia")
    RHINELAND = "RP", _("Rhineland-Palatinate")
    SAARLAND = "SL", _("Saarland")
    SAXONY = "SN", _("Saxony")
    SAXONY_ANHALT = "ST", _("Saxony-Anhalt")
    SCHLESWIG_HOLSTEIN = "SH", _("Schleswig-Holstein")
    THURINGIA = "TH", _("Thuringia")
