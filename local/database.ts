import { DatabaseSync } from "node:sqlite";

/** Opens the home's one database. A write that was answered is on the disk: nothing is lost on a power cut. */
export const openDatabase = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON");
  return database;
};
