import { formatItalianDate, romeDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayRegisterDocuments } from '../permissions.ts';
import { lockDocument, setRegistryNumber } from '../store/documents.ts';

/**
 * Notes the number and day that the body's register gave to a document. The number is never ours to invent. [G5]
 * @throws RuleBroken when it has one already, or the day comes before the document; InvalidInput for a day to come.
 */
export async function registerDocument(
  call: Call,
  input: { documentId: string; number: string; on: string },
): Promise<void> {
  demand(call, mayRegisterDocuments);
  await perform(
    call,
    'documents.register-document',
    async (tx) => {
      const document = await lockDocument(tx, input.documentId);
      if (!document) throw new NotFound('document', input.documentId);
      if (document.registryNumber)
        throw new RuleBroken('documents.already-registered', { number: document.registryNumber });
      if (input.on > call.today)
        throw new InvalidInput({
          on: `La data non può essere successiva a oggi, ${formatItalianDate(call.today)}.`,
        });
      if (input.on < romeDate(document.createdAt))
        throw new RuleBroken('documents.registered-before-it-was-made', { field: 'on' });
      await setRegistryNumber(tx, document.id, { number: input.number, on: input.on });
      tx.record({
        action: 'documents.document-registered',
        target: 'document',
        targetId: document.id,
        facts: { number: input.number, on: input.on },
      });
    },
    input,
  );
}
