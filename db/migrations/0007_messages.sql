-- What the house and a party write to each other about an order, what they hand in with it, and the mails that tell of it.

alter table users
  add column email text,
  add constraint users_email_check check (length(email) <= 254 and email ~ '^[^[:space:]@,;<>]+@[^[:space:]@,;<>]+$');

-- A mail is written here in the transaction of the deed it tells of, and sent later by a job: never in a request.
create table mail_outbox (
  facility_id uuid        not null,
  mail_id     uuid        not null,
  dedupe_key  text        not null,
  recipient   text        not null,
  subject     text        not null,
  text_body   text        not null,
  html_body   text,
  state       text        not null default 'queued',
  tries       integer     not null default 0,
  last_error  text,
  queued_at   timestamptz not null default now(),
  -- not before this; null: at once
  next_try_at timestamptz,
  -- when the last try began, or when it was sent
  tried_at    timestamptz,
  sent_at     timestamptz,
  constraint mail_outbox_pkey primary key (facility_id, mail_id),
  constraint mail_outbox_dedupe_key unique (facility_id, dedupe_key),
  constraint mail_outbox_facility_fkey foreign key (facility_id) references facilities,
  constraint mail_outbox_recipient_check check (length(recipient) <= 254 and recipient ~ '^[^[:space:]@,;<>]+@[^[:space:]@,;<>]+$'),
  constraint mail_outbox_state_check check (state in ('queued', 'sending', 'sent', 'failed')),
  constraint mail_outbox_sent_check check ((state = 'sent') = (sent_at is not null)),
  constraint mail_outbox_tries_check check (tries >= 0)
);
create index mail_outbox_open_idx on mail_outbox (next_try_at, queued_at) where (state in ('queued', 'sending'));

-- One line of the thread of an order. A system line is a key with parameters: its sentence is made where it is read.
create table messages (
  facility_id uuid        not null,
  message_id  uuid        not null,
  order_id    uuid        not null,
  kind        text        not null,
  -- who speaks: the party that asks, or the house
  side        text        not null,
  author_id   uuid,
  at          timestamptz not null,
  body        text        not null default '',
  event       text,
  params      jsonb       not null default '{}',
  -- a place and time that the desk offers instead
  offer       jsonb,
  constraint messages_pkey primary key (facility_id, message_id),
  constraint messages_order_fkey foreign key (facility_id, order_id) references orders,
  constraint messages_author_fkey foreign key (facility_id, author_id) references users,
  constraint messages_kind_check check (kind in ('text', 'system')),
  constraint messages_side_check check (side in ('party', 'house')),
  constraint messages_body_check check (length(body) <= 1000 and (kind = 'system' or body ~ '\S')),
  constraint messages_event_check check ((kind = 'system') = (event is not null))
);
create index messages_order_idx on messages (facility_id, order_id, message_id);
create index messages_party_idx on messages (facility_id, message_id) where (side = 'party' and kind = 'text');

-- Up to which line somebody has read a thread.
create table message_reads (
  facility_id uuid not null,
  order_id    uuid not null,
  user_id     uuid not null,
  message_id  uuid not null,
  constraint message_reads_pkey primary key (facility_id, order_id, user_id),
  constraint message_reads_order_fkey foreign key (facility_id, order_id) references orders,
  constraint message_reads_user_fkey foreign key (facility_id, user_id) references users on delete cascade
);

-- A file handed in with an order. Its content lies in pieces, so that it is read and sent piece by piece.
create table attachments (
  facility_id   uuid        not null,
  attachment_id uuid        not null,
  order_id      uuid        not null,
  uploaded_by   uuid        not null,
  name          text        not null,
  type          text        not null,
  bytes         integer     not null,
  sha256        bytea       not null,
  at            timestamptz not null,
  constraint attachments_pkey primary key (facility_id, attachment_id),
  constraint attachments_order_fkey foreign key (facility_id, order_id) references orders,
  constraint attachments_uploaded_by_fkey foreign key (facility_id, uploaded_by) references users,
  constraint attachments_name_check check (length(name) between 1 and 120),
  constraint attachments_type_check check (type in ('pdf', 'jpg', 'png', 'webp', 'docx', 'xlsx')),
  constraint attachments_bytes_check check (bytes between 1 and 10485760),
  constraint attachments_sha256_check check (length(sha256) = 32)
);
create index attachments_order_idx on attachments (facility_id, order_id, attachment_id);

create table attachment_pieces (
  facility_id   uuid    not null,
  attachment_id uuid    not null,
  position      integer not null,
  data          bytea   not null,
  constraint attachment_pieces_pkey primary key (facility_id, attachment_id, position),
  constraint attachment_pieces_attachment_fkey foreign key (facility_id, attachment_id) references attachments on delete cascade,
  constraint attachment_pieces_data_check check (length(data) between 1 and 262144)
);
-- pictures and documents are packed already
alter table attachment_pieces alter column data set storage external;
