import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import type { PlanCounts } from '../rules/register-import/import-options.ts';
import { applyBodies, checkCodes, type Provenance } from '../store/apply-bodies.ts';
import { applyChanges } from '../store/apply-changes.ts';
import { applyFigures } from '../store/apply-figures.ts';
import { applyMembers } from '../store/apply-members.ts';
import { applyQuantities } from '../store/quantity-figures.ts';
import { takeRegister } from '../store/register-heads.ts';
import { contentOf, lockImport, type RegisterImport, updateImport } from '../store/register-imports.ts';
import { drawingOf } from '../store/stage-import.ts';
import type { OnProgress } from '../store/stage-rows.ts';
import { insertMap } from '../store/territory-maps.ts';
import { readUpload } from './plan-import.ts';

type Writer = (
  tx: Transaction,
  upload: RegisterImport,
  from: Provenance,
  onProgress: OnProgress,
) => Promise<number>;

const bodies: Writer = (tx, _upload, from, onProgress) => applyBodies(tx, from, onProgress);

const WRITERS: Record<RegisterKindName, Writer> = {
  'ipa-bodies': bodies,
  'istat-comuni': bodies,
  associations: bodies,
  population: (tx, _upload, from) => applyFigures(tx, 'population', from),
  enterprises: (tx, _upload, from) => applyFigures(tx, 'enterprises', from),
  quantities: (tx, _upload, from) => applyQuantities(tx, from),
  'association-members': (tx, _upload, from) => applyMembers(tx, from),
  'municipality-changes': (tx, _upload, from) => applyChanges(tx, from),
  boundaries: drawMap,
};

/**
 * Applies the plan of an import: everything in one transaction, or nothing; once, however many times it is asked.
 * Rows that still wait for a choice are left out.
 * @throws NotFound; RuleBroken `directory.import-not-planned` when there is no plan, `directory.register-changed`
 * when the register has changed since the dry run, `directory.import-count-differs` when fewer or more rows would be
 * written than were shown.
 */
export async function applyImport(call: Call, importId: string, onProgress: OnProgress): Promise<PlanCounts> {
  demand(call, mayEditBodies);
  return perform(call, 'directory.apply-import', async (tx) => {
    const { db } = tx;
    const { centreId } = call;
    const upload = await lockImport(db, centreId, importId);
    if (!upload) throw new NotFound('register-import', importId);
    const { counts } = upload;
    if (upload.state === 'APPLIED' && counts) return counts;
    if ((upload.state !== 'PLANNED' && upload.state !== 'APPLYING') || !counts)
      throw new RuleBroken('directory.import-not-planned');
    if ((await takeRegister(tx)) !== upload.planRevision) throw new RuleBroken('directory.register-changed');
    const from: Provenance = {
      importId,
      source: upload.options.source || upload.fileName,
      effectiveOn: upload.options.effectiveOn ?? call.today,
    };
    const written = await WRITERS[upload.kind](tx, upload, from, onProgress);
    if (written !== counts.new + counts.changed)
      throw new RuleBroken('directory.import-count-differs', { shown: counts.new + counts.changed, written });
    await checkCodes(tx);
    await updateImport(db, centreId, importId, {
      state: 'APPLIED',
      problem: null,
      appliedBy: call.actor.name,
      appliedAt: call.now,
    });
    tx.record({
      action: 'directory.register-imported',
      target: 'register-import',
      targetId: importId,
      facts: { kind: upload.kind, file: upload.fileName, hash: upload.fileHash, ...counts },
    });
    await tx.announce('directory.register-imported', { importId, kind: upload.kind });
    return counts;
  });
}

/** The new map takes the place of the old one, when any of its areas is drawn anew. */
async function drawMap(tx: Transaction, upload: RegisterImport, from: Provenance): Promise<number> {
  const { centreId, now } = tx.call;
  const changed = upload.counts!.new + upload.counts!.changed;
  if (changed === 0) return 0;
  const reading = readUpload(await contentOf(tx.db, centreId, upload.id), upload);
  const { codes, object, topology, hash } = await drawingOf(tx.db, {
    centreId,
    reading,
    options: upload.options,
  });
  await insertMap(tx.db, centreId, {
    objectName: object,
    topology,
    fileHash: hash,
    note: upload.options.note,
    source: from.source,
    recordedAt: now,
  });
  return codes.size;
}
