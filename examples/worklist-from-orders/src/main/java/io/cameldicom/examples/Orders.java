package io.cameldicom.examples;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.NanoTimeGenerator;
import io.cameldicom.dicom.dict.UidGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads imaging orders, HL7 v2 ORM^O01 and OMI^O23, as IHE Radiology maps them to the worklist (RAD TF-2 appendix B).
 * OMI has a segment for the imaging details, IPC; in ORM they are spread over OBR and ORC.
 */
public final class Orders {

    private static final List<String> REQUIRED = List.of(
            "patient_id",
            "scheduled_procedure_step_id",
            "accession_number",
            "modality",
            "scheduled_procedure_step_start_date");

    /**
     * One row of the table {@code worklist}: column name to value, null where the order says nothing. The columns have the
     * keywords of DICOM, so that a row is an answer as it is.
     *
     * @throws HL7Exception if a modality could not work with it, naming the column and no value
     */
    public Map<String, Object> toRow(Message order) throws HL7Exception {
        Terser terser = new Terser(order);
        boolean imaging = "OMI".equals(terser.get("/MSH-9-1"));
        Map<String, Object> row = new HashMap<>();
        row.put("patient_id", terser.get("/.PID-3-1"));
        row.put("patient_name", personName(terser, "/.PID-5", 1));
        row.put("patient_birth_date", date(terser.get("/.PID-7-1")));
        row.put("patient_sex", terser.get("/.PID-8"));
        row.put("referring_physician_name", personName(terser, "/.OBR-16", 2));
        row.put("requested_procedure_description", terser.get("/.OBR-4-2"));
        row.put("accession_number", terser.get(imaging ? "/.IPC-1-1" : "/.OBR-18"));
        row.put("requested_procedure_id", terser.get(imaging ? "/.IPC-2-1" : "/.OBR-19"));
        row.put("scheduled_procedure_step_id", terser.get(imaging ? "/.IPC-4-1" : "/.OBR-20"));
        row.put("modality", terser.get(imaging ? "/.IPC-5-1" : "/.OBR-24"));
        row.put("scheduled_procedure_step_description", terser.get(imaging ? "/.IPC-6-2" : "/.OBR-4-5"));
        row.put("scheduled_station_ae_title", imaging ? terser.get("/.IPC-9") : null);
        String start = terser.get(imaging ? "/.TQ1-7-1" : "/.ORC-7-4");
        row.put("scheduled_procedure_step_start_date", date(start));
        row.put("scheduled_procedure_step_start_time", time(start));
        row.put("study_instance_uid", studyInstanceUid(order, terser, imaging));
        for (String column : REQUIRED) {
            if (row.get(column) == null) {
                throw new HL7Exception("The order has no " + column);
            }
        }
        return row;
    }

    /** Whether the order takes an earlier one back: CA or DC in ORC-1. */
    public boolean isCancellation(Message order) throws HL7Exception {
        return List.of("CA", "DC").contains(String.valueOf(new Terser(order).get("/.ORC-1")));
    }

    /** The acknowledgement AA. */
    public Message accept(Message order) throws HL7Exception, IOException {
        return withIdsFromTheClock(order).generateACK();
    }

    /** The acknowledgement AE. It does not say why: the reason may quote the order. Null for what was no order. */
    public Message refuse(Message order) throws HL7Exception, IOException {
        return order == null
                ? null
                : withIdsFromTheClock(order)
                        .generateACK(AcknowledgmentCode.AE, new HL7Exception("The order could not be taken"));
    }

    /** Otherwise HAPI counts message control ids in a file in the working directory. */
    private static Message withIdsFromTheClock(Message order) {
        order.getParser().getParserConfiguration().setIdGenerator(new NanoTimeGenerator());
        return order;
    }

    /** IPC-3, or the segment ZDS that IHE adds to ORM; made here for orders from systems that know no DICOM. */
    private static String studyInstanceUid(Message order, Terser terser, boolean imaging) throws HL7Exception {
        String uid = null;
        if (imaging) {
            uid = terser.get("/.IPC-3-1");
        } else if (Arrays.asList(order.getNames()).contains("ZDS")) {
            uid = terser.get("/.ZDS-1-1");
        }
        return uid != null ? uid : UidGenerator.next();
    }

    /** Family and given name from two components of a field, as DICOM writes them. */
    private static String personName(Terser terser, String field, int family) throws HL7Exception {
        String familyName = terser.get(field + "-" + family);
        String givenName = terser.get(field + "-" + (family + 1));
        if (familyName == null) {
            return null;
        }
        return givenName == null ? familyName : familyName + "^" + givenName;
    }

    private static String date(String timestamp) {
        return timestamp == null || timestamp.length() < 8 ? null : timestamp.substring(0, 8);
    }

    private static String time(String timestamp) {
        return timestamp == null || timestamp.length() < 12
                ? null
                : timestamp.substring(8, Math.min(14, timestamp.length()));
    }
}
