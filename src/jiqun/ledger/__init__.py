"""The SQLite stores: the ledger of documents and claims, and the file of a built atlas. The only room with sqlite3."""
