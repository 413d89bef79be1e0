import { html, type Html } from '@togo/foundation/html';
import { limits } from '../limits.ts';

/** One page of a long list. */
export interface PageOf<T> {
  readonly shown: readonly T[];
  /** From 1. */
  readonly page: number;
  readonly hasMore: boolean;
}

/** @param all newest first. @param query `page`, from 1; anything else is the first page. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams): PageOf<T> {
  const page = Number(/^[1-9]\d{0,4}$/.exec(query.get('page') ?? '')?.[0] ?? 1);
  const end = page * limits.resultsPerPage;
  return { shown: all.slice(end - limits.resultsPerPage, end), page, hasMore: all.length > end };
}

/** Links to the pages beside this one; nothing where there is only one. */
export function pageLinks({ page, hasMore }: Pick<PageOf<unknown>, 'page' | 'hasMore'>, path: string): Html | undefined {
  if (page === 1 && !hasMore) return undefined;
  const newer = page > 1 ? html`<a href="${path}?page=${page - 1}">新しいものへ</a> ` : undefined;
  return html`<p>${newer}${hasMore ? html`<a href="${path}?page=${page + 1}">前に送信したものへ</a>` : undefined}</p>`;
}
