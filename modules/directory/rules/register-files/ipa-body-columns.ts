import { column } from './register-kind.ts';

const mails = [1, 2, 3, 4, 5].flatMap((number) => [
  column(
    `mail${number}`,
    `indirizzo di posta ${number}`,
    number === 1 ? ['Mail1', 'email', 'pec'] : [`Mail${number}`],
  ),
  column(
    `mailType${number}`,
    `tipo dell'indirizzo ${number}`,
    number === 1 ? ['Tipo_Mail1', 'email_sembra_pec'] : [`Tipo_Mail${number}`],
  ),
]);

/** Columns of the vintages of IndicePA: "enti" 2024, `amministrazioni` 2017, contacts 2013, reduced lists. */
export const IPA_BODY_COLUMNS = [
  column('ipaCode', 'codice IPA', ['Codice_IPA', 'cod_amm', 'codice_ipa_2013', 'codice_amministrazione'], {
    required: true,
  }),
  column('currentIpaCode', 'codice IPA attuale', ['codice_ipa_2024']),
  column(
    'name',
    'denominazione',
    [
      'Denominazione_ente',
      'denominazione',
      'des_amm',
      'denominazione_2013',
      'ente',
      'descrizione_amministrazione',
    ],
    { required: true },
  ),
  column('acronym', 'acronimo', ['Acronimo']),
  column('ipaCategory', 'codice della categoria IPA', ['Codice_Categoria', 'categoria']),
  column('ipaCategoryName', 'nome della categoria IPA', [
    'categoria_nome',
    'tipologia_istat',
    'categoria_2013',
  ]),
  column('natureCode', 'natura giuridica', ['Codice_natura']),
  column('activityCode', 'codice ATECO', ['Codice_ateco']),
  column('taxCode', 'codice fiscale', ['Codice_fiscale_ente', 'Cf', 'codice_fiscale']),
  column('inLiquidation', 'ente in liquidazione', ['Ente_in_liquidazione']),
  column('seatIstatCode', 'codice ISTAT del comune', ['Codice_comune_ISTAT']),
  column('currentSeatIstatCode', 'codice ISTAT attuale del comune', [
    'codice_istat_2026',
    'codice_istat_attuale',
  ]),
  column('cadastralCode', 'codice catastale', ['Codice_catastale_comune', 'codice_catastale']),
  column('postalCode', 'CAP', ['CAP']),
  column('address', 'indirizzo', ['Indirizzo']),
  column('locality', 'località', ['localita', 'Comune']),
  column('province', 'sigla della provincia', ['sigla', 'Provincia']),
  column('region', 'regione', ['Regione']),
  column('website', 'sito istituzionale', ['Sito_istituzionale', 'sito']),
  ...mails,
  column('representativeFirstName', 'nome del responsabile', ['Nome_responsabile', 'nome_resp']),
  column('representativeLastName', 'cognome del responsabile', ['Cognome_responsabile', 'cogn_resp']),
  column('representativeTitle', 'titolo del responsabile', ['Titolo_responsabile', 'titolo_resp']),
  column('updatedOn', 'data di aggiornamento', ['Data_aggiornamento']),
];
