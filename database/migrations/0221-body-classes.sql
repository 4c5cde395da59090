-- Classes that a convention gives to bodies, dated: a tariff may ask for them.
create table membership.body_classes (
  centre_id        uuid not null,
  id               uuid not null,
  convention_id    uuid not null,
  body_id          uuid not null,
  class            text not null,
  valid_from       date not null,
  valid_to         date,
  act              text not null,
  recorded_at      timestamptz not null,
  recorded_by      text not null,
  ended_at         timestamptz,
  ended_by         text,
  annulled_at      timestamptz,
  annulled_by      text,
  annulment_reason text,
  constraint body_classes_have_an_identifier primary key (centre_id, id),
  constraint a_class_is_given_by_a_convention foreign key (centre_id, convention_id) references membership.conventions (centre_id, id),
  constraint a_class_is_given_to_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_class_has_a_name check (class ~ '^\S(.{0,58}\S)?$'),
  constraint a_class_ends_after_it_begins check (valid_to is null or valid_to >= valid_from),
  constraint an_annulled_class_says_who_and_why check ((annulled_at is null) = (annulled_by is null) and (annulled_at is null) = (annulment_reason is null)),
  constraint a_body_has_one_class_at_a_time exclude using gist (centre_id with =, convention_id with =, body_id with =, daterange(valid_from, valid_to, '[]') with &&)
    where (annulled_at is null)
);
create index body_classes_by_convention on membership.body_classes (centre_id, convention_id, body_id, valid_from desc);
call platform.lock_by_centre('membership.body_classes', 'select, insert, update');

-- Window: the classes given and not annulled, with the days on which they hold.
create view membership.class_given with (security_invoker = true) as
  select centre_id, id as class_id, convention_id, body_id, class, valid_from, valid_to, act, recorded_at
  from membership.body_classes where annulled_at is null;
grant select on membership.class_given to broletto_app;
