package io.cameldicom.fuzz;

import java.util.Locale;

/** The fuzz targets by name; the name in lower case is the folder of a target's inputs. */
enum FuzzTarget {
    PDU(PduTarget.class, PduTarget::fuzzerTestOneInput),
    ASSOCIATION(AssociationTarget.class, AssociationTarget::fuzzerTestOneInput),
    COMMAND(CommandTarget.class, CommandTarget::fuzzerTestOneInput),
    DATASET(DataSetTarget.class, DataSetTarget::fuzzerTestOneInput),
    JSON(JsonTarget.class, JsonTarget::fuzzerTestOneInput),
    XML(XmlTarget.class, XmlTarget::fuzzerTestOneInput),
    MULTIPART(MultipartTarget.class, MultipartTarget::fuzzerTestOneInput),
    PRINT(PrintTarget.class, PrintTarget::fuzzerTestOneInput),
    QUERY(QueryTarget.class, QueryTarget::fuzzerTestOneInput),
    RLE(RleTarget.class, RleTarget::fuzzerTestOneInput),
    JPEG(JpegTarget.class, JpegTarget::fuzzerTestOneInput),
    JPEGLS(JpegLsTarget.class, JpegLsTarget::fuzzerTestOneInput),
    JPEG2000(Jpeg2000Target.class, Jpeg2000Target::fuzzerTestOneInput),
    DEFLATED(DeflatedTarget.class, DeflatedTarget::fuzzerTestOneInput);

    /** As the fuzzing engine calls it. */
    @FunctionalInterface
    interface Entry {
        void run(byte[] input) throws Exception;
    }

    final Class<?> type;
    private final Entry entry;

    FuzzTarget(Class<?> type, Entry entry) {
        this.type = type;
        this.entry = entry;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    void run(byte[] input) throws Exception {
        entry.run(input);
    }
}
