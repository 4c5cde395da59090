import { directoryLinks, mayViewBodies } from '#directory';
import { feesLinks } from '#fees';
import { membershipLinks } from '#membership';
import { formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { formatEuro } from '#platform/money';
import { confinedTo, may } from '#platform/permission';
import { ACT_KINDS, actLabel } from '../act-kinds.ts';
import { findActs } from './list-acts.ts';

export interface Found {
  kind: 'body' | 'person' | 'resolution' | 'notice' | 'application' | 'act';
  label: string;
  detail: string;
  href: string;
}

const MOST = 20;

/**
 * Anything that the words find, the most alike first: bodies by name or code, people, acts by number, applications,
 * notices by number or payer, acts that two people do (corrections, credits, allocations, closings, tariffs). Who reaches only some bodies finds only what is theirs.
 */
export async function search(call: Call, words: string): Promise<readonly Found[]> {
  if (!may(call.actor, mayViewBodies)) return [];
  const only = confinedTo(call.actor, mayViewBodies);
  const found = await Promise.all([
    bodies(call, words, only),
    people(call, words, only),
    applications(call, words, only),
    resolutions(call, words, only),
    notices(call, words, only),
    acts(call, words),
  ]);
  return found.flat();
}

/** Bodies that the words find are looked for once, by index; a word that finds more is too wide to be an answer. */
const MOST_BODIES = 3000;
const ofFound = (column: string, words: string) =>
  sql`${sql.ref(column)} in (select f.id from directory.search_bodies(${words}, ${MOST_BODIES}) f)`;
const within = (column: string, only: readonly string[] | null) =>
  only ? sql`and ${sql.ref(column)} = any(${only}::uuid[])` : sql``;

async function bodies(call: Call, words: string, only: readonly string[] | null): Promise<Found[]> {
  const { rows } = await sql<{ id: string; name: string; codes: string | null }>`
    select b.id, b.name, concat_ws(' · ', b.ipa_code, b.istat_code, b.province) as codes
    from directory.search_bodies(${words}, ${MOST_BODIES}) b where b.centre_id = ${call.centreId} ${within('b.id', only)}
    order by (b.ceased_on is not null), similarity(platform.searchable(b.name), platform.searchable(${words})) desc, b.name limit ${MOST}`.execute(
    call.db,
  );
  return rows.map((row) => ({
    kind: 'body',
    label: row.name,
    detail: row.codes ?? '',
    href: directoryLinks.body(row.id),
  }));
}

async function people(call: Call, words: string, only: readonly string[] | null): Promise<Found[]> {
  const { rows } = await sql<{ body_id: string; name: string; body: string }>`
    select distinct r.body_id, r.name, b.name as body from directory.role_holder r join directory.body_card b on b.centre_id = r.centre_id and b.body_id = r.body_id
    where r.centre_id = ${call.centreId} and platform.searchable(r.name) like all (platform.word_patterns(${words})) ${within('r.body_id', only)}
    order by r.name limit ${MOST}`.execute(call.db);
  return rows.map((row) => ({
    kind: 'person',
    label: row.name,
    detail: row.body,
    href: directoryLinks.bodyPart(row.body_id, 'persone'),
  }));
}

async function applications(call: Call, words: string, only: readonly string[] | null): Promise<Found[]> {
  const { rows } = await sql<{ id: string; number: number; name: string; state: string }>`
    select a.application_id as id, a.number, b.name, a.state from membership.application_card a join directory.body_card b on b.centre_id = a.centre_id and b.body_id = a.body_id
    where a.centre_id = ${call.centreId} and (${ofFound('a.body_id', words)} or a.number::text = ${words}) ${within('a.body_id', only)}
    order by a.created_at desc limit ${MOST}`.execute(call.db);
  return rows.map((row) => ({
    kind: 'application',
    label: `Domanda di adesione n. ${row.number}`,
    detail: row.name,
    href: membershipLinks.application(row.id),
  }));
}

async function notices(call: Call, words: string, only: readonly string[] | null): Promise<Found[]> {
  const { rows } = await sql<{ id: string; number: number; year: number; name: string }>`
    select n.notice_id as id, n.number, n.year, b.name from fees.notice_card n join directory.body_card b on b.centre_id = n.centre_id and b.body_id = n.payer_id
    where n.centre_id = ${call.centreId} and (${ofFound('n.payer_id', words)} or n.year || '/' || n.number = ${words} or n.number::text = ${words}) ${within('n.payer_id', only)}
    order by n.year desc, n.number limit ${MOST}`.execute(call.db);
  return rows.map((row) => ({
    kind: 'notice',
    label: `Avviso n. ${row.number}/${row.year}`,
    detail: row.name,
    href: feesLinks.notice(row.id),
  }));
}

async function resolutions(call: Call, words: string, only: readonly string[] | null): Promise<Found[]> {
  const { rows } = await sql<{
    bodyId: string;
    applicationId: string | null;
    number: string;
    on: string;
    name: string;
  }>`
    select r.body_id as "bodyId", r.application_id as "applicationId", r.number, r.resolved_on as "on", b.name
    from membership.resolution_card r join directory.body_card b on b.centre_id = r.centre_id and b.body_id = r.body_id
    where r.centre_id = ${call.centreId} and (r.number = ${words} or ${ofFound('r.body_id', words)}) ${within('r.body_id', only)}
    order by r.resolved_on desc, r.resolution_id limit ${MOST}`.execute(call.db);
  return rows.map((row) => ({
    kind: 'resolution',
    label: `Delibera n. ${row.number} del ${formatItalianDate(row.on)}`,
    detail: row.name,
    href: row.applicationId
      ? membershipLinks.application(row.applicationId)
      : directoryLinks.body(row.bodyId),
  }));
}

async function acts(call: Call, words: string): Promise<Found[]> {
  const found = await findActs(call, words, MOST);
  return found.map((act) => ({
    kind: 'act',
    label: actLabel(act),
    detail: [act.about, act.amount === null ? '' : formatEuro(act.amount), act.toDecide ? 'da decidere' : '']
      .filter(Boolean)
      .join(' · '),
    href: ACT_KINDS[act.kind].href(act.id),
  }));
}
