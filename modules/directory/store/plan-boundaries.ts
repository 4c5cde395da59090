import { type Db, sql } from '#platform/database/pool';
import type { OnProgress } from './stage-rows.ts';
import { stageRows } from './stage-rows.ts';
import { currentMap } from './territory-maps.ts';

export interface StagedBoundary {
  line: number;
  code: string;
  name: string | null;
}

/**
 * Compares the areas of a map with those of the map in force, and writes the rows of the plan. A map is taken whole:
 * with the same drawing nothing changes, with another one every area is drawn again.
 */
export async function planBoundaries(
  db: Db,
  centreId: string,
  importId: string,
  boundaries: readonly StagedBoundary[],
  drawingHash: string,
  onProgress: OnProgress,
): Promise<void> {
  const current = await currentMap(db, centreId);
  const same = current?.fileHash === drawingHash;
  await stageRows(db, { line: 'int', code: 'text', name: 'text' }, boundaries, onProgress);
  await sql`insert into directory.import_rows (centre_id, import_id, line, outcome, body_id, label, record)
    select ${centreId}, ${importId}, s.line,
      case when ${same} then 'UNCHANGED' when s.code = any(${[...(current?.codes ?? [])]}::text[]) then 'CHANGED' else 'NEW' end,
      b.id, coalesce(b.name, s.name, s.code), jsonb_build_object('code', s.code)
    from import_stage s
    left join directory.public_bodies b on b.centre_id = ${centreId} and b.istat_code = s.code and b.ceased_on is null`.execute(
    db,
  );
}
