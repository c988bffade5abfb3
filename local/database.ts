import { DatabaseSync } from "node:sqlite";

/** Opens the home's one database. A write that was answered is on the disk: nothing is lost on a power cut. */
export const openDatabase = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON");
  return database;
};

/** Does all of some work on the database or, when it throws, none. */
export const atomically = <T>(database: DatabaseSync, work: () => T): T => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const done = work();
    database.exec("COMMIT");
    return done;
  } catch (error) {
    // A full disk ends the transaction by itself: there is nothing to roll back then.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
};
