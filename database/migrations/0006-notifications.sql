-- Messages by e-mail and PEC, and what became of each.
create schema notifications;
grant usage on schema notifications to broletto_app;

create table notifications.messages (
  centre_id   uuid not null,
  id          uuid not null,
  channel     text not null,
  kind        text not null,
  recipient   text not null,
  body_id     uuid,
  subject     text not null,
  text        text not null,
  attachments jsonb not null default '[]',
  state       text not null default 'QUEUED',
  error       text,
  queued_at   timestamptz not null,
  sent_at     timestamptz,
  constraint messages_have_an_identifier primary key (centre_id, id),
  constraint message_channel_is_known check (channel in ('EMAIL','PEC')),
  constraint message_state_is_known check (state in ('QUEUED','SENT','FAILED','NOT_SENT'))
);
create index messages_by_time on notifications.messages (centre_id, queued_at desc);
alter table notifications.messages enable row level security;
create policy only_its_centre on notifications.messages to broletto_app
  using (centre_id = coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000'))
  with check (centre_id = coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000'));
grant select, insert, update on notifications.messages to broletto_app;
