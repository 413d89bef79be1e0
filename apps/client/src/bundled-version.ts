/** Put in by the build; not there when the program runs from its sources. */
declare const TOGO_CLIENT_VERSION: string | undefined;

/** The version that this bundle was built as. */
export const bundledVersion: string | undefined = typeof TOGO_CLIENT_VERSION === 'undefined' ? undefined : TOGO_CLIENT_VERSION;
