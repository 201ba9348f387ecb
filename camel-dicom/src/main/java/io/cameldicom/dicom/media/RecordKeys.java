package io.cameldicom.dicom.media;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes the keys of a directory record out of an instance. Keys that a record must have (type 1 in PS3.3 F.5) and an
 * instance may leave empty are made up, for without them the instance could not be on the medium.
 */
final class RecordKeys {

    private static final String FIRST_DAY = "19000101";

    private final Map<String, Integer> madeUp = new HashMap<>();

    /**
     * @param number the place among the records of its level, from 1
     */
    DirectoryRecord record(RecordType type, Attributes dataset, int number) {
        Attributes record = new Attributes();
        record.setString(Tag.DirectoryRecordType, VR.CS, type.term());
        // first, so that the other texts are taken as they are
        record.addSelected(dataset, Tag.SpecificCharacterSet);
        for (int key : type.required) {
            record.addSelected(dataset, key);
            if (!record.containsValue(key)) {
                VR vr = ElementDictionary.vrOf(key, null);
                record.setString(key, vr, invented(key, vr, dataset, number));
                madeUp.merge(Tag.format(key), 1, Integer::sum);
            }
        }
        for (int key : type.others) {
            addOther(key, dataset, record);
        }
        return new DirectoryRecord(record);
    }

    private static void addOther(int key, Attributes dataset, Attributes record) {
        VR vr = ElementDictionary.vrOf(key, null);
        if (key == Tag.ContentSequence) {
            addConceptModifiers(dataset, record);
        } else if (dataset.contains(key)) {
            record.addSelected(dataset, key);
        } else if (vr != VR.SQ) {
            record.setNull(key, vr);
        }
    }

    /** Of the content only what modifies the title of the document is a key (PS3.3 F.5.22 and F.5.26). */
    private static void addConceptModifiers(Attributes dataset, Attributes record) {
        Sequence content = dataset.getSequence(Tag.ContentSequence);
        if (content == null) {
            return;
        }
        for (Attributes item : content) {
            if ("HAS CONCEPT MOD".equals(item.getString(Tag.RelationshipType))) {
                Sequence modifiers = record.getSequence(Tag.ContentSequence);
                (modifiers == null ? record.newSequence(Tag.ContentSequence) : modifiers).add(new Attributes(item));
            }
        }
    }

    private static String invented(int key, VR vr, Attributes dataset, int number) {
        return switch (vr) {
            case DA -> firstOf(dataset, FIRST_DAY, Tag.ContentDate, Tag.SeriesDate, Tag.AcquisitionDate, Tag.StudyDate);
            case TM -> firstOf(dataset, "000000", Tag.ContentTime, Tag.SeriesTime, Tag.AcquisitionTime, Tag.StudyTime);
            case DT -> FIRST_DAY;
            case CS, LO, UC -> code(key, number);
            default -> Integer.toString(number);
        };
    }

    private static String code(int key, int number) {
        return switch (key) {
            case Tag.Modality -> "OT";
            case Tag.CompletionFlag -> "PARTIAL";
            case Tag.VerificationFlag -> "UNVERIFIED";
            default -> "UNKNOWN" + number;
        };
    }

    private static String firstOf(Attributes dataset, String otherwise, int... tags) {
        for (int tag : tags) {
            String value = dataset.getString(tag);
            if (value != null) {
                return value;
            }
        }
        return otherwise;
    }

    Map<String, Integer> madeUp() {
        return madeUp;
    }
}
