import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `node bare-server.ts <page>`: what node:http alone needs for the two answers of a first page. It says where it listens, as the client does. */
const page = readFileSync(process.argv[2] ?? '');
const server = createServer((request, response) => {
  if (request.url === '/') response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length }).end(page);
  else response.writeHead(303, { Location: '/', 'Set-Cookie': 'session=1; Path=/; HttpOnly; SameSite=Strict' }).end();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/open\n`));
