import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewTariffs } from '../permissions.ts';
import type { StandardTariffParameters } from '../rules/standard-tariff.ts';
import { parseTariff, type Tariff } from '../rules/tariff.ts';

export interface ListedTariff {
  id: string;
  conventionId: string;
  conventionTitle: string;
  code: string;
  version: number;
  title: string;
  validFrom: string;
  validTo: string | null;
  state: 'DRAFT' | 'APPROVED' | 'WITHDRAWN';
  vatTreatment: string;
  decision: string | null;
  decidedOn: string | null;
  draftedBy: string;
  draftedAt: Date;
}

export interface TariffDetails extends ListedTariff {
  tariff: Tariff;
  parameters: StandardTariffParameters | null;
  draftedById: string | null;
  editedByIds: readonly string[];
  vatConfirmedBy: string | null;
  vatConfirmedAt: Date | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  /** The version of the row, which a form carries back. */
  rowVersion: number;
}

const LISTED = sql`t.id, t.convention_id as "conventionId", c.title as "conventionTitle", t.code, t.version, t.title, t.valid_from as "validFrom",
  t.valid_to as "validTo", t.state, t.vat_treatment as "vatTreatment", t.decision, t.decided_on as "decidedOn", t.drafted_by as "draftedBy", t.drafted_at as "draftedAt"`;
const FROM = sql`tariffs.tariffs t join membership.convention_card c on c.centre_id = t.centre_id and c.convention_id = t.convention_id`;

export interface TariffFilter {
  conventionId?: string;
  state?: string;
  /** Only those in force on the day. */
  inForceOn?: string;
}

/** The tariffs of the centre, the latest first; those withdrawn only when asked for. */
export async function listTariffs(
  call: Call,
  filter: TariffFilter = {},
  page: { size: number; offset: number } = { size: 200, offset: 0 },
): Promise<Listed<ListedTariff>> {
  demand(call, mayViewTariffs);
  const { rows } = await sql<ListedTariff & { total: number }>`
    select ${LISTED}, count(*) over () as total from ${FROM}
    where t.centre_id = ${call.centreId}
      ${filter.conventionId ? sql`and t.convention_id = ${filter.conventionId}` : sql``}
      ${filter.state ? sql`and t.state = ${filter.state}` : sql`and t.state <> 'WITHDRAWN'`}
      ${filter.inForceOn ? sql`and t.state = 'APPROVED' and daterange(t.valid_from, t.valid_to, '[]') @> ${filter.inForceOn}::date` : sql``}
    order by t.valid_from desc, t.drafted_at desc, t.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.total ?? 0 };
}

/**
 * A tariff with its rules.
 * @throws NotFound, NotAllowed
 */
export async function getTariff(call: Call, tariffId: string): Promise<TariffDetails> {
  demand(call, mayViewTariffs);
  const { rows } = isId(tariffId)
    ? await sql<Omit<TariffDetails, 'tariff'> & { definition: unknown }>`
        select ${LISTED}, t.definition, t.parameters, t.drafted_by_id as "draftedById", t.edited_by_ids as "editedByIds",
          t.vat_confirmed_by as "vatConfirmedBy", t.vat_confirmed_at as "vatConfirmedAt", t.approved_by as "approvedBy", t.approved_at as "approvedAt",
          t.row_version as "rowVersion"
        from ${FROM} where t.centre_id = ${call.centreId} and t.id = ${tariffId}`.execute(call.db)
    : { rows: [] };
  if (!rows[0]) throw new NotFound('tariff', tariffId);
  const { definition, ...details } = rows[0];
  return { ...details, tariff: tariffOf(definition) };
}

export interface TariffInForce {
  tariffId: string;
  code: string;
  version: number;
  title: string;
  validFrom: string;
  validTo: string | null;
  vatTreatment: string;
  decision: string;
  decidedOn: string;
  tariff: Tariff;
}

/** The approved tariff of a convention on a day, or null. */
export async function tariffInForce(
  call: Call,
  conventionId: string,
  date: string,
  db: Db = call.db,
): Promise<TariffInForce | null> {
  const { rows } = await sql<Omit<TariffInForce, 'tariff'> & { definition: unknown }>`
    select tariff_id as "tariffId", code, version, title, valid_from as "validFrom", valid_to as "validTo", vat_treatment as "vatTreatment",
      decision, decided_on as "decidedOn", definition
    from tariffs.tariff_in_force
    where centre_id = ${call.centreId} and convention_id = ${conventionId} and daterange(valid_from, valid_to, '[]') @> ${date}::date`.execute(
    db,
  );
  if (!rows[0]) return null;
  const { definition, ...found } = rows[0];
  return { ...found, tariff: tariffOf(definition) };
}

/** What is stored passed the check when it was written: if it no longer does, that is a fault and not an answer. */
export function tariffOf(definition: unknown): Tariff {
  const read = parseTariff(definition);
  if (!read.ok) throw new Error(`a stored tariff cannot be read: ${JSON.stringify(read.problems)}`);
  return read.tariff;
}

/** The periods of the approved tariffs of a convention. */
export async function approvedPeriods(
  call: Call,
  conventionId: string,
): Promise<readonly { from: string; to: string | null }[]> {
  const { rows } = await sql<{ from: string; to: string | null }>`
    select valid_from as "from", valid_to as "to" from tariffs.tariff_in_force
    where centre_id = ${call.centreId} and convention_id = ${conventionId} order by valid_from`.execute(
    call.db,
  );
  return rows;
}
