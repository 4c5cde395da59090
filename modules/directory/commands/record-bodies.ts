import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { takeRegister } from '../store/register-heads.ts';

export interface NewFigure {
  kind: 'population' | 'enterprises';
  /** Reference day, YYYY-MM-DD. */
  on: string;
  value: number;
  source: string;
}

export interface NewBody {
  /** A name for this body within the call: associates refer to it. */
  key: string;
  name: string;
  category: string;
  ipaCode?: string;
  istatCode?: string;
  cadastralCode?: string;
  taxCode?: string;
  province?: string;
  provinceCode?: string;
  region?: string;
  postalCode?: string;
  areaKm2?: string;
  digitalDomicile?: string;
  figures?: readonly NewFigure[];
  associates?: readonly { key: string; from: string; to?: string }[];
}

/**
 * Records bodies with their figures and associates, all or none.
 * @throws NotAllowed unless the actor may edit the register.
 */
export async function recordBodies(
  call: Call,
  input: { source: string; validFrom: string; bodies: readonly NewBody[] },
): Promise<{ ids: Record<string, string> }> {
  demand(call, mayEditBodies);
  return perform(call, 'directory.record-bodies', async (tx) => {
    await takeRegister(tx);
    const ids = new Map(input.bodies.map((body) => [body.key, newId()]));
    const { centreId, now, actor } = call;
    const bodies = input.bodies.map((b) => ({
      id: ids.get(b.key),
      name: b.name,
      category: b.category,
      ipa_code: b.ipaCode,
      istat_code: b.istatCode,
      cadastral_code: b.cadastralCode,
      tax_code: b.taxCode,
      province: b.province,
      province_code: b.provinceCode,
      region: b.region,
      postal_code: b.postalCode,
      area_km2: b.areaKm2,
      digital_domicile: b.digitalDomicile,
    }));
    await sql`insert into directory.public_bodies (centre_id, id, name, category, ipa_code, istat_code, cadastral_code, tax_code, province, province_code, region, postal_code, area_km2, digital_domicile, version_from, source, recorded_at)
      select ${centreId}, id, name, category, ipa_code, istat_code, cadastral_code, tax_code, province, province_code, region, postal_code, area_km2, digital_domicile, ${input.validFrom}, ${input.source}, ${now}
      from jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as t (id uuid, name text, category text, ipa_code text, istat_code text, cadastral_code text, tax_code text, province text, province_code text, region text, postal_code text, area_km2 numeric, digital_domicile text)`.execute(
      tx.db,
    );
    const figures = input.bodies.flatMap((b) =>
      (b.figures ?? []).map((f) => ({
        id: newId(),
        body_id: ids.get(b.key),
        kind: f.kind,
        ref_date: f.on,
        value: f.value,
        source: f.source,
      })),
    );
    for (const [kind, table, column] of [
      ['population', 'population_figures', 'inhabitants'],
      ['enterprises', 'enterprise_figures', 'enterprises'],
    ] as const) {
      await sql`insert into ${sql.table(`directory.${table}`)} (centre_id, id, body_id, ref_date, ${sql.ref(column)}, source, recorded_at, recorded_by)
        select ${centreId}, id, body_id, ref_date, value, source, ${now}, ${actor.name}
        from jsonb_to_recordset(${JSON.stringify(figures.filter((f) => f.kind === kind))}::jsonb) as t (id uuid, body_id uuid, ref_date date, value int, source text)`.execute(
        tx.db,
      );
    }
    const associates = input.bodies.flatMap((b) =>
      (b.associates ?? []).map((a) => ({
        id: newId(),
        association_id: ids.get(b.key),
        municipality_id: ids.get(a.key),
        valid_from: a.from,
        valid_to: a.to,
      })),
    );
    await sql`insert into directory.association_memberships (centre_id, id, association_id, municipality_id, valid_from, valid_to, source, recorded_at)
      select ${centreId}, id, association_id, municipality_id, valid_from, valid_to, ${input.source}, ${now}
      from jsonb_to_recordset(${JSON.stringify(associates)}::jsonb) as t (id uuid, association_id uuid, municipality_id uuid, valid_from date, valid_to date)`.execute(
      tx.db,
    );
    tx.record({
      action: 'directory.bodies-recorded',
      target: 'register',
      targetId: null,
      facts: {
        bodies: bodies.length,
        figures: figures.length,
        associates: associates.length,
        source: input.source,
      },
    });
    return { ids: Object.fromEntries(ids) };
  });
}
