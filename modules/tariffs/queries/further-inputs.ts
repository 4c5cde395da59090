import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import type { Cents, DecimalText } from '#platform/money';
import type { BodyCategory } from '../rules/tariff.ts';
import type { WantedInputs } from '../rules/wanted-inputs.ts';
import {
  type Belonging,
  type Term,
  type WholeAssociation,
  wholeAssociations,
} from '../rules/whole-association.ts';

/** Of which body, and on which day its class and its association are looked at. */
export interface AskedBody {
  bodyId: string;
  category: BodyCategory;
  /** YYYY-MM-DD. */
  on: string;
}

/** A quantity as it was read, with who gives it and when it was recorded. */
export interface ReadQuantity {
  value: DecimalText;
  source: string;
  recordedAt: string;
}

/** What tariffs may ask beside category, region, inhabitants and enterprises. What is absent is not known. */
export interface FurtherInputs {
  classGiven?: { name: string; act: string; recordedAt: string };
  wholeAssociation?: boolean;
  quantities?: Record<string, ReadQuantity>;
  /** Cents by year; null when the body owed none; a year that is absent is not known. */
  referenceFees?: Record<number, Cents | null>;
}

export interface AskedInputs {
  conventionId: string;
  /** The day of the quantities: the same as that of population and enterprises. */
  figuresOn: string;
  wanted: WantedInputs;
  bodies: readonly AskedBody[];
}

/**
 * The further inputs of some bodies under a convention, read together: assessments and simulations both ask here, so
 * that they cannot differ. Only what is wanted is asked of the database. Row security confines it to the centre.
 */
export async function furtherInputs(
  call: Call,
  asked: AskedInputs,
): Promise<ReadonlyMap<string, FurtherInputs>> {
  const { wanted, bodies } = asked;
  if (bodies.length === 0) return new Map();
  const [classes, whole, quantities, fees] = await Promise.all([
    wanted.classes.length > 0 ? classesOf(call, asked) : null,
    wanted.wholeAssociation ? associationsOf(call, asked) : null,
    wanted.quantities.length > 0 ? quantitiesOf(call, asked) : null,
    wanted.referenceYears.length > 0 ? referenceFeesOf(call, asked) : null,
  ]);
  return new Map(
    bodies.map((body) => {
      const classGiven = classes?.get(body.bodyId);
      const isWhole = whole?.(body, body.on);
      const read = quantities?.get(body.bodyId);
      return [
        body.bodyId,
        {
          ...(classGiven ? { classGiven } : {}),
          ...(isWhole === undefined ? {} : { wholeAssociation: isWhole }),
          ...(read ? { quantities: read } : {}),
          ...(fees ? { referenceFees: fees(body.bodyId) } : {}),
        },
      ];
    }),
  );
}

const idsOf = ({ bodies }: AskedInputs): string[] => bodies.map(({ bodyId }) => bodyId);
const daysOf = ({ bodies }: AskedInputs): string[] => bodies.map(({ on }) => on);

async function classesOf(
  call: Call,
  asked: AskedInputs,
): Promise<Map<string, NonNullable<FurtherInputs['classGiven']>>> {
  const { rows } = await sql<{ bodyId: string; name: string; act: string; recordedAt: string }>`
    select c.body_id as "bodyId", c.class as name, c.act, c.recorded_at::text as "recordedAt"
    from unnest(${idsOf(asked)}::uuid[], ${daysOf(asked)}::date[]) as t (body_id, on_day)
    join membership.class_given c on c.centre_id = ${call.centreId} and c.convention_id = ${asked.conventionId} and c.body_id = t.body_id
      and c.valid_from <= t.on_day and (c.valid_to is null or c.valid_to >= t.on_day)`.execute(call.db);
  return new Map(rows.map(({ bodyId, ...given }) => [bodyId, given]));
}

