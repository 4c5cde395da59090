import type { Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { fileStore } from '#platform/files/store';
import { insertDocument } from '../store/documents.ts';

export interface ReceivedDocument {
  /** A key of `TYPE_LABELS`: `resolution`, `signed-convention`, `attachment`… */
  type: string;
  title: string;
  subject: string;
  subjectId: string;
  fileName: string;
  mediaType: string;
  bytes: Buffer;
}

/**
 * Keeps a file that arrived (a delibera, a signed convention), in the caller's transaction.
 * @throws RuleBroken `documents.empty-file`.
 */
export async function keepDocument(
  tx: Transaction,
  { bytes, ...document }: ReceivedDocument,
): Promise<{ documentId: string; hash: string; size: number }> {
  if (bytes.length === 0) throw new RuleBroken('documents.empty-file');
  const { hash, size } = await fileStore().put(bytes);
  const documentId = await insertDocument(tx, { ...document, bytesHash: hash, size, made: null });
  return { documentId, hash, size };
}
