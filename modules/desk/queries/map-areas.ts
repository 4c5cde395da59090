import type { Topology } from 'topojson-specification';
import { mayViewMap } from '#directory';
import { mayViewFees } from '#fees';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Listed } from '#platform/forms/list-query';
import { demand } from '#platform/permission';

export interface Drawing {
  id: string;
  objectName: string;
  topology: Topology;
  source: string;
  note: string;
}

/** A drawing never changes: kept, it gives the map the same object, whose paths are computed once. */
const known = new Map<string, Drawing>();

/**
 * The drawing of the territory in force, or null.
 * @throws NotAllowed unless the actor may view the map.
 */
export async function findDrawing(call: Call): Promise<Drawing | null> {
  demand(call, mayViewMap);
  const { rows } = await sql<{ id: string }>`
    select map_id as id from directory.territory_map where centre_id = ${call.centreId} order by recorded_at desc, map_id desc limit 1`.execute(
    call.db,
  );
  const id = rows[0]?.id;
  if (!id) return null;
  const kept = known.get(id);
  if (kept) return kept;
  const read = await sql<Drawing>`
    select map_id as id, object_name as "objectName", topology, source, note from directory.territory_map where centre_id = ${call.centreId} and map_id = ${id}`.execute(
    call.db,
  );
  const drawing = read.rows[0] ?? null;
  if (drawing) known.set(id, drawing);
  if (known.size > 20) known.delete(known.keys().next().value!);
  return drawing;
}

/** A comune as the map and its table show it. */
export interface MapArea {
  id: string;
  name: string;
  istatCode: string;
  inhabitants: number | null;
  /** Adhesion in force today: direct, through an association, or none. */
  adhesion: 'DIRECT' | 'DERIVED' | null;
  /** Cents of the latest approved fee of the year. */
  feeCents: number | null;
}

/**
 * Every comune in being, with what colours the map. Fees only for who may view them.
 * @param year of the fees.
 * @throws NotAllowed unless the actor may view the map (and the fees, when they are asked for).
 */
export async function listMapAreas(call: Call, theme: MapTheme): Promise<readonly MapArea[]> {
  const { rows } = await sql<MapArea>`${areas(call, theme)} ${IN_ORDER}`.execute(call.db);
  return rows;
}

/** The same a page at a time. @throws NotAllowed as `listMapAreas`. */
export async function pageMapAreas(
  call: Call,
  theme: MapTheme,
  page: { size: number; offset: number },
): Promise<Listed<MapArea>> {
  const { rows } = await sql<MapArea & { total: number }>`
    select *, (select count(*) from directory.body_card b where b.centre_id = ${call.centreId} and ${ON_THE_MAP}) as total
    from (${areas(call, theme)} ${IN_ORDER} limit ${page.size} offset ${page.offset}) areas`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

interface MapTheme {
  fees: boolean;
  year: number;
}

const ON_THE_MAP = sql`b.category = 'COMUNE' and b.ceased_on is null and b.istat_code is not null`;
const IN_ORDER = sql`order by b.name collate "it-x-icu", b.body_id`;

function areas(call: Call, theme: MapTheme) {
  demand(call, mayViewMap);
  if (theme.fees) demand(call, mayViewFees);
  return sql`
    select b.body_id as id, b.name, b.istat_code as "istatCode", f.inhabitants, m.kind as adhesion, ${theme.fees ? sql`a.amount_cents` : sql`null::bigint`} as "feeCents"
    from directory.body_card b
    left join directory.latest_figure f on f.centre_id = b.centre_id and f.body_id = b.body_id
    left join (
      select body_id, min(kind) as kind from membership.membership_term
      where centre_id = ${call.centreId} and valid_from <= ${call.today} and (valid_to is null or valid_to >= ${call.today}) group by body_id
    ) m on m.body_id = b.body_id
    ${
      theme.fees
        ? sql`left join (
      select distinct on (body_id) body_id, amount_cents from fees.assessment_card
      where centre_id = ${call.centreId} and year = ${theme.year} and state in ('APPROVED', 'NOTICED') order by body_id, version desc
    ) a on a.body_id = b.body_id`
        : sql``
    }
    where b.centre_id = ${call.centreId} and ${ON_THE_MAP}`;
}