/** The associations of the bodies, or that they are, with all their comuni in the days that are asked. */
async function associationsOf(call: Call, asked: AskedInputs): Promise<WholeAssociation> {
  const days = daysOf(asked).sort();
  const { rows } = await sql<Belonging & { terms: [string, string][] | null }>`
    with concerned as (
      select distinct association_id from directory.association_member
      where centre_id = ${call.centreId} and (association_id = any(${idsOf(asked)}::uuid[]) or municipality_id = any(${idsOf(asked)}::uuid[]))
    ), terms as (
      select body_id, jsonb_agg(jsonb_build_array(valid_from, valid_to)) as terms from membership.membership_term
      where centre_id = ${call.centreId} and convention_id = ${asked.conventionId} group by body_id
    )
    select a.association_id as "associationId", a.municipality_id as "municipalityId", a.valid_from as "from", a.valid_to as "to", t.terms
    from directory.association_member a join concerned c on c.association_id = a.association_id
    left join terms t on t.body_id = a.municipality_id
    where a.centre_id = ${call.centreId} and a.valid_from <= ${days.at(-1)!} and (a.valid_to is null or a.valid_to >= ${days[0]!})`.execute(
    call.db,
  );
  const terms = new Map<string, Term[]>();
  for (const { municipalityId, terms: theirs } of rows)
    terms.set(
      municipalityId,
      (theirs ?? []).map(([from, to]) => ({ bodyId: municipalityId, from, to })),
    );
  return wholeAssociations(rows, [...terms.values()].flat());
}

/** Of a body born of a merger that has none of its own for the day, the sum of the bodies merged into it, if all have it. [D1] */
async function quantitiesOf(
  call: Call,
  asked: AskedInputs,
): Promise<Map<string, Record<string, ReadQuantity>>> {
  const { rows } = await sql<ReadQuantity & { bodyId: string; name: string }>`
    with wanted as (select unnest(${[...asked.wanted.quantities]}::text[]) as name),
    own as (
      select body_id, name, value, source, recorded_at from directory.quantity_on_day
      where centre_id = ${call.centreId} and ref_date = ${asked.figuresOn} and name in (select name from wanted) and body_id = any(${idsOf(asked)}::uuid[])
    ), of_merged as (
      select m.merged_into_id as body_id, w.name, sum(q.value) as value, 'somma degli enti fusi: ' || string_agg(m.name, ', ' order by m.name) as source, max(q.recorded_at) as recorded_at
      from directory.body_card m cross join wanted w
      left join directory.quantity_on_day q on q.centre_id = m.centre_id and q.body_id = m.body_id and q.name = w.name and q.ref_date = ${asked.figuresOn}
      where m.centre_id = ${call.centreId} and m.merged_into_id = any(${idsOf(asked)}::uuid[])
      group by m.merged_into_id, w.name having count(q.value) = count(*)
    )
    select body_id as "bodyId", name, value::text, source, recorded_at::text as "recordedAt" from (
      select * from own union all
      select m.* from of_merged m where not exists (select from own where own.body_id = m.body_id and own.name = m.name)
    ) read`.execute(call.db);
  const found = new Map<string, Record<string, ReadQuantity>>();
  for (const { bodyId, name, ...read } of rows) found.set(bodyId, { ...found.get(bodyId), [name]: read });
  return found;
}

/**
 * The fees of the reference years: what was assessed; null, owed none, for who has no fee of a year whose notices are
 * out; not known for the rest, and for who could not be assessed.
 */
async function referenceFeesOf(
  call: Call,
  asked: AskedInputs,
): Promise<(bodyId: string) => Record<number, Cents | null>> {
  const years = [...asked.wanted.referenceYears];
  const [noticed, assessed] = await Promise.all([
    sql<{ year: number }>`
      select year from fees.noticed_year where centre_id = ${call.centreId} and year = any(${years}::int[])`.execute(
      call.db,
    ),
    sql<{ bodyId: string; year: number; cents: number | null }>`
      select body_id as "bodyId", year, cents from fees.fee_of_year
      where centre_id = ${call.centreId} and year = any(${years}::int[]) and body_id = any(${idsOf(asked)}::uuid[])`.execute(
      call.db,
    ),
  ]);
  const none: Record<number, Cents | null> = Object.fromEntries(noticed.rows.map(({ year }) => [year, null]));
  const found = new Map<string, Record<number, Cents | null>>();
  for (const { bodyId, year, cents } of assessed.rows) {
    const fees = found.get(bodyId) ?? { ...none };
    if (cents === null) delete fees[year];
    else fees[year] = cents;
    found.set(bodyId, fees);
  }
  return (bodyId) => found.get(bodyId) ?? none;
}
