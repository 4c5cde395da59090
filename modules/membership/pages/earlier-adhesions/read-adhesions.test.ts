import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAdhesions } from './read-adhesions.ts';

const HEADER =
  'codice_ente;tramite;dal;organo;numero;data_delibera;immediatamente_eseguibile;firmata_il;tipo_firma';
const read = (...rows: string[]) => readAdhesions(Buffer.from([HEADER, ...rows].join('\r\n')));

describe('the file of the adhesions already in being', () => {
  it('is read with its columns in any order, with Italian dates', () => {
    const found = read(
      'c_a034;;01/01/2026;Consiglio;21;03/11/2025;sì;15/12/2025;digitale',
      'c_a060;udcv_;01/02/2026;;;;;;',
    );
    assert.ok('adhesions' in found);
    assert.deepEqual(found.refused, []);
    assert.equal(found.adhesions[0]!.act?.immediatelyExecutable, true);
    assert.equal(found.adhesions[0]!.act?.resolvedOn, '2025-11-03');
    assert.deepEqual(
      [found.adhesions[1]!.viaCode, found.adhesions[1]!.act, found.adhesions[1]!.from],
      ['udcv_', null, '2026-02-01'],
    );
  });

  it('says every wrong row with its line', () => {
    const found = read(
      'c_a034;;31/02/2026;Consulta;;03/11/2025;;15/12/2025;timbro',
      ';;;Consiglio;1;03/11/2025;;;digitale',
    );
    assert.ok('adhesions' in found);
    assert.deepEqual(
      found.refused.map((r) => [r.line, r.problems.length]),
      [
        [2, 4],
        [3, 2],
      ],
    );
  });

  it('is refused whole when it is no table or lacks columns', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.7'), Buffer.from('nome;comune\r\nx;y')])
      assert.ok('wrongFile' in readAdhesions(bytes));
  });
});
