import { z } from 'zod';
import { ORGAN_LABELS } from '../labels.it.ts';

/* Fields that several operations share: each with what it is and an example. */

export const id = z
  .uuid()
  .meta({ description: 'Identificativo', example: '0199a000-0000-7000-8000-000000000001' });
export const day = z.iso.date().meta({ description: 'Giorno, AAAA-MM-GG', example: '2026-11-21' });
export const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Istante', example: '2026-11-21T10:00:00.000Z' });
export const text = (most: number, description: string, example: string) =>
  z.string().trim().min(1).max(most).meta({ description, example });
export const version = z.int().min(1).max(1_000_000).meta({
  description: 'Versione della domanda che si è letta: se nel frattempo è cambiata, 409',
  example: 3,
});
export const flag = (description: string) => z.boolean().meta({ description, example: false });
export const organ = z
  .enum(Object.keys(ORGAN_LABELS) as ['CONSIGLIO', 'ASSEMBLEA', 'GIUNTA', 'CONSIGLIO_DIRETTIVO', 'OTHER'])
  .meta({ description: 'Organo che delibera', example: 'CONSIGLIO' });
export const category = text(30, 'Categoria dell’ente', 'COMUNE');
export const kind = z
  .enum(['DIRECT', 'DERIVED'])
  .meta({ description: 'Adesione diretta o derivata da un’associazione', example: 'DIRECT' });

/** The dates and the number of an act. */
export const act = {
  organ,
  number: text(40, 'Numero della delibera', '21'),
  resolvedOn: day,
  publicationStart: day.nullable().default(null),
  immediatelyExecutable: flag('Dichiarata immediatamente eseguibile').default(false),
  certifiedExecutiveFrom: day.nullable().default(null),
};

/** An act already recorded, and from when it may be used. */
export const resolution = z.strictObject({
  organ,
  number: act.number,
  resolvedOn: day,
  executiveFrom: day,
});

/** What happened, and by whom. */
export const history = z
  .array(
    z.strictObject({
      event: text(40, 'Evento', 'announce'),
      actor: z.string().max(300).meta({ description: 'Chi', example: 'Ugo Sindaci' }),
      reason: z.string().max(4000).nullable().meta({ description: 'Motivo', example: null }),
      at: instant,
    }),
  )
  .max(10_000)
  .meta({ description: 'Storia, dal più recente' });

export const TAG = 'Convenzioni e adesioni';
