import { z } from 'zod';
import { mayViewMap } from '#directory';
import { mayViewFees } from '#fees';
import { NotFound } from '#platform/errors';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { may } from '#platform/permission';
import { findDrawing, pageMapAreas } from '../queries/map-areas.ts';

const area = z
  .strictObject({
    id: z
      .uuid()
      .meta({ description: 'Identificativo del comune.', example: '0199a000-0000-7000-8000-000000000001' }),
    name: z.string().max(500).meta({ description: 'Denominazione.', example: 'Adro' }),
    istatCode: z.string().max(6).meta({ description: 'Codice ISTAT, che è nel disegno.', example: '017002' }),
    inhabitants: z
      .int()
      .min(0)
      .max(2_000_000_000)
      .nullable()
      .meta({ description: 'Abitanti all’ultima data.', example: 7193 }),
    adhesion: z
      .enum(['DIRECT', 'DERIVED'])
      .nullable()
      .meta({ description: 'Adesione di oggi: diretta, tramite altri, o nessuna.', example: 'DIRECT' }),
    feeCents: z
      .int()
      .min(0)
      .max(1e13)
      .nullable()
      .meta({ description: 'Quota approvata dell’anno, in centesimi, per chi la vede.', example: 110_325 }),
  })
  .meta({ id: 'MapArea' });

/** The territory as data: its drawing, and what colours it. */
export const mapEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/map',
    operationId: 'getMap',
    tag: 'Scrivania',
    summary: 'Il disegno del territorio, in TopoJSON',
    permission: mayViewMap,
    answer: z.any(),
    binary: 'application/json',
    async handle(call) {
      const drawing = await findDrawing(call);
      if (!drawing) throw new NotFound('map');
      return { file: Buffer.from(JSON.stringify(drawing.topology)), name: 'territorio.json' };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/map-areas',
    operationId: 'listMapAreas',
    tag: 'Scrivania',
    summary: 'I comuni del territorio con adesione, abitanti e quota',
    permission: mayViewMap,
    query: z.object({
      ...listParameters,
      year: z.coerce
        .number()
        .int()
        .min(2000)
        .max(2100)
        .optional()
        .meta({ description: 'Anno delle quote; senza, quello in corso.', example: 2026 }),
    }),
    answer: listOf(area),
    handle({ query, ...call }) {
      const theme = {
        fees: may(call.actor, mayViewFees),
        year: query.year ?? Number(call.today.slice(0, 4)),
      };
      return pageOf(
        query,
        (page) => pageMapAreas(call, theme, page),
        ({ id, name, istatCode, inhabitants, adhesion, feeCents }) => ({
          id,
          name,
          istatCode,
          inhabitants,
          adhesion,
          feeCents,
        }),
      );
    },
  }),
];
