-- One row a scheduled procedure step. Its columns are attributes of the worklist (PS3.4 table K.6-1), but for the last two.
create table if not exists worklist (
    scheduled_procedure_step_id varchar(16) primary key,
    accession_number varchar(16) not null,
    requested_procedure_id varchar(16),
    requested_procedure_description varchar(64),
    study_instance_uid varchar(64) not null,
    patient_id varchar(64) not null,
    patient_name varchar(324),
    patient_birth_date char(8),
    patient_sex varchar(16),
    referring_physician_name varchar(324),
    modality varchar(16) not null,
    scheduled_station_ae_title varchar(16),
    scheduled_procedure_step_start_date char(8) not null,
    scheduled_procedure_step_start_time varchar(14),
    scheduled_procedure_step_description varchar(64),
    state varchar(16) default 'SCHEDULED' not null,
    performed_step_uid varchar(64)
);
