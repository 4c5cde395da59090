import { column } from './register-kind.ts';

const STATISTICAL = "dell'Unità territoriale sovracomunale (valida a fini statistici)";

/** Columns of the ISTAT list since 2011 (XLS, XLSX, CSV) and of lists derived from it. */
export const ISTAT_COMUNI_COLUMNS = [
  column(
    'istatCode',
    'codice ISTAT del comune',
    [
      'Codice Comune formato alfanumerico',
      'codice_istat',
      'PRO_COM_T',
      'codice_comune_istat',
      'codice_istat_comune',
    ],
    { required: true },
  ),
  column(
    'name',
    'denominazione in italiano',
    [
      'Denominazione in italiano',
      'denominazione',
      'Solo denominazione in italiano',
      'comune',
      'denominazione_comune',
    ],
    { required: true },
  ),
  column('otherName', 'denominazione in altra lingua', [
    'Denominazione altra lingua',
    'denominazione_altra',
    'Denominazione in tedesco',
  ]),
  column('fullName', 'denominazione completa', [
    'Denominazione (Italiana e straniera)',
    'denominazione_completa',
  ]),
  column('cadastralCode', 'codice catastale', [
    'Codice Catastale del comune',
    'codice_catastale',
    'belfiore',
  ]),
  column('regionCode', 'codice della regione', ['Codice Regione', 'regione_cod']),
  column('region', 'regione', ['Denominazione Regione', 'regione']),
  column('utsCode', 'codice della provincia o unità sovracomunale', [
    `Codice ${STATISTICAL}`,
    'uts_cod',
    'Codice Provincia (1)',
  ]),
  column('utsName', 'provincia o unità sovracomunale', [
    `Denominazione ${STATISTICAL}`,
    'provincia',
    'Denominazione provincia',
  ]),
  column('utsType', 'tipo di unità sovracomunale', [
    'Tipologia di Unità territoriale sovracomunale',
    'uts_tipo',
  ]),
  column('province', 'sigla della provincia', ['Sigla automobilistica', 'sigla', 'sigla_provincia']),
  column(
    'provincialCapital',
    'comune capoluogo',
    ['Flag Comune capoluogo di provincia/città metropolitana/libero consorzio', 'capoluogo'],
    { pattern: /^flagcomunecapoluogo/ },
  ),
  column('geographicArea', 'ripartizione geografica', ['Ripartizione geografica', 'ripartizione']),
  column('nuts3', 'codice NUTS3', ['nuts3', 'Codice NUTS3 2024', 'Codice NUTS3 2021'], {
    pattern: /^codicenuts3/,
  }),
  column(
    'istatCode2017To2025',
    'codice ISTAT 2017–2025',
    ['codice_istat_2017_2025', 'Codice Comune numerico con 107 province (dal 2017 al 2025)'],
    { pattern: /^codicecomunenumericocon10[67]province.*(2017|2025)/ },
  ),
  column('istatCode2010To2016', 'codice ISTAT 2010–2016', [
    'codice_istat_2010_2016',
    'Codice Comune numerico con 110 province (dal 2010 al 2016)',
  ]),
  column('istatCode2006To2009', 'codice ISTAT 2006–2009', [
    'Codice Comune numerico con 107 province (dal 2006 al 2009)',
  ]),
  column('istatCode1995To2005', 'codice ISTAT 1995–2005', [
    'Codice Comune numerico con 103 province (dal 1995 al 2005)',
  ]),
  column('inhabitants', 'popolazione', ['popolazione', 'popolazione_residente']),
  column('inhabitants2011', 'popolazione al censimento 2011', [
    'popolazione_2011',
    'Popolazione legale 2011 (09/10/2011)',
  ]),
  column('areaSqKm', 'superficie in km²', ['superficie_kmq', 'Superficie territoriale (kmq)']),
  column('altitudeZone', 'zona altimetrica', ['zona_altimetrica', 'Zona altimetrica']),
  column('altitudeMetres', 'altitudine in metri', ['altitudine_m', 'Altitudine del centro (metri)']),
  column('mountain', 'comune montano', ['montano', 'Comune montano']),
  column('postalCodes', 'CAP', ['cap']),
];
