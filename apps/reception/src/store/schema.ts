/** Written into `PRAGMA user_version`. A file with another number is refused, never guessed at. */
export const schemaVersion = 1;

/** Moments are milliseconds since 1970 by the server's clock. */
export const schema = `
CREATE TABLE federations (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  send_day INTEGER NOT NULL, send_time TEXT NOT NULL,
  cancel_day INTEGER NOT NULL, cancel_time TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  user_id TEXT PRIMARY KEY,
  federation TEXT NOT NULL REFERENCES federations,
  -- NULL: an agent, whose facilities name it
  facility TEXT REFERENCES facilities,
  password TEXT NOT NULL,
  provisional INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER
) STRICT;

CREATE TABLE facilities (
  number TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- the agent that claims for it; the facility itself then may not
  agent TEXT REFERENCES accounts DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE sessions (
  token_sha256 BLOB PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES accounts,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What will become of a file is decided when it is accepted. settled_at is how far that has been told: a result whose
-- moment lies after it is still waited for. So nothing runs in between, and a restart loses nothing.
CREATE TABLE transmissions (
  account TEXT NOT NULL REFERENCES accounts,
  number TEXT NOT NULL,
  facility TEXT NOT NULL REFERENCES facilities,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL,
  -- name of the file in the folder "claims"
  stored_as TEXT NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  -- of the claims window that it came for, YYYYMM: its closing times count
  month TEXT NOT NULL,
  arrival TEXT NOT NULL CHECK (arrival IN ('ok', 'error')),
  arrival_at INTEGER NOT NULL,
  acceptance TEXT NOT NULL CHECK (acceptance IN ('ok', 'warnings', 'error')),
  acceptance_at INTEGER NOT NULL,
  findings TEXT NOT NULL,
  cancellation TEXT CHECK (cancellation IN ('done', 'failed')),
  cancellation_number TEXT,
  cancellation_at INTEGER,
  settled_at INTEGER NOT NULL,
  revision INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (account, number)
) STRICT;

-- Every number of a cancellation that was ever used: each is good for one request.
CREATE TABLE cancellations (
  account TEXT NOT NULL,
  number TEXT NOT NULL,
  transmission TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  PRIMARY KEY (account, number),
  FOREIGN KEY (account, transmission) REFERENCES transmissions
) STRICT;

CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  facility TEXT NOT NULL REFERENCES facilities,
  title TEXT NOT NULL,
  month TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  digest TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;
`;

/** The connection log lies in a file of its own: it is written for each connection and need not survive a power cut. */
export const connectionLogSchema = `
CREATE TABLE connections (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  era TEXT NOT NULL,
  -- NULL and a reason: refused before it was made
  protocol TEXT,
  cipher TEXT,
  refused TEXT,
  -- User-Agent of its last request
  client TEXT,
  account TEXT,
  facility TEXT,
  -- 2 digits
  prefecture TEXT
) STRICT;
CREATE INDEX connections_at ON connections (at);
`;
