import { z } from 'zod';

/* Shapes that the answers of this room have in common. Amounts are cents, days AAAA-MM-GG in Europe/Rome. */

export const TAG = 'Quote';

export const id = z
  .uuid()
  .meta({ description: 'Identificativo', example: '0199a000-0000-7000-8000-000000000001' });
export const one = z.object({ id });
/** The body of an act that needs no more than its address. */
export const nothing = z.strictObject({}).meta({ description: 'Nessun dato.' });
export const instant = z.iso
  .datetime()
  .meta({ description: 'Istante, UTC', example: '2026-11-21T09:00:00.000Z' });
export const day = z.iso.date().meta({ description: 'Giorno, AAAA-MM-GG', example: '2026-03-16' });
export const cents = z.int().min(-1e13).max(1e13).meta({ description: 'Centesimi di euro', example: 174000 });
export const count = z.int().min(0).max(1e7).meta({ description: 'Quanti', example: 205 });
export const year = z.int().min(1990).max(2199).meta({ description: 'Anno', example: 2026 });
export const text = (most: number, description: string, example: string) =>
  z.string().max(most).meta({ description, example });
export const yearFilter = z.coerce
  .number()
  .int()
  .min(1990)
  .max(2199)
  .optional()
  .meta({ description: 'Solo le quote di questo anno', example: 2026 });

export const channel = z
  .enum(['BANK_TRANSFER', 'GIROFONDI', 'PAGOPA', 'OTHER'])
  .meta({ description: 'Canale', example: 'GIROFONDI' });

export const run = z
  .strictObject({
    id,
    conventionId: id,
    tariffId: id,
    year,
    number: count,
    state: z
      .enum(['RUNNING', 'ASSESSED', 'APPROVED', 'NOTICING', 'NOTICED', 'DISCARDED'])
      .meta({ description: 'Stato dell’accertamento', example: 'NOTICED' }),
    populationOn: day,
    assessed: count,
    missing: count,
    totalCents: cents,
    notices: count,
  })
  .meta({ id: 'AssessmentRun' });

export const assessment = z
  .strictObject({
    id,
    bodyId: id,
    body: text(500, 'Ente', 'Gavirate'),
    category: text(40, 'Categoria dell’ente', 'COMUNE'),
    year,
    inhabitants: count.nullable(),
    effectiveFrom: day,
    yearlyCents: cents,
    amountCents: cents,
    state: z
      .enum(['ASSESSED', 'APPROVED', 'NOTICED', 'DISCARDED'])
      .meta({ description: 'Stato', example: 'NOTICED' }),
  })
  .meta({ id: 'Assessment' });

export const notice = z
  .strictObject({
    id,
    number: count,
    year,
    feeYear: year,
    payerId: id,
    payer: text(500, 'Ente che paga', 'Unione dei comuni'),
    issuedOn: day,
    dueOn: day,
    totalCents: cents,
    paidCents: cents,
    state: z
      .enum(['NOTICED', 'DUE', 'PARTIAL', 'PAID', 'OVERDUE', 'RECONCILED'])
      .meta({ description: 'Stato alla data di oggi', example: 'PAID' }),
  })
  .meta({ id: 'PaymentNotice' });

export const payment = z
  .strictObject({
    id,
    noticeId: id,
    paidOn: day,
    amountCents: cents,
    channel,
    reference: text(100, 'Riferimento della banca (TRN)', '0306912345678'),
    reversesId: id.nullable(),
    kind: z
      .enum(['PAYMENT', 'REVERSAL', 'REFUND', 'OFFSET'])
      .meta({ description: 'Versamento, storno, restituzione o compensazione', example: 'PAYMENT' }),
    creditActId: id.nullable(),
  })
  .meta({ id: 'Payment' });

export const agreement = z
  .strictObject({
    id,
    debtorId: id,
    payerId: id,
    share: text(10, 'Parte della quota, da 0 a 1', '0.6').nullable(),
    amountCents: cents.nullable(),
    sourceAct: text(500, 'Atto', 'Deliberazione n. 12 del 10/11/2025'),
    from: day,
    to: day.nullable(),
  })
  .meta({ id: 'PayerAgreement' });
