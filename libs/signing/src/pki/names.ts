/** A subject or issuer: every name says on sight that it is worth nothing outside development. */
export interface Name {
  readonly organization: string;
  readonly commonName: string;
}

/** In every development certificate, and in no other. */
export const developmentOrganization = 'TOGO DEVELOPMENT';
const organization = developmentOrganization;

export const names = {
  codeSigningRoot: { organization, commonName: 'テスト署名 ルート認証局' },
  codeSigner: { organization, commonName: 'テスト署名' },
  timestampAuthority: { organization, commonName: 'テスト タイムスタンプ局' },
  receptionRoot: { organization, commonName: 'テスト受付 ルート認証局' },
  receptionIntermediate: { organization, commonName: 'テスト受付 中間認証局' },
  unknownAuthority: { organization, commonName: 'テスト 未知の認証局' },
} as const satisfies Record<string, Name>;

/** A server's subject. The first name is repeated as common name, as certificate authorities do. */
export function serverName(commonName: string): Name {
  return { organization, commonName };
}
