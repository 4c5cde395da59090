import { z } from 'zod';
import { optionalDate, requiredDate, requiredId, requiredText } from '#platform/forms/inputs';
import { parseItalianAmount } from '#platform/money';

/** "60" → "0.6", "33,3333" → "0.333333"; null when it is no percentage up to 100. */
export function shareOf(text: string): string | null {
  const match = /^(\d{1,3})(?:,(\d{1,4}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const digits = match[1]!.padStart(3, '0') + (match[2] ?? '').padEnd(4, '0');
  const units = Number(digits);
  if (units <= 0 || units > 1_000_000) return null;
  return units === 1_000_000 ? '1' : `0.${String(units).padStart(6, '0')}`;
}

export const recordAgreementInput = z
  .object({
    debitore: requiredId('Scegliere l’ente debitore.'),
    pagatore: requiredId('Scegliere l’ente che paga.'),
    quota: z.string().trim(),
    importo: z.string().trim(),
    atto: requiredText('Indicare l’atto da cui nasce l’accordo.'),
    dal: requiredDate('Indicare da quando vale l’accordo.'),
    al: optionalDate(),
  })
  .transform((input, context) => {
    const share = input.quota === '' ? null : shareOf(input.quota);
    const amountCents = input.importo === '' ? null : parseItalianAmount(input.importo);
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (input.quota === '' && input.importo === '')
      refuse('quota', 'Indicare la percentuale oppure l’importo.');
    if (input.quota !== '' && input.importo !== '')
      refuse('quota', 'Indicare la percentuale oppure l’importo, non entrambi.');
    if (input.quota !== '' && share === null)
      refuse('quota', 'La percentuale va da più di 0 a 100, per esempio 60 oppure 33,3333.');
    if (input.importo !== '' && amountCents === null)
      refuse('importo', 'L’importo non è scritto correttamente: indicarlo in euro, per esempio 1.740,00.');
    return { ...input, share, amountCents };
  });
