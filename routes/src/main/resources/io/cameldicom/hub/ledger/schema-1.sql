create table study (
  study_uid varchar(64) primary key,
  accession_number varchar(64),
  study_date varchar(16),
  patient_id varchar(64),
  patient_name varchar(324),
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null
);
create index study_accession on study (accession_number);
create index study_last on study (last_at);
create table instance (
  sop_uid varchar(64) primary key,
  sop_class_uid varchar(64),
  study_uid varchar(64),
  series_uid varchar(64),
  modality varchar(16),
  calling_ae varchar(64),
  received_at timestamp with time zone,
  bytes bigint,
  last_at timestamp with time zone not null
);
create index instance_study on instance (study_uid, last_at);
create index instance_series on instance (series_uid);
create index instance_last on instance (last_at);
create table delivery (
  sop_uid varchar(64) not null,
  destination varchar(255) not null,
  outcome varchar(16) not null,
  reason varchar(512),
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  failures int not null,
  error varchar(512),
  error_at timestamp with time zone,
  primary key (sop_uid, destination)
);
create index delivery_outcome on delivery (outcome, last_at);
create index delivery_destination on delivery (destination, last_at);
create index delivery_last on delivery (last_at);
create index delivery_error on delivery (error_at);
