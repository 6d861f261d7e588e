"""The dossier register."""

from __future__ import annotations

from server import messages as m
from server.web.callers import INTEGRATION, KIOSK, STAFF
from server.web.exchange import Route
from server.web.handlers import dossiers, due
from server.web.handlers.files import CSV, XLSX
from server.web.queries import DueQuery, RemindersQuery
from server.web.routes.owners import OFFICER, OVERSIGHT, got

DOSSIER_ROUTES: tuple[Route, ...] = (
    got(
        "/dossiers/<code>",
        frozenset({INTEGRATION, *STAFF}),
        dossiers.get_dossier,
        m.DossierAnswer,
        "Every visit for a dossier, and what is known of it",
    ),
    Route(
        "GET",
        "/dossiers",
        OVERSIGHT,
        due.get_due,
        "Dossiers due soon and overdue, by agency",
        m.DueAnswer,
        query=DueQuery,
        files=(CSV, XLSX),
    ),
    Route(
        "POST",
        "/reminders",
        OVERSIGHT,
        due.post_reminder,
        "Keep that agencies were urged",
        m.ReminderAnswer,
        body=m.ReminderRequest,
    ),
    Route(
        "GET",
        "/reminders",
        OVERSIGHT,
        due.get_reminders,
        "How agencies were urged",
        m.RemindersAnswer,
        query=RemindersQuery,
        files=(CSV, XLSX),
    ),
    Route(
        "PUT",
        "/dossiers/<code>",
        frozenset({INTEGRATION}),
        dossiers.put_dossier,
        "What another system knows",
        m.DossierAnswer,
        body=m.DossierTold,
    ),
    Route(
        "POST",
        "/dossiers/look",
        frozenset({KIOSK}),
        dossiers.post_look,
        "Is it ready?",
        m.DossierLook,
        body=m.DossierLookRequest,
    ),
    Route(
        "POST",
        "/visits/<visit>/dossiers",
        OFFICER,
        dossiers.post_added,
        "Put a dossier to a visit afterwards",
        m.VisitDossiers,
        body=m.DossierAdded,
    ),
    Route(
        "POST",
        "/visits/<visit>/dossiers/remove",
        OFFICER,
        dossiers.post_removed,
        "Take a wrong dossier off a visit",
        m.VisitDossiers,
        body=m.DossierRemoved,
    ),
)
