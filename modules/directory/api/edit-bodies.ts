import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { editBody } from '../commands/edit-body.ts';
import { mergeMunicipalities } from '../commands/merge-municipalities.ts';
import { recordFigure } from '../commands/record-figure.ts';
import { recordQuantity } from '../commands/record-quantity.ts';
import { registerBody } from '../commands/register-body.ts';
import { renameBody } from '../commands/rename-body.ts';
import { mayEditBodies } from '../permissions.ts';
import { PROVINCES, provinceOf } from '../rules/register-import/provinces.ts';
import type { BodyData } from '../store/public-bodies.ts';
import {
  bodyCategory,
  bodyDone,
  bodyParams,
  codes,
  contacts,
  dayOf,
  digitalDomicile,
  ipaCode,
  istatCode,
  source,
  TAG,
  taxCode,
  written,
} from './fields.ts';
import { id } from './schemas.ts';

const name = written(200, 'Denominazione', 'Adro');
const ABBREVIATIONS = PROVINCES.map((province) => province.abbreviation) as [string, ...string[]];

const newBody = z
  .strictObject({
    name,
    category: bodyCategory,
    ipaCode: ipaCode.nullable().default(null),
    istatCode: istatCode.nullable().default(null),
    taxCode: taxCode.nullable().default(null),
    provinceCode: z
      .enum(ABBREVIATIONS)
      .nullable()
      .default(null)
      .meta({ description: 'Sigla della provincia', example: 'BS' }),
    digitalDomicile: digitalDomicile.nullable().default(null),
    since: dayOf('Giorno da cui esiste; null se non è noto').nullable().default(null),
  })
  .meta({ id: 'NewBody' });

const corrections = z
  .strictObject({ ...codes, ...contacts })
  .partial()
  .refine((data) => Object.values(data).some((value) => value !== undefined), 'Indicare almeno un dato.')
  .meta({ id: 'BodyCorrections' });

const COLUMNS: Readonly<
  Record<keyof z.output<typeof corrections>, keyof Omit<BodyData, 'name' | 'category' | 'istat_code'>>
> = {
  ipaCode: 'ipa_code',
  cadastralCode: 'cadastral_code',
  taxCode: 'tax_code',
  vatNumber: 'vat_number',
  sdiCode: 'sdi_code',
  address: 'address',
  postalCode: 'postal_code',
  town: 'town',
  digitalDomicile: 'digital_domicile',
  email: 'email',
  website: 'website',
};
const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** The data that were sent, and no other: what is missing stays as it is. */
const asSent = (data: z.output<typeof corrections>): BodyData =>
  Object.fromEntries(FIELDS.flatMap((key) => (data[key] === undefined ? [] : [[COLUMNS[key], data[key]]])));

const merger = z
  .strictObject({
    bodyIds: z.array(id).min(1).max(100).meta({ description: 'I comuni che cessano' }),
    on: dayOf('Primo giorno del comune che risulta dalla fusione'),
    intoBodyId: id.optional().meta({
      description: 'Il comune che incorpora gli altri; in alternativa a newMunicipality',
      example: '0199a000-0000-7000-8000-000000000001',
    }),
    newMunicipality: z
      .strictObject({ name, istatCode, ipaCode: ipaCode.nullable().default(null) })
      .optional()
      .meta({
        description: 'Il comune che nasce; in alternativa a intoBodyId',
        example: { name: 'Alta Valle', istatCode: '017999', ipaCode: null },
      }),
    source,
  })
  .meta({ id: 'Merger' });

type Into = Parameters<typeof mergeMunicipalities>[1]['into'];
const mergerInto = merger.transform(({ intoBodyId, newMunicipality, ...rest }, context) => {
  const into: Into | null = intoBodyId ? { bodyId: intoBodyId } : (newMunicipality ?? null);
  if (into && !(intoBodyId && newMunicipality)) return { ...rest, into };
  context.addIssue({
    code: 'custom',
    path: ['intoBodyId'],
    message: 'Indicare o il comune che incorpora gli altri o quello che nasce, non entrambi.',
  });
  return z.NEVER;
});

