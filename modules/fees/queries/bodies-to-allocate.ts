import type { Call } from '#platform/call';
import { type Db, sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { mayFollowFees } from '../permissions.ts';
import type { AllocatedBody } from '../rules/cost-allocation.ts';

export interface BodyToAllocate extends AllocatedBody {
  name: string;
  category: string;
  /** Where inhabitants and use come from; absent when they are not known. */
  populationSource?: string;
  usageSource?: string;
}

export interface AskedBodies {
  conventionId: string;
  membersOn: string;
  figuresOn: string;
  usage: string | null;
  comuniOnly: boolean;
}

/**
 * The members of a convention on a day with what they weigh: inhabitants and use on the day of the figures, square
 * kilometres of the register. What is not known is absent, never zero. Of associations, whose comuni are weighed one
 * by one, nothing is taken unless they are the members. [D13]
 * @throws NotAllowed
 */
export async function bodiesToAllocate(call: Call, asked: AskedBodies): Promise<readonly BodyToAllocate[]> {
  demand(call, mayFollowFees);
  return readBodiesToAllocate(call, asked);
}

/** The same for a command, which has asked its own permission. */
export async function readBodiesToAllocate(
  call: Call,
  asked: AskedBodies,
  db: Db = call.db,
): Promise<readonly BodyToAllocate[]> {
  const { rows } = await sql<
    Pick<BodyToAllocate, 'bodyId' | 'name' | 'category'> & {
      population: number | null;
      populationSource: string;
      usage: string | null;
      usageSource: string;
      area: string | null;
    }
  >`
    select b.body_id as "bodyId", b.name, b.category, p.inhabitants as population, p.source as "populationSource",
      q.value::text as usage, q.source as "usageSource", trim_scale(b.area_km2)::text as area
    from membership.membership_term m
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    left join (select body_id, inhabitants, source from directory.population_on_day
      where centre_id = ${call.centreId} and ref_date = ${asked.figuresOn}) p on p.body_id = b.body_id
    left join (select body_id, value, source from directory.quantity_on_day
      where centre_id = ${call.centreId} and ref_date = ${asked.figuresOn} and name = ${asked.usage ?? ''}) q on q.body_id = b.body_id
    where m.centre_id = ${call.centreId} and m.convention_id = ${asked.conventionId}
      and m.valid_from <= ${asked.membersOn} and m.valid_to >= ${asked.membersOn}
      ${asked.comuniOnly ? sql`and b.category = 'COMUNE'` : sql``}
    order by b.name collate "it-x-icu", b.body_id`.execute(db);
  return rows.map(({ population, populationSource, usage, usageSource, area, ...body }) => ({
    ...body,
    ...(population === null ? {} : { population, populationSource }),
    ...(usage === null ? {} : { usage, usageSource }),
    ...(area === null ? {} : { area }),
  }));
}
