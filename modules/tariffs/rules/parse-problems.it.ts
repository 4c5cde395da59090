/** What is wrong in the form of a tariff, in Italian and without final stop: it stands beside the place where it is. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'un testo fra virgolette',
  number: 'un numero',
  int: 'un numero intero',
  boolean: 'true o false',
  array: 'un elenco fra parentesi quadre',
  object: 'un oggetto fra parentesi graffe',
};

const MONEY = 'Scrivere l’importo come testo, in euro con il punto e al massimo sei decimali: "0.15"';
const FRACTION = 'Scrivere una frazione fra 0 e 1 come testo, con il punto: "0.05" è il 5 %';
const MULTIPLE = 'Scrivere una frazione come testo, con il punto; può superare 1: "1.5" è il 150 %';
const NAME =
  'Il nome di un dato comincia con una lettera minuscola e ha solo lettere e cifre, al massimo 40: "workstations"';

/** By the name of the field: what must be written in it. */
const FORMATS: Readonly<Record<string, string>> = {
  amount: MONEY,
  rate: MONEY,
  discount: FRACTION,
  maxDecrease: FRACTION,
  maxIncrease: MULTIPLE,
  share: MULTIPLE,
  name: NAME,
  per: NAME,
  by: NAME,
  of: NAME,
  date: 'Scrivere il giorno come "2013-12-31"',
};

/** The sentence of one problem of form. */
export function problemSentence(issue: Issue): string {
  const field = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `Manca «${field}», che deve essere ${typeName(issue.expected)}`;
      // At the top, "name" is the title of the tariff.
      return field in FORMATS && issue.expected === 'string' && issue.path.length > 1
        ? FORMATS[field]!
        : `Deve essere ${typeName(issue.expected)}`;
    case 'invalid_format':
      return FORMATS[field] ?? 'Il testo non è scritto come deve';
    case 'invalid_value':
      return issue.input === undefined
        ? `Manca «${field}»: i valori ammessi sono ${valuesText(issue.values)}`
        : `Il valore non è ammesso: deve essere ${valuesText(issue.values)}`;
    case 'invalid_union':
      return issue.input === undefined
        ? `Manca «${field}»`
        : 'Manca «kind», oppure il suo valore non è fra quelli previsti dal formato';
    case 'unrecognized_keys':
      return `Il formato non prevede ${issue.keys.map((key) => `«${key}»`).join(', ')}: togliere o correggere`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    default:
      return 'Il valore non è valido';
  }
}

const typeName = (expected: string): string => TYPES[expected] ?? expected;
const valuesText = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'array') return 'L’elenco è vuoto: deve avere almeno una voce';
  if (origin === 'string') return 'Il testo non può essere vuoto';
  return `Il numero deve essere almeno ${minimum}`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'array') return `L’elenco è troppo lungo: al massimo ${maximum} voci`;
  if (origin === 'string') return `Il testo è troppo lungo: al massimo ${maximum} caratteri`;
  return `Il numero non può superare ${maximum}`;
}
