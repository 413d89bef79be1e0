import * as z from 'zod/mini';
import {
  cancellationRequest,
  claimFileName,
  facilityNumber,
  federation,
  handshakeAnswer,
  intakeFinding,
  logIn,
  notice,
  noticesAnswer,
  passwordChange,
  problem,
  session,
  transmission,
  transmissionAnswer,
  transmissionNumber,
  transmissionsAnswer,
  userId,
} from '../protocol/index.ts';

const named = {
  CancellationRequest: cancellationRequest,
  ClaimFileName: claimFileName,
  FacilityNumber: facilityNumber,
  Federation: federation,
  Handshake: handshakeAnswer,
  IntakeFinding: intakeFinding,
  LogIn: logIn,
  Notice: notice,
  Notices: noticesAnswer,
  PasswordChange: passwordChange,
  Problem: problem,
  Session: session,
  Transmission: transmission,
  TransmissionAnswer: transmissionAnswer,
  TransmissionNumber: transmissionNumber,
  Transmissions: transmissionsAnswer,
  UserId: userId,
};

export type SchemaName = keyof typeof named;

/** The forms of the protocol as JSON Schema (2020-12, the dialect of OpenAPI 3.1), each one once, referring to each other. */
export function describeSchemas(): Record<string, object> {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => [id, schema]));
}
