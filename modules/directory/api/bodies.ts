import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { CATEGORY_LABELS } from '../messages.it.ts';
import { mayViewBodies } from '../permissions.ts';
import { getBody } from '../queries/get-body.ts';
import { type ListedBody, listBodies } from '../queries/list-bodies.ts';
import { listBodyAssociations } from '../queries/list-body-associations.ts';
import { listBodyFigures } from '../queries/list-body-figures.ts';
import { listBodyQuantities } from '../queries/list-body-quantities.ts';
import { allOf, bodyParams } from './fields.ts';
import { bodyAnswer, day, id, instant, text, whole } from './schemas.ts';

const CATEGORIES = Object.keys(CATEGORY_LABELS) as [string, ...string[]];
const category = z.enum(CATEGORIES).meta({ description: 'Categoria', example: 'COMUNE' });

const listed = z
  .strictObject({
    id,
    name: text(500, 'Denominazione', 'Adro'),
    category,
    ipaCode: text(40, 'Codice IPA', 'c_a060').nullable(),
    istatCode: text(6, 'Codice ISTAT', '017002').nullable(),
    province: text(200, 'Provincia', 'Brescia').nullable(),
    inhabitants: whole('Abitanti all’ultima data', 7193).nullable(),
    populationOn: day('Data della popolazione').nullable(),
    enterprises: whole('Imprese attive all’ultima data', 599).nullable(),
    ceasedOn: day('Ultimo giorno dell’ente').nullable(),
  })
  .meta({ id: 'ListedBody' });

const figure = z
  .strictObject({
    id,
    kind: z.enum(['population', 'enterprises']).meta({ description: 'Dato', example: 'population' }),
    on: day('Data di riferimento'),
    value: whole('Valore', 7193),
    source: text(500, 'Fonte', 'ISTAT'),
    provisional: z.boolean().meta({ description: 'Provvisorio', example: false }),
    recordedAt: instant('Quando è stato registrato'),
    superseded: z
      .boolean()
      .meta({ description: 'Corretto da un dato successivo per la stessa data', example: false }),
  })
  .meta({ id: 'BodyFigure' });

const quantity = z
  .strictObject({
    id,
    name: text(40, 'Voce, come la nominano le tariffe', 'workstations'),
    label: text(200, 'Voce in italiano', 'Postazioni'),
    on: day('Data di riferimento'),
    value: text(20, 'Valore, decimale con il punto', '42'),
    source: text(500, 'Fonte', 'Ricognizione'),
    recordedAt: instant('Quando è stato registrato'),
    superseded: z.boolean().meta({
      description: 'Corretto da un dato successivo per la stessa voce e la stessa data',
      example: false,
    }),
  })
  .meta({ id: 'BodyQuantity' });

const associate = z
  .strictObject({
    id,
    bodyId: id,
    name: text(500, 'L’altro ente', 'Unione dei comuni'),
    category,
    isMember: z
      .boolean()
      .meta({ description: 'Vero se l’altro ente è un comune associato a questo', example: false }),
    from: day('Primo giorno'),
    fromKnown: z.boolean().meta({ description: 'Falso se l’inizio non è noto', example: true }),
    to: day('Ultimo giorno').nullable(),
  })
  .meta({ id: 'BodyAssociate' });

const asListed = (body: ListedBody): z.input<typeof listed> => ({
  id: body.id,
  name: body.name,
  category: body.category,
  ipaCode: body.ipaCode,
  istatCode: body.istatCode,
  province: body.province,
  inhabitants: body.inhabitants,
  populationOn: body.populationOn,
  enterprises: body.enterprises,
  ceasedOn: body.ceasedOn,
});

