package io.cameldicom.dicom.dict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How a data set is encoded (PS3.5 section 10 and annex A, PS3.6 table A-1).
 *
 * <p>Immutable. Two are equal when their UIDs are.
 */
public final class TransferSyntax {

    private enum Trait {
        IMPLICIT,
        BIG_ENDIAN,
        DEFLATED,
        ENCAPSULATED,
        LOSSY,
        LOSSLESS,
        VIDEO
    }

    private static final Map<String, TransferSyntax> BY_UID = new LinkedHashMap<>();

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
            define("1.2.840.10008.1.2", "ImplicitVRLittleEndian", Trait.IMPLICIT);
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
            define("1.2.840.10008.1.2.1", "ExplicitVRLittleEndian");
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
            define("1.2.840.10008.1.2.1.99", "DeflatedExplicitVRLittleEndian", Trait.DEFLATED);
    /** Retired in 2006; still met. */
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
            define("1.2.840.10008.1.2.2", "ExplicitVRBigEndian", Trait.BIG_ENDIAN);

    static {
        lossless("1.2.840.10008.1.2.1.98", "EncapsulatedUncompressedExplicitVRLittleEndian");
        lossy("1.2.840.10008.1.2.4.50", "JPEGBaseline8Bit");
        lossy("1.2.840.10008.1.2.4.51", "JPEGExtended12Bit");
        lossy("1.2.840.10008.1.2.4.52", "JPEGExtended35");
        lossy("1.2.840.10008.1.2.4.53", "JPEGSpectralSelectionNonHierarchical68");
        lossy("1.2.840.10008.1.2.4.54", "JPEGSpectralSelectionNonHierarchical79");
        lossy("1.2.840.10008.1.2.4.55", "JPEGFullProgressionNonHierarchical1012");
        lossy("1.2.840.10008.1.2.4.56", "JPEGFullProgressionNonHierarchical1113");
        lossless("1.2.840.10008.1.2.4.57", "JPEGLossless");
        lossless("1.2.840.10008.1.2.4.58", "JPEGLosslessNonHierarchical15");
        lossy("1.2.840.10008.1.2.4.59", "JPEGExtendedHierarchical1618");
        lossy("1.2.840.10008.1.2.4.60", "JPEGExtendedHierarchical1719");
        lossy("1.2.840.10008.1.2.4.61", "JPEGSpectralSelectionHierarchical2022");
        lossy("1.2.840.10008.1.2.4.62", "JPEGSpectralSelectionHierarchical2123");
        lossy("1.2.840.10008.1.2.4.63", "JPEGFullProgressionHierarchical2426");
        lossy("1.2.840.10008.1.2.4.64", "JPEGFullProgressionHierarchical2527");
        lossless("1.2.840.10008.1.2.4.65", "JPEGLosslessHierarchical28");
        lossless("1.2.840.10008.1.2.4.66", "JPEGLosslessHierarchical29");
        lossless("1.2.840.10008.1.2.4.70", "JPEGLosslessSV1");
        lossless("1.2.840.10008.1.2.4.80", "JPEGLSLossless");
        lossy("1.2.840.10008.1.2.4.81", "JPEGLSNearLossless");
        lossless("1.2.840.10008.1.2.4.90", "JPEG2000Lossless");
        lossy("1.2.840.10008.1.2.4.91", "JPEG2000");
        lossless("1.2.840.10008.1.2.4.92", "JPEG2000MCLossless");
        lossy("1.2.840.10008.1.2.4.93", "JPEG2000MC");
        define("1.2.840.10008.1.2.4.94", "JPIPReferenced");
        define("1.2.840.10008.1.2.4.95", "JPIPReferencedDeflate", Trait.DEFLATED);
        video("1.2.840.10008.1.2.4.100", "MPEG2MPML");
        video("1.2.840.10008.1.2.4.100.1", "MPEG2MPMLF");
        video("1.2.840.10008.1.2.4.101", "MPEG2MPHL");
        video("1.2.840.10008.1.2.4.101.1", "MPEG2MPHLF");
        video("1.2.840.10008.1.2.4.102", "MPEG4HP41");
        video("1.2.840.10008.1.2.4.102.1", "MPEG4HP41F");
        video("1.2.840.10008.1.2.4.103", "MPEG4HP41BD");
        video("1.2.840.10008.1.2.4.103.1", "MPEG4HP41BDF");
        video("1.2.840.10008.1.2.4.104", "MPEG4HP422D");
        video("1.2.840.10008.1.2.4.104.1", "MPEG4HP422DF");
        video("1.2.840.10008.1.2.4.105", "MPEG4HP423D");
        video("1.2.840.10008.1.2.4.105.1", "MPEG4HP423DF");
        video("1.2.840.10008.1.2.4.106", "MPEG4HP42STEREO");
        video("1.2.840.10008.1.2.4.106.1", "MPEG4HP42STEREOF");
        video("1.2.840.10008.1.2.4.107", "HEVCMP51");
        video("1.2.840.10008.1.2.4.108", "HEVCM10P51");
        lossless("1.2.840.10008.1.2.4.110", "JPEGXLLossless");
        lossy("1.2.840.10008.1.2.4.111", "JPEGXLJPEGRecompression");
        lossy("1.2.840.10008.1.2.4.112", "JPEGXL");
        lossless("1.2.840.10008.1.2.4.201", "HTJ2KLossless");
        lossless("1.2.840.10008.1.2.4.202", "HTJ2KLosslessRPCL");
        lossy("1.2.840.10008.1.2.4.203", "HTJ2K");
        define("1.2.840.10008.1.2.4.204", "JPIPHTJ2KReferenced");
        define("1.2.840.10008.1.2.4.205", "JPIPHTJ2KReferencedDeflate", Trait.DEFLATED);
        lossless("1.2.840.10008.1.2.5", "RLELossless");
        lossless("1.2.840.10008.1.2.8.1", "DeflatedImageFrameCompression");
        define("1.2.840.10008.1.20", "Papyrus3ImplicitVRLittleEndian", Trait.IMPLICIT);
    }

