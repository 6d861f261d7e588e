"""The only SQL: transactions, migrations, the log chain, and what rows mean."""

from server.store.database import Run, StorageFull, Store, StoreBusy, StoreDamaged, Transaction
from server.store.holding import DataInUse, held
from server.store.opening import DATABASE, ForeignDatabase, open_store

__all__ = [
    "DATABASE",
    "DataInUse",
    "ForeignDatabase",
    "Run",
    "StorageFull",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "Transaction",
    "held",
    "open_store",
]
