import { describe, expect, it } from 'vitest';
import { noticedPackages, wrappedPackages } from '../../src/verify/checks/sbom.ts';
import { judgePin } from '../../src/verify/checks/tls-pin.ts';

/** The pieces of client.mjs that set up TLS, as esbuild writes them. */
const client = [
  'var tlsVersions=["TLSv1","TLSv1.1","TLSv1.2"],pinnedRange={min:"TLSv1.2",max:"TLSv1.2"},pinnedSince=[9,1];',
  'function clientProfile(range){return{...profile(range,constants.SSL_OP_NO_RENEGOTIATION),rejectUnauthorized:!0}}',
  'return{minVersion:range.min,maxVersion:range.max,ciphers:[]}',
].join('');

describe('when the text of a client is asked for its TLS', () => {
  it('finds nothing wrong with the pinned one', () => {
    expect(judgePin(client)).toEqual([]);
  });

  it.each([
    ['pinnedRange={min:"TLSv1.2"', 'pinnedRange={min:"TLSv1"', 'the pinned range is {min:"TLSv1",max:"TLSv1.2"}'],
    ['minVersion:range.min', 'minVersion:"TLSv1"', 'minVersion is "TLSv1"'],
    ['maxVersion:range.max', 'maxVersion:"TLSv1.3"', 'a TLS version is TLSv1.3'],
    ['minVersion:range.min,', '', 'minVersion is nowhere range.min'],
    ['rejectUnauthorized:!0', 'rejectUnauthorized:options.strict', 'rejectUnauthorized is options.strict'],
    ['ciphers:[]', 'secureProtocol:"TLS_method"', 'it has secureProtocol:'],
    ['ciphers:[]', 'ca:process.env.NODE_TLS_REJECT_UNAUTHORIZED', 'it has NODE_TLS_REJECT_UNAUTHORIZED'],
  ])('notices %s that became %s', (from, to, fault) => {
    expect(client).toContain(from);
    expect(judgePin(client.replace(from, to))).toContain(fault);
  });

  it('notices a second place that sets a version', () => {
    expect(judgePin(`${client}connect({minVersion:"TLSv1.1"})`)).toEqual(['minVersion is "TLSv1.1"']);
  });
});

describe('when a client is asked which packages are in it', () => {
  const notices = '/*!\n@fastify/busboy 3.2.6\n\nCopyright\n\nzod 4.6.7\n\nBlue Oak Model License\n\nVersion 1.0.0\n\nText\n\nnode-forge 1.4.3\n\nNew BSD License\n*/\n';

  it('reads their names from the licences at its end', () => {
    expect(noticedPackages(`${client}\n${notices}`)).toEqual(['@fastify/busboy 3.2.6', 'node-forge 1.4.3', 'zod 4.6.7']);
  });

  it('finds those in CommonJS form by the places of their files', () => {
    const code = 'var a=__commonJS({"@fastify/busboy/lib/main.js"(exports,module){}}),b=__commonJS({"node-forge/lib/aes.js"(exports,module){}});';
    expect([...wrappedPackages(code)]).toEqual(['@fastify/busboy', 'node-forge']);
  });
});