    private static final Map<String, Predicate<TransferSyntax>> GROUPS = groups();

    private final String uid;
    private final String keyword;
    private final List<Trait> traits;

    private TransferSyntax(String uid, String keyword, List<Trait> traits) {
        this.uid = uid;
        this.keyword = keyword;
        this.traits = traits;
    }

    private static TransferSyntax define(String uid, String keyword, Trait... traits) {
        TransferSyntax syntax = new TransferSyntax(uid, keyword, List.of(traits));
        BY_UID.put(uid, syntax);
        return syntax;
    }

    private static void lossless(String uid, String keyword) {
        define(uid, keyword, Trait.ENCAPSULATED, Trait.LOSSLESS);
    }

    private static void lossy(String uid, String keyword) {
        define(uid, keyword, Trait.ENCAPSULATED, Trait.LOSSY);
    }

    private static void video(String uid, String keyword) {
        define(uid, keyword, Trait.ENCAPSULATED, Trait.LOSSY, Trait.VIDEO);
    }

    private static Map<String, Predicate<TransferSyntax>> groups() {
        Map<String, Predicate<TransferSyntax>> groups = new LinkedHashMap<>();
        groups.put("all", t -> true);
        groups.put(
                "uncompressed",
                t -> t.traits.isEmpty() && !t.keyword.startsWith("JPIP")
                        || t.equals(EXPLICIT_VR_BIG_ENDIAN)
                        || t.equals(IMPLICIT_VR_LITTLE_ENDIAN));
        groups.put("lossless", t -> t.traits.contains(Trait.LOSSLESS));
        groups.put("lossy", TransferSyntax::lossy);
        groups.put("jpeg", t -> uidTail(t, "1.2.840.10008.1.2.4.") >= 50 && uidTail(t, "1.2.840.10008.1.2.4.") <= 70);
        groups.put("jpeg-ls", t -> t.keyword.startsWith("JPEGLS"));
        groups.put("jpeg-2000", t -> t.keyword.startsWith("JPEG2000"));
        groups.put("jpeg-xl", t -> t.keyword.startsWith("JPEGXL"));
        groups.put("htj2k", t -> t.keyword.startsWith("HTJ2K"));
        groups.put("rle", t -> t.keyword.startsWith("RLE"));
        groups.put("deflated", t -> t.equals(DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN));
        groups.put("video", t -> t.traits.contains(Trait.VIDEO));
        return groups;
    }

