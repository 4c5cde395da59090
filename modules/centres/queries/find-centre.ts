import type { Database } from '#platform/database/pool';
import type { CentreFace } from '#platform/http/visit';

const FACE = `select id, slug, name, short_name as "shortName", managing_body as "managingBody", primary_colour as "primaryColour", logo is not null as "hasLogo",
  email, certified_email as "certifiedEmail", phone, address, accessibility_url as "accessibilityUrl", demonstration, hosts, closed_at from centres.centres`;

type Row = CentreFace & { hosts: string[]; closed_at: Date | null };

/** How long what is known of the centres is remembered: a new name or colour is seen by every process within these milliseconds. */
const REMEMBERED_MS = 1000;

/**
 * The open centres of the installation, by identifier, slug and host. They are few and hardly ever change, so they
 * are remembered for a second.
 */
export function centreFinder(database: Database) {
  let remembered: { at: number; rows: Promise<Row[]> } | null = null;
  const all = (): Promise<Row[]> => {
    const now = Date.now();
    if (!remembered || now - remembered.at > REMEMBERED_MS) {
      const rows = database.pool
        .query<Row>(`${FACE} where closed_at is null order by created_at, id`)
        .then((result) => result.rows);
      rows.catch(() => {
        remembered = null;
      });
      remembered = { at: now, rows };
    }
    return remembered.rows;
  };
  return {
    /** The centre of an address: by its slug, by the host name, or the first one of the installation. */
    async centreFor(host: string, slug: string | undefined): Promise<string | null> {
      const rows = await all();
      if (slug !== undefined) return rows.find((c) => c.slug === slug)?.id ?? null;
      return (rows.find((c) => c.hosts.includes(host.toLowerCase())) ?? rows[0])?.id ?? null;
    },
    async face(centreId: string): Promise<CentreFace | null> {
      return (await all()).find((c) => c.id === centreId) ?? null;
    },
    /** All open centres, in the order in which they were opened. */
    async list(): Promise<readonly CentreFace[]> {
      return all();
    },
    forget(): void {
      remembered = null;
    },
  };
}

export type CentreFinder = ReturnType<typeof centreFinder>;