/** The register of bodies as JSON. */
export const bodyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/bodies',
    operationId: 'listBodies',
    tag: 'Anagrafe',
    summary: 'Elenca gli enti',
    description: 'Enti in essere (o anche cessati) con gli ultimi dati, per nome.',
    permission: mayViewBodies,
    query: z.object({
      ...listParameters,
      q: z.string().max(200).optional().meta({ description: 'Parte del nome, o un codice', example: 'adro' }),
      category: category.optional(),
      cluster: z
        .enum(['S', 'M', 'L'])
        .optional()
        .meta({ description: 'Cluster di popolazione', example: 'M' }),
      province: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .max(2)
        .optional()
        .meta({ description: 'Sigla della provincia', example: 'BS' }),
      associationId: z.uuid().optional().meta({
        description: 'Comuni associati oggi in questo ente',
        example: '0199a000-0000-7000-8000-000000000001',
      }),
      ceased: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: 'Anche gli enti cessati', example: 'false' }),
    }),
    answer: listOf(listed),
    handle({ query, ...call }) {
      const filter = {
        ...(query.q ? { words: query.q } : {}),
        ...(query.category ? { category: query.category } : {}),
        ...(query.cluster ? { cluster: query.cluster } : {}),
        ...(query.province ? { province: query.province } : {}),
        ...(query.associationId ? { associationId: query.associationId } : {}),
        withCeased: query.ceased === 'true',
      };
      return pageOf(
        query,
        (page) => listBodies(call, filter, { sort: 'nome', direction: 'asc', ...page }),
        asListed,
      );
    },
  }),
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}',
    operationId: 'getBody',
    tag: 'Anagrafe',
    summary: 'Mostra un ente',
    permission: mayViewBodies,
    params: bodyParams,
    answer: bodyAnswer,
    async handle({ params, ...call }) {
      const { madeOf, mergedInto, recordedAt, areaKm2, ...body } = await getBody(call, params.bodyId);
      return {
        ...body,
        areaKm2: areaKm2 === null ? null : String(areaKm2),
        mergedIntoId: mergedInto?.id ?? null,
        madeOfIds: madeOf.map((one) => one.id),
        recordedAt: recordedAt.toISOString(),
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}/figures',
    operationId: 'listBodyFigures',
    tag: 'Anagrafe',
    summary: 'Elenca i dati di un ente nel tempo',
    description: 'Popolazione e imprese attive, con i dati corretti. Dal più recente.',
    permission: mayViewBodies,
    params: bodyParams,
    answer: allOf(figure),
    async handle({ params, ...call }) {
      await getBody(call, params.bodyId);
      const figures = await listBodyFigures(call, params.bodyId);
      return {
        items: figures.map(({ recordedBy: _, recordedAt, ...one }) => ({
          ...one,
          recordedAt: recordedAt.toISOString(),
        })),
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}/quantities',
    operationId: 'listBodyQuantities',
    tag: 'Anagrafe',
    summary: 'Elenca gli altri dati numerici di un ente',
    description: 'Postazioni, superficie e ciò che contano le tariffe, con i dati corretti. Per voce.',
    permission: mayViewBodies,
    params: bodyParams,
    answer: allOf(quantity),
    async handle({ params, ...call }) {
      await getBody(call, params.bodyId);
      const quantities = await listBodyQuantities(call, params.bodyId);
      return {
        items: quantities.map(({ recordedBy: _, recordedAt, ...one }) => ({
          ...one,
          recordedAt: recordedAt.toISOString(),
        })),
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/bodies/{bodyId}/associations',
    operationId: 'listBodyAssociations',
    tag: 'Anagrafe',
    summary: 'Elenca le associazioni di un ente',
    description: 'Le forme associative di cui fa parte e i comuni che associa, in corso e passati.',
    permission: mayViewBodies,
    params: bodyParams,
    answer: allOf(associate),
    async handle({ params, ...call }) {
      await getBody(call, params.bodyId);
      const associates = await listBodyAssociations(call, params.bodyId);
      return { items: associates.map(({ source: _s, inhabitants: _i, ...one }) => one) };
    },
  }),
];
