-- An order that comes again changes the step, but keeps the study, which may have been begun.
merge into worklist as w
using (values (:#scheduled_procedure_step_id)) as o (id) on w.scheduled_procedure_step_id = o.id
when matched then update set
    accession_number = :#accession_number, requested_procedure_id = :#requested_procedure_id,
    requested_procedure_description = :#requested_procedure_description, patient_id = :#patient_id,
    patient_name = :#patient_name, patient_birth_date = :#patient_birth_date, patient_sex = :#patient_sex,
    referring_physician_name = :#referring_physician_name, modality = :#modality,
    scheduled_station_ae_title = :#scheduled_station_ae_title,
    scheduled_procedure_step_start_date = :#scheduled_procedure_step_start_date,
    scheduled_procedure_step_start_time = :#scheduled_procedure_step_start_time,
    scheduled_procedure_step_description = :#scheduled_procedure_step_description
when not matched then insert (
    scheduled_procedure_step_id, accession_number, requested_procedure_id, requested_procedure_description,
    study_instance_uid, patient_id, patient_name, patient_birth_date, patient_sex, referring_physician_name,
    modality, scheduled_station_ae_title, scheduled_procedure_step_start_date,
    scheduled_procedure_step_start_time, scheduled_procedure_step_description)
    values (
    :#scheduled_procedure_step_id, :#accession_number, :#requested_procedure_id,
    :#requested_procedure_description, :#study_instance_uid, :#patient_id, :#patient_name, :#patient_birth_date,
    :#patient_sex, :#referring_physician_name, :#modality, :#scheduled_station_ae_title,
    :#scheduled_procedure_step_start_date, :#scheduled_procedure_step_start_time,
    :#scheduled_procedure_step_description)
