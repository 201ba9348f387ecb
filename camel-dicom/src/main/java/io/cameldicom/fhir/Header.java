package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.FunctionalGroups;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an object's data set says of its patient, study and series, and no more than the rules ask for. Most objects of a
 * series have the same one, which is then kept once. Two are equal when their bytes are. Immutable.
 */
final class Header {

    /** Who a study is of: the Patient ID and who issued it; both empty for an unidentified patient. */
    record PatientKey(String id, String issuer) {

        boolean isUnidentified() {
            return id.isEmpty();
        }
    }

    private static final int[] TAGS = tags();

    private final byte[] encoded;
    private final Attributes attributes;
    private final String studyInstanceUid;
    private final String seriesInstanceUid;
    private final PatientKey patient;

    private Header(byte[] encoded) {
        this.encoded = encoded;
        this.attributes = decode(encoded);
        this.studyInstanceUid = Uids.require(attributes, Tag.StudyInstanceUID);
        this.seriesInstanceUid = Uids.require(attributes, Tag.SeriesInstanceUID);
        this.patient = patient(attributes);
    }

    private static int[] tags() {
        TreeSet<Integer> tags = new TreeSet<>();
        Stream.of(PatientRules.ALL, StudyRules.ALL, SeriesRules.ALL)
                .forEach(rules -> rules.forEach(rule -> tags.addAll(rule.tags())));
        tags.add(Tag.SpecificCharacterSet);
        tags.add(Tag.StudyInstanceUID);
        tags.add(Tag.SeriesInstanceUID);
        tags.add(Tag.CodingSchemeIdentificationSequence);
        return tags.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * @param sopClassUid that of the object, which its data set may lack
     * @throws UnmappableException if Study or Series Instance UID is missing or no UID
     */
    static Header of(Attributes dataSet, String sopClassUid) {
        Attributes header = new Attributes(dataSet.bigEndian());
        header.addSelected(dataSet, TAGS);
        liftAnatomy(dataSet, header);
        header.setString(Tag.SOPClassUID, VR.UI, sopClassUid);
        declareCharacters(header);
        return decoded(DicomOutputStream.encode(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    /** @param encoded what {@link #encoded} answered; not copied */
    static Header decoded(byte[] encoded) {
        return new Header(encoded);
    }

    private static Attributes decode(byte[] encoded) {
        try (DicomInputStream in =
                new DicomInputStream(encoded, 0, encoded.length, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            return in.readDataset();
        } catch (IOException e) {
            throw new UncheckedIOException("a header is not as it was written", e);
        }
    }

    /** What an enhanced image says of all frames alike (PS3.3 C.7.6.16.2.8) stands where a single frame has it. */
    private static void liftAnatomy(Attributes dataSet, Attributes header) {
        Attributes anatomy = anatomy(dataSet);
        if (anatomy == null) {
            return;
        }
        if (!header.containsValue(Tag.AnatomicRegionSequence)) {
            header.addSelected(anatomy, Tag.AnatomicRegionSequence);
        }
        header.addSelected(anatomy, Tag.FrameLaterality);
    }

    private static Attributes anatomy(Attributes dataSet) {
        Attributes shared = dataSet.getNestedDataset(Tag.SharedFunctionalGroupsSequence);
        Attributes ofAll = shared == null ? null : shared.getNestedDataset(Tag.FrameAnatomySequence);
        Sequence perFrame = dataSet.getSequence(Tag.PerFrameFunctionalGroupsSequence);
        if (ofAll != null || perFrame == null || perFrame.isEmpty()) {
            return ofAll;
        }
        FunctionalGroups groups = FunctionalGroups.of(dataSet);
        Attributes first = groups.frame(1).group(Tag.FrameAnatomySequence);
        for (int frame = 2; first != null && frame <= perFrame.size(); frame++) {
            if (!isSame(first, groups.frame(frame).group(Tag.FrameAnatomySequence))) {
                return null;
            }
        }
        return first;
    }

    private static boolean isSame(Attributes one, Attributes other) {
        return other != null
                && Objects.equals(one.getString(Tag.FrameLaterality), other.getString(Tag.FrameLaterality))
                && Objects.equals(region(one), region(other));
    }

    private static String region(Attributes anatomy) {
        Attributes code = anatomy.getNestedDataset(Tag.AnatomicRegionSequence);
        return code == null ? null : Codes.value(code);
    }

    /** Text of a data set that declares no characters is taken as UTF-8 where it can be, else as Latin 1. */
    private static void declareCharacters(Attributes header) {
        if (header.containsValue(Tag.SpecificCharacterSet)) {
            return;
        }
        for (int tag : header.tags()) {
            VR vr = header.getVR(tag);
            if (vr == VR.SQ || !vr.usesSpecificCharacterSet()) {
                continue;
            }
            byte[] bytes = header.getBytes(tag);
            if (!isAscii(bytes)) {
                String term = isUtf8(bytes) ? "ISO_IR 192" : "ISO_IR 100";
                header.setBytes(Tag.SpecificCharacterSet, VR.CS, term.getBytes(StandardCharsets.US_ASCII));
                return;
            }
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static PatientKey patient(Attributes header) {
        String id = Source.text(header, Tag.PatientID);
        if (id == null) {
            return new PatientKey("", "");
        }
        Attributes qualifiers = header.getNestedDataset(Tag.IssuerOfPatientIDQualifiersSequence);
        String universal = Source.text(qualifiers, Tag.UniversalEntityID);
        String issuer = universal != null ? universal : Source.text(header, Tag.IssuerOfPatientID);
        return new PatientKey(id, issuer == null ? "" : issuer);
    }

    byte[] encoded() {
        return encoded;
    }

    Attributes attributes() {
        return attributes;
    }

    String studyInstanceUid() {
        return studyInstanceUid;
    }

    String seriesInstanceUid() {
        return seriesInstanceUid;
    }

    PatientKey patient() {
        return patient;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Header header && Arrays.equals(encoded, header.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }
}
