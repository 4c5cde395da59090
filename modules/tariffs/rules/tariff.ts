/**
 * A tariff is data: a small tree that says how a fee is computed, which an officer fills in with a form and a
 * citizen can download. This file is its only definition: types, checks at the edge, published JSON schema.
 *
 * Numbers are decimal texts ("0.15"); shares and discounts are fractions of one ("0.05" is 5 %); bounds are
 * inclusive on both ends, as acts write them ("da 3.001 a 5.000"), and `upTo: null` is "and over".
 * The amounts of all kinds are euros, exact; `assessFee` rounds once, at the end.
 */
import { z } from 'zod';
import { problemSentence } from './parse-problems.it.ts';

/** Identifies the format; a change that old readers would misread takes the next number. */
export const TARIFF_SCHEMA_ID = 'urn:broletto:tariff:1';

/** Categories of body that a rule may name. [rule book E, PublicBody] */
export const BODY_CATEGORIES = [
  'COMUNE',
  'UNIONE',
  'CM',
  'COMUNITA_ISOLANA',
  'PROVINCIA',
  'CITTA_METRO',
  'REGIONE',
  'CONSORZIO',
  'PARTECIPATA',
  'AZIENDA',
  'OTHER',
] as const;
export type BodyCategory = (typeof BODY_CATEGORIES)[number];

const money = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,12})?$/)
  .describe('Importo o tariffa unitaria in euro, con il punto: "0.15"');
const fraction = z
  .string()
  .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/)
  .describe('Frazione fra 0 e 1: "0.05" è il 5 %');
const multiple = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,6})?$/)
  .describe('Frazione, anche maggiore di 1: "1.5" è il 150 %');
const label = z.string().trim().min(1).max(200).describe('Testo in italiano che compare nel calcolo');
const bound = z.int().min(0).max(999_999_999);
const variableName = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
  .describe('Nome di un dato: inhabitants, enterprises, oppure uno di quelli dichiarati in variables');
const between = {
  from: bound.describe('Da (compreso)'),
  upTo: bound.nullable().describe('A (compreso); null: e oltre'),
};
const every = bound
  .min(2)
  .optional()
  .describe('Quante unità si contano insieme: 1000 è «ogni 1.000 o frazione di 1.000»');
const list = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(60);

const condition = z
  .strictObject({
    categories: list(z.enum(BODY_CATEGORIES)).optional(),
    regions: list(z.string().min(1).max(40)).optional().describe('Codici ISTAT delle regioni: "03"'),
    classes: list(z.string().min(1).max(60)).optional().describe('Classi stabilite dalla convenzione'),
    ranges: list(z.strictObject({ of: variableName, ...between })).optional(),
    wholeAssociation: z.boolean().optional().describe('Tutti i comuni della forma associativa sono aderenti'),
  })
  .describe('Devono valere tutte le condizioni indicate');
export type Condition = z.infer<typeof condition>;

/** A stretch of a variable, both ends in; `upTo` null is without end. */
export interface Stretch {
  from: number;
  upTo: number | null;
}
export type Slab = Stretch & { rate: string; discount?: string };
export type Band = Stretch & { fee: Fee };
export type DiscountBand = Stretch & { discount: string };
export interface Option {
  label: string;
  when?: Condition;
  fee: Fee;
}

/** How an amount is made. Every kind may carry an Italian `label` for the trace. */
export type Fee = { label?: string } & (
  | { kind: 'FLAT'; amount: string }
  | { kind: 'RATE'; per: string; rate: string; every?: number }
  | { kind: 'SLABS'; per: string; slabs: Slab[]; every?: number }
  | { kind: 'BANDS'; by: string; bands: Band[] }
  | { kind: 'DISCOUNT_BY_BAND'; by: string; bands: DiscountBand[]; of: Fee }
  | { kind: 'DISCOUNT'; discount: string; of: Fee }
  | { kind: 'SUM'; parts: Fee[] }
  | { kind: 'WITHIN'; atLeast?: Fee; atMost?: Fee; of: Fee }
  | { kind: 'SAFEGUARD'; year: number; maxIncrease?: string; maxDecrease?: string; of: Fee }
  | { kind: 'AS_CATEGORY'; category: BodyCategory; share: string }
  | { kind: 'CHOICE'; options: Option[] }
);
export type FeeOf<K extends Fee['kind']> = Extract<Fee, { kind: K }>;

const stretch = <T extends z.ZodRawShape>(more: T) => z.strictObject({ ...between, ...more });
const kind = <K extends string, T extends z.ZodRawShape>(name: K, shape: T, description: string) =>
  z.strictObject({ kind: z.literal(name), label: label.optional(), ...shape }).describe(description);
const inner: z.ZodType<Fee> = z.lazy(() => fee);

