import type { Cell, Failure } from '../run/result.ts';
import { escapeMarkup as escape } from './escape-markup.ts';
import { failuresOf, tell } from './failures.ts';

/** The matrix as JUnit XML: a suite per persona, a case per scenario. */
export function junit(cells: readonly Cell[]): string {
  const suites = [...new Set(cells.map(({ persona }) => persona))].map((persona) => suite(persona, cells.filter((cell) => cell.persona === persona)));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join('\n');
}

function suite(persona: string, cells: readonly Cell[]): string {
  const failed = cells.filter(({ result }) => result === 'failed').length;
  return [`<testsuite name="matrix ${persona}" tests="${cells.length}" failures="${failed}">`, ...cells.map(testcase), '</testsuite>'].join('\n');
}

function testcase(cell: Cell): string {
  const head = `<testcase classname="${cell.persona}" name="${escape(`${cell.id}: ${cell.what}`)}" time="${cell.seconds}">`;
  return `${head}${failuresOf(cell).map(({ where, failure }) => failureElement(where, failure)).join('')}</testcase>`;
}

function failureElement(where: string, failure: Failure): string {
  return `<failure message="${escape(`${where}${failure.sentence}`)}">${escape(failure.differences.map(tell).join('\n'))}</failure>`;
}
