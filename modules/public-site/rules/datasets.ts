import { csvText } from '#platform/files/csv-write';
import { categoryLabel } from '../messages.it.ts';
import type { PublicConvention } from '../queries/list-conventions.ts';
import type { PublicMember } from '../queries/list-members.ts';
import type { PublicTariff } from '../queries/list-tariffs.ts';

/** A dataset that the centre publishes: what it is called, and what its columns mean. */
export interface Dataset {
  name: 'enti-aderenti' | 'convenzioni' | 'tariffe';
  title: string;
  description: string;
  keywords: readonly string[];
  /** EU vocabulary of frequency: how often it changes. */
  frequency: 'CONT' | 'IRREG';
  fields: readonly (readonly [name: string, meaning: string])[];
}

export const DATASETS: readonly Dataset[] = [
  {
    name: 'enti-aderenti',
    title: 'Enti aderenti',
    description:
      'Enti che oggi aderiscono al centro, direttamente o attraverso una forma associativa, con codici, abitanti e decorrenza dell’adesione.',
    keywords: ['enti locali', 'gestione associata', 'trasformazione digitale', 'adesione'],
    frequency: 'CONT',
    fields: [
      ['codice_ipa', 'Codice dell’ente in IndicePA'],
      ['codice_istat', 'Codice ISTAT del comune, sei cifre'],
      ['denominazione', 'Nome dell’ente'],
      ['categoria', 'Comune, Unione di comuni, Comunità montana…'],
      ['provincia', 'Provincia'],
      ['abitanti', 'Ultima popolazione nota'],
      ['abitanti_al', 'Giorno al quale si riferisce la popolazione (aaaa-mm-gg)'],
      ['adesione', 'DIRETTA oppure ATTRAVERSO una forma associativa'],
      ['forma_associativa', 'Forma associativa attraverso la quale l’ente aderisce'],
      ['adesione_dal', 'Primo giorno dell’adesione (aaaa-mm-gg)'],
      ['adesione_al', 'Ultimo giorno dell’adesione (aaaa-mm-gg)'],
      ['convenzione', 'Titolo della convenzione'],
    ],
  },
  {
    name: 'convenzioni',
    title: 'Convenzioni',
    description: 'Convenzioni fra gli enti e il centro: durata, modello degli oneri, preavviso di recesso.',
    keywords: ['convenzioni', 'articolo 30 TUEL', 'gestione associata'],
    frequency: 'IRREG',
    fields: [
      ['titolo', 'Titolo della convenzione'],
      ['dal', 'Primo giorno di validità (aaaa-mm-gg)'],
      ['al', 'Ultimo giorno di validità (aaaa-mm-gg)'],
      ['modello_oneri', 'BASE_PLUS_SURCHARGE, ALL_INCLUSIVE, FREE oppure LIST_ONLY'],
      ['listino_ammesso', 'Se chi non aderisce può acquistare a listino: si o no'],
      ['preavviso_recesso_giorni', 'Giorni di preavviso del recesso'],
      ['enti_aderenti', 'Enti che oggi aderiscono'],
    ],
  },
  {
    name: 'tariffe',
    title: 'Tariffe approvate',
    description:
      'Tariffe approvate della quota annua. Il file JSON contiene la tariffa come regole di calcolo, il file CSV gli estremi.',
    keywords: ['tariffe', 'quota di adesione', 'enti locali'],
    frequency: 'IRREG',
    fields: [
      ['codice', 'Codice della tariffa'],
      ['versione', 'Versione'],
      ['titolo', 'Titolo'],
      ['convenzione', 'Titolo della convenzione'],
      ['dal', 'Primo giorno di validità (aaaa-mm-gg)'],
      ['al', 'Ultimo giorno di validità (aaaa-mm-gg); vuoto se senza scadenza'],
      ['atto', 'Atto di approvazione'],
      ['data_atto', 'Data dell’atto (aaaa-mm-gg)'],
    ],
  },
];

type Cell = string | number | null;

const header = (name: Dataset['name']): readonly string[] =>
  DATASETS.find((d) => d.name === name)!.fields.map(([field]) => field);

const memberCells = (m: PublicMember): Cell[] => [
  m.ipaCode,
  m.istatCode,
  m.name,
  categoryLabel(m.category),
  m.province,
  m.inhabitants,
  m.populationOn,
  m.via ? 'ATTRAVERSO' : 'DIRETTA',
  m.via,
  m.since,
  m.until,
  m.convention,
];
const conventionCells = (c: PublicConvention): Cell[] => [
  c.title,
  c.from,
  c.to,
  c.feeModel,
  c.listPriceAllowed ? 'si' : 'no',
  c.withdrawalNoticeDays,
  c.members,
];
const tariffCells = (t: PublicTariff): Cell[] => [
  t.code,
  t.version,
  t.title,
  t.convention,
  t.from,
  t.to,
  t.decision,
  t.decidedOn,
];

const asCsv = (name: Dataset['name'], rows: readonly (readonly Cell[])[]): string =>
  csvText([header(name), ...rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))))]);
const asObjects = (name: Dataset['name'], rows: readonly (readonly Cell[])[]): Record<string, Cell>[] =>
  rows.map((row) => Object.fromEntries(header(name).map((field, index) => [field, row[index] ?? null])));

export const membersCsv = (members: readonly PublicMember[]): string =>
  asCsv('enti-aderenti', members.map(memberCells));
export const membersJson = (members: readonly PublicMember[]) =>
  asObjects('enti-aderenti', members.map(memberCells));
export const conventionsCsv = (conventions: readonly PublicConvention[]): string =>
  asCsv('convenzioni', conventions.map(conventionCells));
export const conventionsJson = (conventions: readonly PublicConvention[]) =>
  asObjects('convenzioni', conventions.map(conventionCells));
export const tariffsCsv = (tariffs: readonly PublicTariff[]): string =>
  asCsv('tariffe', tariffs.map(tariffCells));
/** With the rules of the calculation. */
export const tariffsJson = (tariffs: readonly PublicTariff[]) =>
  asObjects('tariffe', tariffs.map(tariffCells)).map((row, index) => ({
    ...row,
    regole: tariffs[index]!.definition,
  }));