const fee: z.ZodType<Fee> = z
  .discriminatedUnion('kind', [
    kind('FLAT', { amount: money }, 'Importo fisso; "0.00" è l’esenzione'),
    kind('RATE', { per: variableName, rate: money, every }, 'Tanto per ogni abitante, impresa, postazione…'),
    kind(
      'SLABS',
      { per: variableName, slabs: list(stretch({ rate: money, discount: fraction.optional() })), every },
      'Scaglioni: ogni unità paga la tariffa dello scaglione in cui cade',
    ),
    kind(
      'BANDS',
      { by: variableName, bands: list(stretch({ fee: inner })) },
      'Fasce: vale una sola voce, per intero',
    ),
    kind(
      'DISCOUNT_BY_BAND',
      { by: variableName, bands: list(stretch({ discount: fraction })), of: inner },
      'Fasce di sconto: una percentuale sull’intero importo',
    ),
    kind('DISCOUNT', { discount: fraction, of: inner }, 'Riduzione percentuale'),
    kind('SUM', { parts: list(inner) }, 'Somma di voci'),
    kind(
      'WITHIN',
      { atLeast: inner.optional(), atMost: inner.optional(), of: inner },
      'Importo minimo e massimo',
    ),
    kind(
      'SAFEGUARD',
      {
        year: z.int().min(1990).max(2199).describe('L’anno della quota a cui si guarda'),
        maxIncrease: multiple.optional(),
        maxDecrease: fraction.optional(),
        of: inner,
      },
      'Salvaguardia: variazione massima rispetto alla quota di un anno di riferimento',
    ),
    kind(
      'AS_CATEGORY',
      { category: z.enum(BODY_CATEGORIES), share: multiple },
      'Frazione di quanto pagherebbe, con gli stessi dati, un ente di un’altra categoria',
    ),
    kind(
      'CHOICE',
      { options: list(z.strictObject({ label, when: condition.optional(), fee: inner })) },
      'Regole in ordine: vale la prima che si applica; l’ultima, senza condizioni, vale per tutti gli altri',
    ),
  ])
  .meta({ id: 'Fee', title: 'Calcolo di un importo' }) as z.ZodType<Fee>;

const populationReference = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('FIXED_FOR_TERM'), date: z.iso.date() })
      .describe('Lo stesso giorno per tutta la durata'),
    z
      .strictObject({ kind: z.literal('PREVIOUS_YEAR_END') })
      .describe('Il 31 dicembre dell’anno precedente a quello della quota'),
    z
      .strictObject({ kind: z.literal('PENULTIMATE_YEAR_END') })
      .describe('Il 31 dicembre del penultimo anno precedente'),
  ])
  .describe('Il giorno a cui si leggono abitanti, imprese e altri dati numerici');
/** At which date population and enterprises are read. [D1 Inputs] */
export type PopulationReference = z.infer<typeof populationReference>;

const variable = z.strictObject({ name: variableName, label, one: label.optional() });
/** A numeric input beside inhabitants and enterprises: its name in the rules and its Italian name. */
export type TariffVariable = z.infer<typeof variable>;

/** To what the amount is rounded: "1.00" is the euro. A closed list, as acts know no others. */
export const ROUNDING_STEPS = ['0.05', '0.10', '0.50', '1.00', '5.00', '10.00', '50.00', '100.00'] as const;
const rounding = z
  .strictObject({
    to: z.enum(ROUNDING_STEPS).describe('Passo in euro: "1.00" è l’euro intero'),
    direction: z.enum(['HALF_UP', 'UP', 'DOWN']).describe('Al più vicino, per eccesso, per difetto'),
  })
  .describe('Arrotondamento dell’importo finale; se manca, al centesimo');
/** How the final amount is rounded when not simply to the cent. */
export type Rounding = z.infer<typeof rounding>;

/** The tariff at the edge: what a form or a file must hold. Bands and boundaries are checked by `validateTariff`. */
export const tariffSchema = z.strictObject({
  schema: z.literal(TARIFF_SCHEMA_ID),
  name: label,
  source: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .describe('Atto o documento da cui è tratta; "esempio" se inventata'),
  populationReference,
  variables: z.array(variable).max(20).default([]).describe('Altri dati numerici usati dalla tariffa'),
  rounding: rounding.optional(),
  fee,
});
export type Tariff = z.infer<typeof tariffSchema>;

/** The JSON schema of a tariff, to be published for who writes one outside the forms. */
export function tariffJsonSchema(): Record<string, unknown> {
  return { $id: TARIFF_SCHEMA_ID, title: 'Tariffa', ...z.toJSONSchema(tariffSchema, { io: 'input' }) };
}

const DEEPEST = 40;

/** Is the value nested deeper than any tariff needs? Checked first, so that hostile data cannot exhaust the stack. */
function tooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth > DEEPEST || Object.values(value).some((child) => tooDeep(child, depth + 1));
}

/** Reads a tariff from data of unknown origin: the tariff, or where in it something is wrong, in Italian. */
export function parseTariff(
  data: unknown,
): { ok: true; tariff: Tariff } | { ok: false; problems: { path: string; message: string }[] } {
  if (tooDeep(data))
    return {
      ok: false,
      problems: [{ path: '', message: 'La tariffa è annidata più di quanto occorra a una regola' }],
    };
  const read = tariffSchema.safeParse(data, { reportInput: true });
  if (read.success) return { ok: true, tariff: read.data };
  return {
    ok: false,
    problems: read.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: problemSentence(issue),
    })),
  };
}
