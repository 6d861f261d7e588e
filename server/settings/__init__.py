"""Strict loading of a centre's folder and of a device's own file.

A wrong configuration stops the program at start and says file, key and what was expected.
"""

from server.settings.agreement import load_centre
from server.settings.board import (
    BoardNotice,
    BoardSettings,
    CounterNumber,
    Inches,
    Layout,
    Metres,
    load_board,
)
from server.settings.centre import (
    AgencySettings,
    CatalogueMatch,
    CentreSettings,
    CounterSettings,
    FieldSettings,
    NamedSettings,
    PostSettings,
    PrioritySettings,
    RouteSettings,
)
from server.settings.device import SHARED_STATIC, TokenMissing, device_token, token_path
from server.settings.dossiers import DossierColumns, DossiersSettings
from server.settings.faults import Fault, SettingsError
from server.settings.folder import FolderSettings, load_whole_folder
from server.settings.hours import HoursSettings
from server.settings.kiosk import KioskSettings, load_kiosk
from server.settings.legibility import too_far
from server.settings.papers import Paper, load_papers
from server.settings.procedures import (
    PROCEDURE_COLUMNS,
    ProcedureRow,
    load_procedures,
    save_procedures,
)
from server.settings.public import PublicPageSettings
from server.settings.speech import SpeechSettings

__all__ = [
    "PROCEDURE_COLUMNS",
    "SHARED_STATIC",
    "AgencySettings",
    "BoardNotice",
    "BoardSettings",
    "CatalogueMatch",
    "CentreSettings",
    "CounterNumber",
    "CounterSettings",
    "DossierColumns",
    "DossiersSettings",
    "Fault",
    "FieldSettings",
    "FolderSettings",
    "HoursSettings",
    "Inches",
    "KioskSettings",
    "Layout",
    "Metres",
    "NamedSettings",
    "Paper",
    "PostSettings",
    "PrioritySettings",
    "ProcedureRow",
    "PublicPageSettings",
    "RouteSettings",
    "SettingsError",
    "SpeechSettings",
    "TokenMissing",
    "device_token",
    "load_board",
    "load_centre",
    "load_kiosk",
    "load_papers",
    "load_procedures",
    "load_whole_folder",
    "save_procedures",
    "token_path",
    "too_far",
]
