import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayViewConventions } from '../permissions.ts';

/** A class that a convention gives to a body. */
export interface ListedClass {
  id: string;
  bodyId: string;
  name: string;
  category: string;
  bodyClass: string;
  from: string;
  to: string | null;
  act: string;
  recordedAt: Date;
  recordedBy: string;
  annulledBy: string | null;
  annulmentReason: string | null;
}

export interface ClassFilter {
  conventionId: string;
  words?: string;
  bodyClass?: string;
  bodyId?: string;
  /** Only those that hold on the day; without it also those of before, of later, and annulled. */
  on?: string;
}

export const CLASS_SORTS = ['ente', 'classe', 'dal'] as const;
const ORDER = {
  ente: sql`b.name collate "it-x-icu"`,
  classe: sql`c.class collate "it-x-icu"`,
  dal: sql`c.valid_from`,
} as const;

const COLUMNS = sql`c.id, c.body_id as "bodyId", b.name, b.category, c.class as "bodyClass", c.valid_from as "from", c.valid_to as "to", c.act,
  c.recorded_at as "recordedAt", c.recorded_by as "recordedBy", c.annulled_by as "annulledBy", c.annulment_reason as "annulmentReason"`;
const FROM = sql`membership.body_classes c join directory.body_card b on b.centre_id = c.centre_id and b.body_id = c.body_id`;

/**
 * The classes that a convention gives, a page at a time.
 * @throws NotAllowed unless the actor may view conventions.
 */
export async function listClasses(
  call: Call,
  filter: ClassFilter,
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<ListedClass>> {
  demand(call, mayViewConventions);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.ente;
  const words = filter.words?.trim().replace(/[\\%_]/g, '\\$&');
  const { rows } = await sql<ListedClass & { total: number }>`
    select ${COLUMNS}, count(*) over () as total from ${FROM}
    where c.centre_id = ${call.centreId} and c.convention_id = ${filter.conventionId}
      ${filter.on ? sql`and c.annulled_at is null and c.valid_from <= ${filter.on} and (c.valid_to is null or c.valid_to >= ${filter.on})` : sql``}
      ${filter.bodyClass ? sql`and c.class = ${filter.bodyClass}` : sql``}
      ${filter.bodyId ? sql`and c.body_id = ${filter.bodyId}` : sql``}
      ${words ? sql`and b.search_text like '%' || platform.searchable(${words}) || '%'` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc` : sql`asc`}, c.body_id, c.valid_from desc, c.id
    limit ${page.size} offset ${page.offset}`.execute(call.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** The names of the classes in use under a convention, those of the past too. @throws NotAllowed */
export async function listClassNames(call: Call, conventionId: string): Promise<readonly string[]> {
  demand(call, mayViewConventions);
  const { rows } = await sql<{ name: string }>`
    select distinct class as name from membership.body_classes
    where centre_id = ${call.centreId} and convention_id = ${conventionId} and annulled_at is null order by name limit 200`.execute(
    call.db,
  );
  return rows.map((row) => row.name);
}

/** @throws NotAllowed; NotFound when the convention has given no such class. */
export async function getClass(call: Call, conventionId: string, id: string): Promise<ListedClass> {
  demand(call, mayViewConventions);
  const { rows } = isId(id)
    ? await sql<ListedClass>`select ${COLUMNS} from ${FROM}
        where c.centre_id = ${call.centreId} and c.convention_id = ${conventionId} and c.id = ${id}`.execute(
        call.db,
      )
    : { rows: [] };
  if (!rows[0]) throw new NotFound('body class', id);
  return rows[0];
}
