import { type Db, sql } from '#platform/database/pool';
import { newId } from '#platform/ids';

/** The map in force, without its drawing: which areas it has, and the hash of its file. */
export async function currentMap(
  db: Db,
  centreId: string,
): Promise<{ fileHash: string; objectName: string; codes: ReadonlySet<string> } | null> {
  const { rows } = await sql<{ fileHash: string; objectName: string; codes: string[] }>`
    select m.file_hash as "fileHash", m.object_name as "objectName",
      array(select g ->> 'id' from jsonb_array_elements(m.topology -> 'objects' -> m.object_name -> 'geometries') g) as codes
    from directory.territory_maps m where m.centre_id = ${centreId} order by m.recorded_at desc, m.id desc limit 1`.execute(
    db,
  );
  return rows[0] ? { ...rows[0], codes: new Set(rows[0].codes) } : null;
}

/** Adds a map, which becomes the one in force; the earlier ones stay. */
export async function insertMap(
  db: Db,
  centreId: string,
  map: {
    objectName: string;
    topology: unknown;
    fileHash: string;
    note: string;
    source: string;
    recordedAt: Date;
  },
): Promise<void> {
  await sql`insert into directory.territory_maps (centre_id, id, object_name, topology, file_hash, note, source, recorded_at)
    values (${centreId}, ${newId()}, ${map.objectName}, ${JSON.stringify(map.topology)}::jsonb, ${map.fileHash}, ${map.note}, ${map.source}, ${map.recordedAt})`.execute(
    db,
  );
}