/** Writing in the register of bodies: codes and contacts, names, figures, mergers. */
export const editBodyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/bodies',
    operationId: 'registerBody',
    tag: TAG,
    summary: 'Registra un ente',
    description: 'Per gli enti che nessun registro porta. Serve almeno un codice: IPA, ISTAT o fiscale.',
    permission: mayEditBodies,
    body: newBody,
    answer: bodyDone,
    handle({ body, ...call }) {
      const province = body.provinceCode ? provinceOf(body.provinceCode) : undefined;
      const data = {
        name: body.name,
        category: body.category,
        ipa_code: body.ipaCode,
        istat_code: body.istatCode,
        tax_code: body.taxCode,
        province_code: body.provinceCode,
        province: province?.name ?? null,
        region: province?.region ?? null,
        digital_domicile: body.digitalDomicile,
      };
      return registerBody(call, data, body.since);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/corrections',
    operationId: 'editBody',
    tag: TAG,
    summary: 'Corregge recapiti e codici di un ente',
    description:
      'Cambiano soltanto i dati inviati; null li svuota. Denominazione, categoria e codice ISTAT hanno una decorrenza: si cambiano con renameBody.',
    permission: mayEditBodies,
    params: bodyParams,
    body: corrections,
    answer: bodyDone,
    async handle({ params, body, ...call }) {
      await editBody(call, params.bodyId, asSent(body));
      return params;
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/versions',
    operationId: 'renameBody',
    tag: TAG,
    summary: 'Cambia denominazione, categoria o codice ISTAT di un ente da un giorno',
    description: 'Il nuovo stato vale dal giorno indicato; quello che valeva prima resta nella storia.',
    permission: mayEditBodies,
    params: bodyParams,
    body: z
      .strictObject({
        name,
        category: bodyCategory,
        istatCode: istatCode.nullable(),
        from: dayOf('Primo giorno in cui vale'),
        source,
      })
      .meta({ id: 'NewBodyVersion' }),
    answer: bodyDone,
    async handle({ params, body, ...call }) {
      await renameBody(call, params.bodyId, body);
      return params;
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/figures',
    operationId: 'recordBodyFigure',
    tag: TAG,
    summary: 'Registra la popolazione o le imprese attive di un ente',
    description:
      'Per correggere un dato se ne registra un altro per la stessa data: vale l’ultimo, e il precedente resta a vista.',
    permission: mayEditBodies,
    params: bodyParams,
    body: z
      .strictObject({
        kind: z.enum(['population', 'enterprises']).meta({ description: 'Dato', example: 'population' }),
        on: dayOf('Data di riferimento, non futura'),
        value: z.int().min(0).max(10_000_000).meta({ description: 'Valore', example: 7193 }),
        source,
        provisional: z.boolean().default(false).meta({ description: 'Provvisorio', example: false }),
      })
      .meta({ id: 'NewBodyFigure' }),
    answer: bodyDone,
    async handle({ params, body, ...call }) {
      await recordFigure(call, params.bodyId, body);
      return params;
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bodies/{bodyId}/quantities',
    operationId: 'recordBodyQuantity',
    tag: TAG,
    summary: 'Registra un altro dato numerico di un ente',
    description:
      'Per correggere un dato se ne registra un altro per la stessa voce e la stessa data: vale l’ultimo, e il precedente resta a vista.',
    permission: mayEditBodies,
    params: bodyParams,
    body: z
      .strictObject({
        name: written(40, 'Voce, come la nominano le tariffe', 'workstations'),
        on: dayOf('Data di riferimento, non futura'),
        value: written(20, 'Valore non negativo, decimale con il punto', '42'),
        source,
      })
      .meta({ id: 'NewBodyQuantity' }),
    answer: bodyDone,
    async handle({ params, body, ...call }) {
      await recordQuantity(call, params.bodyId, body);
      return params;
    },
  }),
  endpoint({
    method: 'POST',
    path: '/mergers',
    operationId: 'mergeMunicipalities',
    tag: TAG,
    summary: 'Registra una fusione di comuni',
    description:
      'In un comune nuovo o in uno che incorpora gli altri. Quelli indicati cessano il giorno prima; il comune risultante ha da allora la somma dei loro dati.',
    permission: mayEditBodies,
    body: mergerInto,
    answer: bodyDone,
    handle: ({ body, ...call }) => mergeMunicipalities(call, body),
  }),
];
