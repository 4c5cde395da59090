import { coalesced } from '#platform/coalesce';
import type { Database } from '#platform/database/pool';
import type { Centres } from '#platform/http/identity';
import type { CentreFace } from '#platform/http/visit';

type Row = CentreFace & { hosts: string[] };

/**
 * The centres, unless they are those of the given mark; then one row says so. The mark is made of every row's
 * identifier and version (`xmin`), so that any change, by any process, gives another one.
 */
const ROLL = `with roll as (
    select md5(coalesce(string_agg(id::text || xmin::text, ',' order by id), '')) as mark from centres.centres where closed_at is null
  )
  select roll.mark, c.id, c.slug, c.name, c.short_name as "shortName", c.managing_body as "managingBody", c.primary_colour as "primaryColour",
    c.logo is not null as "hasLogo", c.email, c.certified_email as "certifiedEmail", c.phone, c.address,
    c.accessibility_url as "accessibilityUrl", c.demonstration, c.hosts
  from roll left join centres.centres c on roll.mark <> $1 and c.closed_at is null
  order by c.created_at, c.id`;

const REVISIONS = `select slug, id || '/' || platform.revision(id) as revision from centres.centres where slug = any($1) and closed_at is null`;

/**
 * The open centres of the installation, by identifier, slug and host. They are few and hardly ever change, so every
 * process remembers them; but each request asks whether they are still those (one question for all that come together),
 * so a new name or colour shows at the next request, whichever process made the change.
 */
export function centreFinder(database: Database) {
  let remembered: { mark: string; rows: readonly Row[] } = { mark: '', rows: [] };
  const ask = coalesced<'roll', readonly Row[]>(async () => {
    const { rows } = await database.pool.query<Row & { mark: string }>({
      name: 'roll-of-centres',
      text: ROLL,
      values: [remembered.mark],
    });
    const mark = rows[0]!.mark;
    if (mark !== remembered.mark) remembered = { mark, rows: rows.filter((row) => row.id !== null) };
    const { rows: centres } = remembered;
    return () => centres;
  });
  const revision = coalesced<string, string | null>(
    async (slugs) => {
      const { rows } = await database.pool.query<{ slug: string; revision: string }>({
        name: 'revisions-of-centres',
        text: REVISIONS,
        values: [slugs],
      });
      const bySlug = new Map(rows.map((row) => [row.slug, row.revision]));
      return (slug) => bySlug.get(slug) ?? null;
    },
    { atOnce: 3 },
  );
  const all = () => ask('roll');
  const faces = new Map<string, { revision: string; face: CentreFace }>();
  return {
    /** The open centres as they are after the asking. */
    async now(): Promise<Centres> {
      const rows = await all();
      return {
        at(host, slug) {
          if (slug !== undefined) return rows.find((c) => c.slug === slug)?.id ?? null;
          return (rows.find((c) => c.hosts.includes(host.toLowerCase())) ?? rows[0])?.id ?? null;
        },
        face: (centreId) => rows.find((c) => c.id === centreId) ?? null,
      };
    },
    /** A centre as it was read at a revision of it, or after: remembered until its revision is another. */
    async faceAt(centreId: string, revision: string): Promise<CentreFace | null> {
      const known = faces.get(centreId);
      if (known?.revision === revision) return known.face;
      const face = (await all()).find((c) => c.id === centreId) ?? null;
      if (face) faces.set(centreId, { revision, face });
      return face;
    },
    /** All open centres, in the order in which they were opened. */
    list: (): Promise<readonly CentreFace[]> => all(),
    /** A text that is another one after any audited change of the centre at the address; null when there is no such centre. */
    revisionAt: (slug: string): Promise<string | null> => revision(slug),
  };
}

export type CentreFinder = ReturnType<typeof centreFinder>;
