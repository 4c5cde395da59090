import { z } from 'zod';
import { CATEGORY_LABELS, ROLE_LABELS, SCOPE_LABELS } from '../messages.it.ts';
import { id } from './schemas.ts';

/* What the requests of the room are made of: refused with the sentences of the pages. */

export const TAG = 'Anagrafe';

/** Text that must be there; spaces at the ends are dropped. */
export const written = (most: number, description: string, example: string) =>
  z.string().trim().min(1).max(most).meta({ description, example });
/** Text that may be missing, or null. */
export const maybe = (most: number, description: string, example: string) =>
  written(most, description, example).nullable().default(null);
const shaped = (most: number, form: RegExp, wrong: string, description: string, example: string) =>
  z.string().trim().max(most).regex(form, wrong).meta({ description, example });

export const dayOf = (description: string) =>
  z.iso.date().meta({ description: `${description}, AAAA-MM-GG`, example: '2026-11-21' });
export const source = written(200, 'Atto o fonte', 'L.R. 12/2026');
export const act = maybe(200, 'Atto', 'Decreto del sindaco 4/2026');
/** The first and the last day of something that may be without end. */
export const period = {
  from: dayOf('Primo giorno'),
  to: dayOf('Ultimo giorno; null se in corso').nullable().default(null),
};

const categories = Object.keys(CATEGORY_LABELS) as [string, ...string[]];
export const bodyCategory = z
  .enum(categories)
  .meta({ description: 'Categoria dell’ente', example: 'COMUNE' });
export const role = z
  .enum(Object.keys(ROLE_LABELS) as [string, ...string[]])
  .meta({ description: 'Incarico', example: 'RTD' });
export const scopes = (least: number) =>
  z
    .array(z.enum(Object.keys(SCOPE_LABELS) as [string, ...string[]]))
    .min(least)
    .max(Object.keys(SCOPE_LABELS).length)
    .meta({ description: 'Funzioni delegate, ciascuna per nome', example: ['PAY_FEE'] });

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const ipaCode = shaped(
  40,
  /^[\w.-]+$/,
  'Il codice IPA ha solo lettere, cifre, trattini e punti, senza spazi.',
  'Codice IPA',
  'c_a060',
);
export const istatCode = shaped(
  6,
  /^\d{6}$/,
  'Il codice ISTAT ha 6 cifre.',
  'Codice ISTAT, solo per i comuni',
  '017002',
);
export const taxCode = shaped(
  11,
  /^\d{11}$/,
  'Il codice fiscale di un ente ha 11 cifre.',
  'Codice fiscale',
  '00000000000',
);
export const email = shaped(
  200,
  ADDRESS,
  'L’indirizzo di posta non è scritto bene: nome@dominio.',
  'Posta elettronica',
  'info@ente.example',
);
export const digitalDomicile = shaped(
  200,
  ADDRESS,
  'L’indirizzo PEC non è scritto bene: nome@dominio.',
  'Domicilio digitale (PEC)',
  'protocollo@pec.example',
);

/** Contacts of a body. */
export const contacts = {
  address: written(200, 'Indirizzo', 'Via Tullio Dandolo 55').nullable(),
  postalCode: shaped(5, /^\d{5}$/, 'Il CAP ha 5 cifre.', 'CAP', '25030').nullable(),
  town: written(100, 'Località', 'Adro').nullable(),
  digitalDomicile: digitalDomicile.nullable(),
  email: email.nullable(),
  website: shaped(
    200,
    /^https?:\/\/\S+$/i,
    'L’indirizzo del sito comincia con https:// o http://.',
    'Sito',
    'https://www.ente.example',
  ).nullable(),
};

/** Codes of a body that have no date. */
export const codes = {
  ipaCode: ipaCode.nullable(),
  cadastralCode: shaped(
    4,
    /^[A-Za-z]\d{3}$/,
    'Il codice catastale ha una lettera e tre cifre, per esempio F205.',
    'Codice catastale',
    'A060',
  ).nullable(),
  taxCode: taxCode.nullable(),
  vatNumber: shaped(11, /^\d{11}$/, 'La partita IVA ha 11 cifre.', 'Partita IVA', '00000000000').nullable(),
  sdiCode: shaped(
    7,
    /^[A-Za-z0-9]{6,7}$/,
    'Il codice univoco ufficio ha 6 caratteri (7 per i privati).',
    'Codice univoco ufficio',
    'UF0000',
  ).nullable(),
};

export const bodyParams = z.object({ bodyId: id });
/** All of a short list, without pages. */
export const allOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item).max(1000).meta({ description: 'Tutti gli elementi' }) });
export const bodyDone = z.strictObject({ bodyId: id }).meta({ id: 'BodyDone' });
