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
  -- What only the recipient may read (one-time links), encrypted, until the message has left.
  sealed      text,
  attachments jsonb not null default '[]',
  state       text not null default 'QUEUED',
  error       text,
  attempts    int not null default 0,
  queued_at   timestamptz not null,
  queued_by   text not null,
  sent_at     timestamptz,
  -- The mail server's answer, or the name of the file in the folder.
  receipt     text,
  constraint messages_have_an_identifier primary key (centre_id, id),
  constraint message_channel_is_known check (channel in ('EMAIL','PEC')),
  constraint message_state_is_known check (state in ('QUEUED','SENT','FOLDER','FAILED','NOT_SENT')),
  constraint a_recipient_is_one_address check (recipient ~ '^[^[:space:]@<>,;:"()]+@[^[:space:]@<>,;:"()]+$'),
  constraint a_subject_is_one_line check (subject !~ '[\r\n]'),
  constraint what_has_left_says_when check ((state in ('SENT', 'FOLDER')) = (sent_at is not null))
);
create index messages_by_time on notifications.messages (centre_id, queued_at desc, id desc);
create index messages_by_recipient on notifications.messages (centre_id, recipient, queued_at desc);
create index messages_by_state on notifications.messages (centre_id, state, queued_at desc);
alter table notifications.messages enable row level security;
create policy only_its_centre on notifications.messages to broletto_app
  using (centre_id = coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000'))
  with check (centre_id = coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000'));
grant select, insert, update on notifications.messages to broletto_app;
