/** All that reads TUF metadata, loaded when it is first needed. */
export { openRepository, recallWorld } from '@togo/trust/node';
