export { closingOf } from './closing-time.ts';
export { formatContentDigest, parseContentDigest } from './content-digest.ts';
export { handshakeAnswer, handshakePath, type HandshakeAnswer } from './handshake.ts';
export { claimFileName, digest, facilityNumber, moment, transmissionNumber, userId } from './identifiers.ts';
export { limits } from './limits.ts';
export { notice, noticeContentPath, noticesAnswer, noticesPath, type Notice, type NoticesAnswer } from './notice.ts';
export { makeProblem, problem, problemType, type Problem } from './problem.ts';
export { isReceptionCode, receptionCodes, type ReceptionCode } from './reception-codes.ts';
export {
  closingTime,
  federation,
  isPasswordForm,
  logIn,
  passwordChange,
  passwordPath,
  session,
  sessionPath,
  type ClosingTime,
  type Federation,
  type LogIn,
  type PasswordChange,
  type Session,
} from './session.ts';
export {
  acceptanceStates,
  arrivalStates,
  cancellationPath,
  cancellationRequest,
  cancellationStates,
  claimFileType,
  intakeFinding,
  sendHeaders,
  transmission,
  transmissionAnswer,
  transmissionPath,
  transmissionsAnswer,
  transmissionsPath,
  type CancellationRequest,
  type IntakeFinding,
  type Transmission,
  type TransmissionAnswer,
  type TransmissionsAnswer,
} from './transmission.ts';
