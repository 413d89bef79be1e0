import { claimFileType, limits, notice, problemType, receptionCodes, type ReceptionCode } from '../protocol/index.ts';
import { operations, type Answer, type Body, type Operation, type Parameter } from './operations.ts';
import { describeSchemas } from './schemas.ts';

const introduction = `What the transmission client and the reception system say to each other, over TLS 1.2 only. The paths and codes are those of this product: those of
the real 電子請求受付システム are not public. Results of a claim are no refusals: they come as arrival (到達), acceptance (受付) and cancellation (取消).`;

/** The protocol as an OpenAPI 3.1 document. Pure: the same protocol gives the same document. */
export function describeProtocol(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const { path, method } = operation;
    paths[path] ??= path.includes('{') ? { parameters: pathParameters(path) } : {};
    paths[path][method] = describeOperation(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title: '電子請求受付システム: transmission protocol', version: '1', summary: 'Claims and notices of nursing-care facilities', description: introduction.replaceAll('\n', ' '), license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' } },
    servers: [{ url: '/', description: 'The host of the release file' }],
    security: [{ session: [] }, { session: [], clientCertificate: [] }],
    tags: [{ name: 'reception', description: 'All operations' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'Token of `POST /v1/session`. Kept in memory only.' },
        clientCertificate: { type: 'mutualTLS', description: 'Where the reception system asks for it: the certificate of the facility or agent.' },
      },
      schemas: describeSchemas(),
    },
  };
}

function describeOperation({ id, summary, description, isOpen, query = [], headers = [], request, answers, refusals }: Operation): object {
  const parameters = [...query.map((each) => ({ in: 'query', ...each })), ...headers.map((each) => ({ in: 'header', ...each }))];
  return {
    operationId: id,
    tags: ['reception'],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isOpen === true ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(request === undefined ? {} : { requestBody: { required: true, content: contentOf(request) } }),
    responses: { ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)])), ...describeRefusals(refusals) },
  };
}

function describeAnswer({ description, body }: Answer): object {
  const digest = body === 'notice document' ? { headers: { 'Content-Digest': { required: true, schema: { type: 'string' }, description: 'RFC 9530, SHA-256' } } } : {};
  return { description, ...digest, ...(body === undefined ? {} : { content: contentOf(body) }) };
}

/** One response for each status, which names its codes. */
function describeRefusals(codes: readonly ReceptionCode[]): Record<string, object> {
  const byStatus = Map.groupBy([...codes].sort(), (code) => receptionCodes[code].status);
  const content = { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries([...byStatus].map(([status, same]) => [String(status), { description: same.map((code) => `${code} ${receptionCodes[code].title}`).join('; '), content }]));
}

function contentOf(body: Body): Record<string, object> {
  if (body === 'claim file') return { [claimFileType]: { schema: { type: 'string', format: 'binary', maxLength: limits.claimFileMaxBytes } } };
  if (body === 'notice document') return Object.fromEntries(notice.shape.mediaType.options.map((type) => [type, { schema: { type: 'string', format: 'binary', maxLength: limits.noticeMaxBytes } }]));
  return { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } };
}

function pathParameters(path: string): object[] {
  const known: Readonly<Record<string, Parameter>> = {
    '{number}': { name: 'number', description: '整理番号', schema: { $ref: '#/components/schemas/TransmissionNumber' }, required: true },
    '{id}': { name: 'id', description: 'From the list of notices', schema: { type: 'string', pattern: '^[a-z0-9-]{1,64}$' }, required: true },
  };
  return Object.entries(known).flatMap(([mark, parameter]) => (path.includes(mark) ? [{ in: 'path', ...parameter }] : []));
}
