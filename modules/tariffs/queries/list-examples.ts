import { readdirSync, readFileSync } from 'node:fs';
import { parseTariff, type Tariff } from '../rules/tariff.ts';

/** A tariff to start from. `key` is the name of its file: "kit-riuso-scaglioni". */
export interface ExampleTariff {
  key: string;
  tariff: Tariff;
}

const FOLDER = new URL('../examples/', import.meta.url);
let known: readonly ExampleTariff[] | null = null;

/** The examples of the room, by name: files of the product, read once. One that cannot be read is a fault of ours. */
export function listExamples(): readonly ExampleTariff[] {
  known ??= readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ key: file.replace(/\.json$/, ''), tariff: readExample(file) }))
    .sort((one, other) => one.tariff.name.localeCompare(other.tariff.name, 'it'));
  return known;
}

function readExample(file: string): Tariff {
  const read = parseTariff(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  if (!read.ok) throw new Error(`the example ${file} is no tariff: ${JSON.stringify(read.problems)}`);
  return read.tariff;
}
