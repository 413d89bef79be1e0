import { formatJst } from '../jst.ts';
import { limits } from '../limits.ts';
import { whenOf } from '../plan/plan.ts';
import type { WrittenPlan } from '../plan/schema.ts';
import type { WrittenRelease } from '../release/schema.ts';
import { quote, type Position } from '../faults.ts';
import type { Rule } from '../rule.ts';
import type { Seen } from '../written/seen.ts';
import { plainText, wordsOf } from './blocks.ts';
import { facilityCases } from './facility-cases.ts';
import type { NotesReading } from './parse-notes.ts';
import type { PlacedBlock } from './read-markdown.ts';

export interface NotesSubject {
  readonly notes: NotesReading;
  readonly release: Seen<WrittenRelease>;
  readonly plan: Seen<WrittenPlan>;
}

/** The second-level headings of every release's notes: who must act, by when, what fails otherwise, how to do it and how to be sure. */
const sections = {
  change: '変わること',
  cases: '作業が必要かどうか',
  steps: 'インストールの手順',
  confirmation: '完了の確認',
  ieCheck: 'Internet Explorer の設定の確認',
  ifNothingIsDone: '作業をしなかった場合',
  contact: 'お問い合わせ',
} as const;

const top: Position = { line: 1, column: 1 };
const englishSentence = new RegExp(`[A-Za-z']{2,}(?:[ ,]+[A-Za-z']{2,}){${limits.latinWordsInARow},}`);

/** Rules about the words of a release. Nothing is asked of notes without words: those have a fault already. */
export const notesRules: readonly Rule<NotesSubject, Position>[] = [
  {
    name: 'notes-version',
    check({ notes: { front }, release }) {
      const version = front.seen.version;
      if (version === undefined || release.version === undefined || version === release.version) return [];
      return [{ at: front.positionOf(['version']), expected: release.version, got: version }];
    },
  },
  {
    name: 'notes-title',
    check({ notes: { blocks }, release: { title } }) {
      const [first, ...rest] = blocks;
      if (first === undefined || title === undefined) return [];
      const extra = rest.filter(({ block }) => block.kind === 'heading' && block.level === 1);
      const words = wordsOf(first.block);
      const isTitle = first.block.kind === 'heading' && first.block.level === 1 && words.startsWith(title);
      return [
        ...(isTitle ? [] : [{ at: first, expected: `a first-level heading that starts with ${title}`, got: quote(words) }]),
        ...extra.map((placed) => ({ at: placed, expected: 'one first-level heading', got: quote(wordsOf(placed.block)) })),
      ];
    },
  },
  {
    name: 'notes-section',
    check: ({ notes: { blocks } }) => missingHeadings(blocks, 2, Object.values(sections)),
  },
  {
    name: 'notes-case',
    check: ({ notes: { blocks } }) => missingHeadings(blocks, 3, facilityCases.map(({ title }) => title)),
  },
  {
    name: 'notes-steps',
    check({ notes: { blocks } }) {
      const start = blocks.findIndex(({ block }) => isHeading(block, 2) && wordsOf(block) === sections.steps);
      const section = blocks[start];
      if (section === undefined) return [];
      const end = blocks.findIndex(({ block }, index) => index > start && isHeading(block, 2));
      const steps = blocks.slice(start + 1, end === -1 ? undefined : end);
      return steps.some(({ block }) => block.kind === 'list' && block.ordered) ? [] : [{ at: section, expected: 'a numbered list under this heading', got: 'none' }];
    },
  },
  {
    name: 'notes-date',
    check({ notes: { blocks }, plan: { milestones } }) {
      const words = blocks.map(({ block }) => wordsOf(block)).join('\n');
      return (['general', 'cutover'] as const).flatMap((id) => {
        const when = whenOf(milestones?.[id] ?? {});
        if (when === undefined || blocks.length === 0) return [];
        const date = when.kind === 'fixed' ? formatJst(when.at) : when.text;
        return words.includes(date) ? [] : [{ at: blocks[0] ?? top, expected: `the date of ${id}, ${date}`, got: 'nothing' }];
      });
    },
  },
  {
    name: 'notes-english',
    check: ({ notes: { blocks } }) =>
      blocks.flatMap((placed) =>
        (placed.block.kind === 'list' ? placed.block.items.map(plainText) : [wordsOf(placed.block)]).flatMap((words) => {
          const sentence = englishSentence.exec(words)?.[0];
          return sentence === undefined ? [] : [{ at: placed, expected: 'Japanese', got: quote(sentence) }];
        }),
      ),
  },
];

function missingHeadings(blocks: readonly PlacedBlock[], level: 2 | 3, titles: readonly string[]) {
  const found = new Set(blocks.filter(({ block }) => isHeading(block, level)).map(({ block }) => wordsOf(block)));
  if (blocks.length === 0) return [];
  return titles.filter((title) => !found.has(title)).map((title) => ({ at: blocks[0] ?? top, expected: `the heading ${'#'.repeat(level)} ${title}`, got: 'nothing' }));
}

function isHeading(block: PlacedBlock['block'], level: 1 | 2 | 3): boolean {
  return block.kind === 'heading' && block.level === level;
}
