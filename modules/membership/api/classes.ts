import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { giveClasses } from '../commands/give-classes.ts';
import { mayEditConventions, mayViewConventions } from '../permissions.ts';
import { listClasses } from '../queries/list-classes.ts';
import { getConvention } from '../queries/list-conventions.ts';
import { category, day, id, instant, TAG, text } from './fields.ts';

const params = z.object({ convention_id: id });
const className = text(60, 'Classe, come la scrive la tariffa', 'A');
const act = text(300, 'Atto che la assegna', 'Allegato B della convenzione');

const given = z
  .strictObject({
    id,
    bodyId: id,
    name: text(500, 'Ente', 'Comune di Adro'),
    category,
    bodyClass: className,
    from: day,
    to: day.nullable(),
    act,
    recordedAt: instant,
  })
  .meta({ id: 'BodyClass' });

const asked = z.strictObject({
  bodyCode: text(40, 'Codice IPA, o ISTAT per i comuni', 'c_a060'),
  bodyClass: className,
  from: day,
  to: day.nullable().default(null),
  act,
});

const outcome = z
  .strictObject({
    given: z.int().min(0).max(100_000).meta({ description: 'Classi assegnate', example: 12 }),
    unchanged: z.int().min(0).max(100_000).meta({ description: 'Classi che c’erano già', example: 0 }),
  })
  .meta({ id: 'GivenClasses' });

/** The classes that a convention gives to bodies, as JSON. */
export const classEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/conventions/{convention_id}/classes',
    operationId: 'listBodyClasses',
    tag: TAG,
    summary: 'Elenca le classi che la convenzione assegna agli enti',
    description: 'Quelle in vigore nel giorno indicato, o oggi, per nome dell’ente.',
    permission: mayViewConventions,
    params,
    query: z.object({
      ...listParameters,
      on: z.iso.date().optional().meta({ description: 'Giorno, AAAA-MM-GG', example: '2026-11-21' }),
    }),
    answer: listOf(given),
    async handle({ params: asking, query, ...call }) {
      const convention = await getConvention(call, asking.convention_id);
      const filter = { conventionId: convention.id, on: query.on ?? call.today };
      return pageOf(
        query,
        (page) => listClasses(call, filter, { sort: 'ente', direction: 'asc', ...page }),
        (one) => ({
          id: one.id,
          bodyId: one.bodyId,
          name: one.name,
          category: one.category,
          bodyClass: one.bodyClass,
          from: one.from,
          to: one.to,
          act: one.act,
          recordedAt: one.recordedAt.toISOString(),
        }),
      );
    },
  }),
  endpoint({
    method: 'POST',
    path: '/conventions/{convention_id}/classes',
    operationId: 'giveBodyClasses',
    tag: TAG,
    summary: 'Assegna classi agli enti',
    description: 'Tutte o nessuna; la classe in corso di un ente termina il giorno prima della nuova.',
    permission: mayEditConventions,
    params,
    body: z
      .strictObject({ classes: z.array(asked).min(1).max(20_000).meta({ description: 'Le classi' }) })
      .meta({ id: 'NewBodyClasses' }),
    answer: outcome,
    handle: ({ params: asking, body, ...call }) =>
      giveClasses(call, {
        conventionId: asking.convention_id,
        classes: body.classes.map((one, at) => ({ ...one, line: at + 1 })),
      }),
  }),
];
