import { defaults } from './options.ts';

export const help = `電子請求受付システム, reference server: takes claim files over TLS, tells what became of them, hands out notices.

  togo reception --demo                    everything made up: accounts, certificates, a claim file to send
  togo reception --register who.yaml --data DIR
  node apps/reception/src/main.ts --cert chain.pem --key leaf.key --cutover 2021-04-19T10:00:00+09:00 …

What it is
  --cert FILE     certificate and its intermediates, PEM; once for each kind of key (RSA, ECDSA)
  --key FILE      its private key, PEM; as often as --cert, in the same order
  --cutover TIME  TLS 1.0 to 1.2 before this moment, TLS 1.2 only from it on; ISO 8601 with an offset
  --era ERA       1.0-1.2 or 1.2: this era, whatever the time; needs no --cutover
  --now TIME      start the server's clock at this moment (a rehearsal), then let it run
  --host ADDRESS  where to listen (${defaults.host})
  --port NUMBER   0 takes any free port (${defaults.port})

Whom it knows and what it keeps
  --register FILE federations, facilities, accounts, notices: YAML, see apps/reception/README.md. Accounts that are there already keep their password
  --data DIR      keep everything here; without it, in a temporary folder that ends with the server
  --client-certificates RULE  optional: one that is shown must be right; required: one must be shown. Its common name is the user ID
  --client-ca FILE            who issues them, PEM

What becomes of a claim file
  --arrival SECONDS       from the last byte to 到達 (${defaults.arrival})
  --acceptance SECONDS    from 到達 to 受付 (${defaults.acceptance})
  --cancellation SECONDS  from the request to 取消 (${defaults.cancellation})
  --scenario FILE         what goes wrong on purpose, and when: YAML, see apps/reception/README.md

  --demo          a register of its own; the lines that it prints say what to type
  --json          print the line that says where it listens as JSON
  --help          this text

One line on stdout when it listens; one JSON line on stderr for each connection, with the negotiated version.
SIGTERM or Ctrl-C stops it. Exit codes: 0 stopped, 2 wrong options or files, 4 cannot listen or use --data, 70 our bug.

  Rehearse the cut-over, ten seconds before it:
    … --cutover 2021-04-19T10:00:00+09:00 --now 2021-04-19T09:59:50+09:00
  See what is accepted:
    openssl s_client -connect 127.0.0.1:8443 -tls1_1 -cipher 'ALL:@SECLEVEL=0'
`;
