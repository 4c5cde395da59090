-- Documents that the centre generated or received: what they are, the data they were made from, the hash of their bytes.
create schema documents;
grant usage on schema documents to broletto_app;

create table documents.documents (
  centre_id        uuid not null references centres.centres (id),
  id               uuid not null,
  type             text not null,
  title            text not null,
  subject          text not null,
  subject_id       uuid not null,
  template         text,
  template_version text,
  sources_hash     text,
  data             jsonb,
  media_type       text not null,
  file_name        text not null,
  bytes_hash       text not null,
  size             bigint not null,
  registry_number  text,
  registry_date    date,
  created_by       text not null,
  created_at       timestamptz not null,
  constraint documents_have_an_identifier primary key (centre_id, id),
  constraint a_generated_document_keeps_what_it_was_made_from check ((template is null) = (data is null) and (template is null) = (template_version is null) and (template is null) = (sources_hash is null)),
  constraint a_document_has_its_bytes check (bytes_hash ~ '^[0-9a-f]{64}$' and size > 0),
  constraint a_registry_number_has_its_date check ((registry_number is null) = (registry_date is null))
);
create index documents_by_subject on documents.documents (centre_id, subject, subject_id, created_at desc);
create index documents_by_time on documents.documents (centre_id, created_at desc);
call platform.lock_by_centre('documents.documents', 'select, insert, update');

create view documents.document_card with (security_invoker = true) as
  select centre_id, id as document_id, type, title, subject, subject_id, media_type, file_name, bytes_hash, size, registry_number, registry_date, created_at from documents.documents;
grant select on documents.document_card to broletto_app;
