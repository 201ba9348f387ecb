package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What ImagingStudy needs to know of one object: its header, without pixel data, and no more of that than is mapped.
 * Immutable.
 */
public final class InstanceHeader {

    /** The rows of the mapping table: instances are read here and not by rules, for they are many. */
    static final List<Rule<InstanceHeader>> ROWS = List.of(
            row("ImagingStudy.series.instance.uid", "else from file meta information or command", Tag.SOPInstanceUID),
            row("ImagingStudy.series.instance.sopClass", "else from file meta information or command", Tag.SOPClassUID),
            row("ImagingStudy.series.instance.number", "", Tag.InstanceNumber),
            row(
                    "ImagingStudy.series.instance.title",
                    "the first that has text; of a concept name its meaning",
                    Tag.DocumentTitle,
                    Tag.ConceptNameCodeSequence,
                    Tag.ContentLabel,
                    Tag.ImageType));

    private static final int LONGEST_NUMBER = 16;
    private static final int LONGEST_TITLE = 1024;

    private final Header header;
    private final String sopInstanceUid;
    private final String sopClassUid;
    private final String numberText;
    private final String title;

    /** @param numberText Instance Number as it was sent, null for none; {@code title} may be null, too */
    InstanceHeader(Header header, String sopInstanceUid, String sopClassUid, String numberText, String title) {
        this.header = header;
        this.sopInstanceUid = sopInstanceUid;
        this.sopClassUid = sopClassUid;
        this.numberText = numberText;
        this.title = title;
    }

    private static Rule<InstanceHeader> row(String element, String note, int... tags) {
        return Rule.all(element, note, (sources, target) -> {}, tags);
    }

    /**
     * Reads the header of an object.
     *
     * @param dataSet its pixel data is not looked at
     * @throws UnmappableException if one of the four UIDs is missing or no UID
     */
    public static InstanceHeader of(Attributes dataSet) {
        return of(dataSet, null, null);
    }

    /**
     * As {@link #of(Attributes)}, for an object whose data set may lack what its file meta information or its C-STORE says.
     *
     * @param sopClassUid taken where the data set has none; null if not known
     * @param sopInstanceUid taken where the data set has none; null if not known
     */
    public static InstanceHeader of(Attributes dataSet, String sopClassUid, String sopInstanceUid) {
        String classUid = Source.text(dataSet, Tag.SOPClassUID);
        String instanceUid = Source.text(dataSet, Tag.SOPInstanceUID);
        classUid = Uids.require(Tag.SOPClassUID, classUid == null ? sopClassUid : classUid);
        instanceUid = Uids.require(Tag.SOPInstanceUID, instanceUid == null ? sopInstanceUid : instanceUid);
        return new InstanceHeader(
                Header.of(dataSet, classUid),
                instanceUid,
                classUid,
                shortened(Source.text(dataSet, Tag.InstanceNumber), LONGEST_NUMBER),
                shortened(title(dataSet), LONGEST_TITLE));
    }

    private static String title(Attributes dataSet) {
        return Stream.of(
                        Source.text(dataSet, Tag.DocumentTitle),
                        Source.text(dataSet.getNestedDataset(Tag.ConceptNameCodeSequence), Tag.CodeMeaning),
                        Source.text(dataSet, Tag.ContentLabel),
                        imageType(dataSet))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String imageType(Attributes dataSet) {
        String[] values = dataSet.getStrings(Tag.ImageType);
        String joined =
                values == null ? "" : Stream.of(values).map(Source::clean).collect(Collectors.joining("\\"));
        return joined.replace("\\", "").isEmpty() ? null : joined;
    }

    private static String shortened(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    public String studyInstanceUid() {
        return header.studyInstanceUid();
    }

    public String seriesInstanceUid() {
        return header.seriesInstanceUid();
    }

    public String sopInstanceUid() {
        return sopInstanceUid;
    }

    public String sopClassUid() {
        return sopClassUid;
    }

    /** Instance Number (0020,0013); null if absent or no whole number from 0 to 2147483647. */
    public Integer number() {
        return numberText == null ? null : Source.unsignedInt(numberText);
    }

    /** What it is called; null if nothing names it. */
    public String title() {
        return title;
    }

    Header header() {
        return header;
    }

    String numberText() {
        return numberText;
    }

    /** This one with an equal header that is there already. */
    InstanceHeader sharing(Header equal) {
        return equal == header ? this : new InstanceHeader(equal, sopInstanceUid, sopClassUid, numberText, title);
    }

    /** Bytes it takes in memory beside its shared header, roughly. */
    int weight() {
        return 200 + (title == null ? 0 : 2 * title.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstanceHeader instance
                && sopInstanceUid.equals(instance.sopInstanceUid)
                && sopClassUid.equals(instance.sopClassUid)
                && Objects.equals(numberText, instance.numberText)
                && Objects.equals(title, instance.title)
                && header.equals(instance.header);
    }

    @Override
    public int hashCode() {
        return sopInstanceUid.hashCode();
    }

    /** UIDs only. */
    @Override
    public String toString() {
        return "InstanceHeader[" + sopInstanceUid + " of study " + studyInstanceUid() + "]";
    }
}
