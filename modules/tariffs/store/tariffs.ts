import { sql } from '#platform/database/pool';
import type { Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import type { StandardTariffParameters } from '../rules/standard-tariff.ts';
import type { Tariff } from '../rules/tariff.ts';
import type { TariffValidation } from '../rules/validate-tariff.ts';

export interface TariffContent {
  title: string;
  validFrom: string;
  validTo: string | null;
  definition: Tariff;
  /** The form from which the definition was made; null when it was written as JSON. */
  parameters: StandardTariffParameters | null;
  vatTreatment: string;
}

export interface LockedTariff extends TariffContent {
  id: string;
  conventionId: string;
  code: string;
  version: number;
  state: 'DRAFT' | 'APPROVED' | 'WITHDRAWN';
  draftedById: string | null;
  editedByIds: readonly string[];
  vatConfirmedBy: string | null;
  /** Grows with each change: a form that was opened before does not overwrite. */
  rowVersion: number;
}

/** Locks a tariff, or null. */
export async function lockTariff(tx: Transaction, tariffId: string): Promise<LockedTariff | null> {
  const { rows } = await sql<LockedTariff>`
    select id, convention_id as "conventionId", code, version, title, valid_from as "validFrom", valid_to as "validTo", definition, parameters,
      vat_treatment as "vatTreatment", state, drafted_by_id as "draftedById", edited_by_ids as "editedByIds", vat_confirmed_by as "vatConfirmedBy", row_version as "rowVersion"
    from tariffs.tariffs where centre_id = ${tx.call.centreId} and id = ${tariffId} for update`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

/** The approved tariffs of a convention, locked in order of time. */
export async function lockApproved(
  tx: Transaction,
  conventionId: string,
): Promise<readonly { id: string; title: string; version: number; from: string; to: string | null }[]> {
  // One approval at a time for a convention, also when it has no approved tariff to lock yet.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tariffs ${conventionId}`}, 0))`.execute(tx.db);
  const { rows } = await sql<{ id: string; title: string; version: number; from: string; to: string | null }>`
    select id, title, version, valid_from as "from", valid_to as "to" from tariffs.tariffs
    where centre_id = ${tx.call.centreId} and convention_id = ${conventionId} and state = 'APPROVED'
    order by valid_from for update`.execute(tx.db);
  return rows;
}

/** Writes a draft with the next version of its code. */
export async function insertDraft(
  tx: Transaction,
  draft: TariffContent & { conventionId: string; code: string; vatConfirmed: boolean },
): Promise<{ tariffId: string; version: number }> {
  const { call } = tx;
  const id = newId();
  const { rows } = await sql<{ version: number }>`
    insert into tariffs.tariffs (centre_id, id, convention_id, code, version, title, valid_from, valid_to, definition, parameters, vat_treatment,
      drafted_by, drafted_by_id, drafted_at, edited_by_ids, vat_confirmed_by, vat_confirmed_at)
    select ${call.centreId}, ${id}, ${draft.conventionId}, ${draft.code}, coalesce(max(t.version), 0) + 1, ${draft.title}, ${draft.validFrom}, ${draft.validTo},
      ${JSON.stringify(draft.definition)}::jsonb, ${draft.parameters && JSON.stringify(draft.parameters)}::jsonb, ${draft.vatTreatment},
      ${call.actor.name}, ${call.actor.accountId}, ${call.now}, ${call.actor.accountId ? [call.actor.accountId] : []}::uuid[],
      ${draft.vatConfirmed ? call.actor.name : null}, ${draft.vatConfirmed ? call.now : null}
    from tariffs.tariffs t where t.centre_id = ${call.centreId} and t.code = ${draft.code}
    on conflict do nothing returning version`.execute(tx.db);
  if (!rows[0]) throw new RuleBroken('tariffs.version-taken');
  return { tariffId: id, version: rows[0].version };
}

/** Changes a draft; a new VAT treatment must be confirmed anew. */
export async function updateDraft(
  tx: Transaction,
  tariffId: string,
  content: TariffContent & { vatConfirmed: boolean },
): Promise<void> {
  const { call } = tx;
  await sql`update tariffs.tariffs set title = ${content.title}, valid_from = ${content.validFrom}, valid_to = ${content.validTo},
      definition = ${JSON.stringify(content.definition)}::jsonb, parameters = ${content.parameters && JSON.stringify(content.parameters)}::jsonb,
      vat_confirmed_by = case when ${content.vatConfirmed} then ${call.actor.name} when vat_treatment = ${content.vatTreatment} then vat_confirmed_by end,
      vat_confirmed_at = case when ${content.vatConfirmed} then ${call.now}::timestamptz when vat_treatment = ${content.vatTreatment} then vat_confirmed_at end,
      vat_treatment = ${content.vatTreatment},
      edited_by_ids = case when ${call.actor.accountId}::uuid is null or ${call.actor.accountId}::uuid = any(edited_by_ids) then edited_by_ids
        else edited_by_ids || ${call.actor.accountId}::uuid end,
      row_version = row_version + 1
    where centre_id = ${call.centreId} and id = ${tariffId}`.execute(tx.db);
}

export async function setVatConfirmed(tx: Transaction, tariffId: string): Promise<void> {
  await sql`update tariffs.tariffs set vat_confirmed_by = ${tx.call.actor.name}, vat_confirmed_at = ${tx.call.now}, row_version = row_version + 1
    where centre_id = ${tx.call.centreId} and id = ${tariffId}`.execute(tx.db);
}

export async function setWithdrawn(tx: Transaction, tariffId: string): Promise<void> {
  await sql`update tariffs.tariffs set state = 'WITHDRAWN', row_version = row_version + 1
    where centre_id = ${tx.call.centreId} and id = ${tariffId}`.execute(tx.db);
}

/** Sets the last day of an approved tariff that had none. */
export async function closeApproved(tx: Transaction, tariffId: string, lastDay: string): Promise<void> {
  await sql`update tariffs.tariffs set valid_to = ${lastDay}, row_version = row_version + 1
    where centre_id = ${tx.call.centreId} and id = ${tariffId}`.execute(tx.db);
}

export async function setApproved(
  tx: Transaction,
  tariffId: string,
  approval: { decision: string; decidedOn: string; findings: TariffValidation },
): Promise<void> {
  const { call } = tx;
  await sql`update tariffs.tariffs set state = 'APPROVED', decision = ${approval.decision}, decided_on = ${approval.decidedOn},
      findings = ${JSON.stringify(approval.findings.notches)}::jsonb, approved_by = ${call.actor.name}, approved_by_id = ${call.actor.accountId},
      approved_at = ${call.now}, row_version = row_version + 1
    where centre_id = ${call.centreId} and id = ${tariffId}`.execute(tx.db);
}
