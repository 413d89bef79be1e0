import type { DatabaseSync } from 'node:sqlite';
import { notice, type Notice } from '@togo/transmission/protocol';

export interface NoticeStore {
  /** Newest first. */
  list(facilities: readonly string[]): Notice[];
  find(id: string): { readonly notice: Notice; readonly content: Uint8Array } | undefined;
}

const mostNotices = 1000;
const columns = 'id, facility, title, month, issued_at, file_name, media_type, digest, length(content) AS bytes';

export function noticeStore(database: DatabaseSync): NoticeStore {
  const selectAll = database.prepare(
    `SELECT ${columns} FROM notices WHERE facility IN (SELECT value FROM json_each(?)) ORDER BY issued_at DESC, id LIMIT ${mostNotices}`,
  );
  const selectOne = database.prepare(`SELECT ${columns}, content FROM notices WHERE id = ?`);
  return {
    list: (facilities) => selectAll.all(JSON.stringify(facilities)).map((row) => toNotice(row as unknown as NoticeRow)),
    find: (id) => {
      const row = selectOne.get(id) as (NoticeRow & { content: Uint8Array }) | undefined;
      return row === undefined ? undefined : { notice: toNotice(row), content: row.content };
    },
  };
}

interface NoticeRow {
  readonly id: string;
  readonly facility: string;
  readonly title: string;
  readonly month: string;
  readonly issued_at: number;
  readonly file_name: string;
  readonly media_type: string;
  readonly digest: string;
  readonly bytes: number;
}

function toNotice({ id, facility, title, month, issued_at, file_name, media_type, digest, bytes }: NoticeRow): Notice {
  const issuedAt = new Date(issued_at).toISOString();
  return notice.parse({ id, facility, title, month, issuedAt, fileName: file_name, mediaType: media_type, digest, bytes });
}
