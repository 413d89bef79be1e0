import type { DataType } from '../src/verdict.ts';
import { syntheticInsured, syntheticInsurer, syntheticOffice } from './synthetic-numbers.ts';

/** One item: its value, and what kind it is, because real programs quote by kind. */
export interface Item {
  readonly value: string;
  readonly kind: 'key' | 'number' | 'code';
}

export interface RecordOptions {
  readonly office: string;
  /** YYYYMM */
  readonly serviceMonth: string;
}

const key = (value: string): Item => ({ value, kind: 'key' });
const code = (value: string): Item => ({ value, kind: 'code' });
const count = (value: number | ''): Item => ({ value: String(value), kind: 'number' });
const unused = (items: number): Item[] => Array.from({ length: items }, () => count(''));

/** What stands before the records of the people: the invoice of a 711 file. */
export function leadingRecords(dataType: DataType, { office, serviceMonth }: RecordOptions, people: number): Item[][] {
  if (dataType !== '711') return [];
  const sums = [people, people * 500, people * 5000, people * 4500, 0, people * 500].map(count);
  return [[key('7111'), code(serviceMonth), code(office), code('1'), code(''), code('01'), ...sums, ...unused(6)]];
}

/** All records of one person. @param index from 0 */
export function personRecords(dataType: DataType, options: RecordOptions, index: number): Item[][] {
  if (dataType === '812') return [carePlan(options, index)];
  if (dataType === '821') return [benefitPlan(options, index, '01'), benefitPlan(options, index, '99')];
  return [baseRecord(options, index), detailRecord(options, index, '1111'), detailRecord(options, index, '4111'), totalRecord(options, index)];
}

const insurerOf = (index: number): string => syntheticInsurer(index % 1000).padStart(8, '0');
/** Every hundredth person is a 生保単独. */
const insuredOf = (index: number): string => syntheticInsured(index + 1, index % 100 === 99);
const birthOf = (index: number): string => `19${String(20 + (index % 40))}${String(1 + (index % 12)).padStart(2, '0')}15`;

const head = ({ office, serviceMonth }: RecordOptions, index: number, recordCode: string): Item[] => [
  key('7131'), code(recordCode), code(serviceMonth), code(office), code(insurerOf(index)), key(insuredOf(index)),
];

function baseRecord(options: RecordOptions, index: number): Item[] {
  const person = [code(birthOf(index)), code(String(1 + (index % 2))), code('21'), code(''), code('20200401'), code('20220331')];
  const plan = [code('1'), code(syntheticOffice(index % 100)), ...unused(8)];
  return [...head(options, index, '01'), ...unused(6), ...person, ...plan, count(90), ...unused(3), count(500), count(4500), count(500), ...unused(21)];
}

function detailRecord(options: RecordOptions, index: number, service: string): Item[] {
  const units = [count(250), count(2), ...unused(3), count(500), ...unused(3)];
  // 摘要 in full width, in half-width kana, and empty, as real files have it.
  const remark = ['', '９０分', 'ﾎｳﾓﾝ ｶｲｺﾞ'][index % 3] ?? '';
  return [...head(options, index, '02'), code('11'), code(service), ...units, key(remark)];
}

function totalRecord(options: RecordOptions, index: number): Item[] {
  const insurance = [count(500), count(1000), count(4500), count(500)];
  return [...head(options, index, '10'), code('11'), count(4), count(500), count(500), count(0), ...unused(2), ...insurance, ...unused(21)];
}

function carePlan({ office, serviceMonth }: RecordOptions, index: number): Item[] {
  const person = [key(insuredOf(index)), ...unused(2), code(birthOf(index)), code('2'), code('23'), code('20200401'), code('20220331'), code('20200410')];
  const service = [code('01'), code('432111'), count(1076), count(1), count(1076), count(1076), count(10760), code('13000001'), key('')];
  return [key('8124'), code(office), code('1'), code(serviceMonth), code(insurerOf(index)), count(1000), ...person, ...service];
}

/** @param row `99` is the total of the person, which names no service. */
function benefitPlan({ office, serviceMonth }: RecordOptions, index: number, row: string): Item[] {
  const plan = [code('1'), code('20210405'), code('3'), code(row), key(insuredOf(index)), code(birthOf(index)), code('1'), code('22')];
  const limit = [code('202004'), code('202203'), count(19705), code('1')];
  const total = row === '99';
  const service = [code(total ? '' : syntheticOffice(index % 50)), code(total ? '' : '1'), code(total ? '' : '11'), count(total ? '' : 500)];
  const sums = [count(''), ...(total ? [count(500), count(0), count(500)] : unused(3))];
  return [key('8222'), code(serviceMonth), code(insurerOf(index)), code(office), ...plan, ...limit, ...service, ...sums, code('13000001'), code(''), code('')];
}