    private static int uidTail(TransferSyntax syntax, String prefix) {
        String tail = syntax.uid.startsWith(prefix) ? syntax.uid.substring(prefix.length()) : "";
        return tail.isEmpty() || tail.indexOf('.') >= 0 ? -1 : Integer.parseInt(tail);
    }

    /**
     * The transfer syntax of this UID. One that the standard does not know is taken as explicit VR little endian with
     * encapsulated pixel data, the form every new one has (PS3.5 A.4).
     */
    public static TransferSyntax of(String uid) {
        Objects.requireNonNull(uid, "uid");
        TransferSyntax known = BY_UID.get(uid);
        return known != null ? known : new TransferSyntax(uid, "", List.of(Trait.ENCAPSULATED));
    }

    /** Every transfer syntax of the standard a data set can have, in the order of the UIDs; MIME and XML forms left out. */
    public static Collection<TransferSyntax> all() {
        return Collections.unmodifiableCollection(BY_UID.values());
    }

    /**
     * The transfer syntaxes a user may mean.
     *
     * @param nameOrUidOrGroup a keyword such as {@code JPEGLSLossless}, upper or lower case and with or without hyphens
     *     ({@code jpeg-ls-lossless}), a group such as {@code jpeg-ls}, or a UID, known or not
     * @return one, or all of the group in the order of {@link #all()}
     * @throws IllegalArgumentException for an unknown word, naming the nearest
     */
    public static List<TransferSyntax> resolve(String nameOrUidOrGroup) {
        String word = nameOrUidOrGroup.strip();
        if (!word.isEmpty() && word.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
            return List.of(of(word));
        }
        Predicate<TransferSyntax> group = GROUPS.get(word.toLowerCase(Locale.ROOT));
        if (group != null) {
            return BY_UID.values().stream().filter(group).toList();
        }
        List<String> words = new ArrayList<>(GROUPS.keySet());
        for (TransferSyntax syntax : BY_UID.values()) {
            if (syntax.keyword.equalsIgnoreCase(word.replace("-", ""))) {
                return List.of(syntax);
            }
            words.add(syntax.keyword);
        }
        throw new IllegalArgumentException("unknown transfer syntax '" + word + "'"
                + NearestWords.hint(NearestWords.of(word, words))
                + " Known are UIDs, the keywords of PS3.6 table A-1, and the groups "
                + String.join(", ", GROUPS.keySet()));
    }

    public String uid() {
        return uid;
    }

    /** The keyword of PS3.6 table A-1, empty when the standard does not know the UID. */
    public String keyword() {
        return keyword;
    }

    /** True when each element's header names its VR. */
    public boolean explicitVr() {
        return !traits.contains(Trait.IMPLICIT);
    }

    public boolean bigEndian() {
        return traits.contains(Trait.BIG_ENDIAN);
    }

    /** True when the data set as a whole is a deflate stream (PS3.5 A.5). */
    public boolean deflated() {
        return traits.contains(Trait.DEFLATED);
    }

    /** True when pixel data comes in fragments (PS3.5 A.4). */
    public boolean encapsulated() {
        return traits.contains(Trait.ENCAPSULATED);
    }

    /** True when pixel data in this syntax has lost, or may have lost, information (PS3.6 table A-1, PS3.5 8.2). */
    public boolean lossy() {
        return traits.contains(Trait.LOSSY);
    }

    /** True when pixel data is a video stream (MPEG2, MPEG-4, HEVC; PS3.5 8.2.5 and the sections behind it). */
    public boolean video() {
        return traits.contains(Trait.VIDEO);
    }

    /** True when PS3.6 table A-1 has the UID. */
    public boolean known() {
        return !keyword.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferSyntax that && uid.equals(that.uid);
    }

    @Override
    public int hashCode() {
        return uid.hashCode();
    }

    @Override
    public String toString() {
        return known() ? keyword : uid;
    }
}
