package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.print.JobSummary;
import io.cameldicom.print.PrintJob;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;

/** Conversions of {@link DicomObject} from and to the types routes work with. */
@Converter(generateLoader = true)
public final class DicomConverter {

    private DicomConverter() {}

    // ---- to an object

    /** The file is used in place and must not change while the exchange lasts. */
    @Converter
    public static DicomObject toDicomObject(Path file) throws IOException {
        return DicomObject.of(file);
    }

    @Converter
    public static DicomObject toDicomObject(File file) throws IOException {
        return DicomObject.of(file.toPath());
    }

    @Converter
    public static DicomObject toDicomObject(byte[] part10, Exchange exchange) throws IOException {
        return DicomObjects.read(new DataSetBytes.Memory(part10), spool(exchange));
    }

    @Converter
    public static DicomObject toDicomObject(ByteBuffer part10, Exchange exchange) throws IOException {
        byte[] bytes = new byte[part10.remaining()];
        part10.duplicate().get(bytes);
        return toDicomObject(bytes, exchange);
    }

    /** Reads the stream to its end; what does not fit into memory is in the spool until the exchange is done. */
    @Converter
    public static DicomObject toDicomObject(InputStream part10, Exchange exchange) throws IOException {
        return ownedBy(exchange, DicomObjects.spool(part10, spool(exchange)));
    }

    /** Encodes as Explicit VR Little Endian; compressed pixel data needs {@link DicomObject#of} with its syntax. */
    @Converter
    public static DicomObject toDicomObject(Attributes attributes, Exchange exchange) throws IOException {
        TransferSyntax syntax = attributes.bigEndian()
                ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN
                : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        return ownedBy(exchange, DicomObjects.encode(attributes, syntax, spool(exchange)));
    }

    // ---- from an object

    @Converter
    public static InputStream toInputStream(DicomObject object) throws IOException {
        return object.openStream();
    }

    /** The whole object on the heap. */
    @Converter
    public static byte[] toByteArray(DicomObject object) throws IOException {
        if (object.size() > Integer.MAX_VALUE - 8) {
            throw new IOException("The object has " + object.size()
                    + " bytes, more than a byte array can hold: use an InputStream or a Path");
        }
        try (InputStream stream = object.openStream()) {
            return stream.readAllBytes();
        }
    }

    @Converter
    public static ByteBuffer toByteBuffer(DicomObject object) throws IOException {
        return ByteBuffer.wrap(toByteArray(object));
    }

    /** The object's file; one is made for the time of the exchange if it has none. */
    @Converter
    public static Path toPath(DicomObject object, Exchange exchange) throws IOException {
        if (object.path() != null) {
            return object.path();
        }
        SpoolFile file = SpoolFile.owned(object.spool().newPath());
        try (var out = Files.newOutputStream(file.path(), StandardOpenOption.CREATE_NEW)) {
            object.writeTo(out);
        }
        DicomObject.releaseWhenDone(exchange, file);
        return file.path();
    }

    @Converter
    public static File toFile(DicomObject object, Exchange exchange) throws IOException {
        return toPath(object, exchange).toFile();
    }

    @Converter
    public static Attributes toAttributes(DicomObject object) {
        return object.attributes();
    }

    /** What the job is like, for the language {@code dicom}: see {@link JobSummary}. */
    @Converter
    public static Attributes toAttributes(PrintJob job) {
        return JobSummary.of(job);
    }

    /** What the object is, without any value of it: text ends up in logs. */
    @Converter
    public static String toString(DicomObject object) {
        return object.toString();
    }

    /** Keywords, or names of columns, and their values; see the page of the component. */
    @Converter
    public static Attributes toAttributes(Map<?, ?> keywordsAndValues) {
        return AttributesOfMap.of(keywordsAndValues);
    }

    @Converter
    public static InputStream toInputStream(SpooledBytes bytes) throws IOException {
        return bytes.openStream();
    }

    /** All bytes on the heap. */
    @Converter
    public static byte[] toByteArray(SpooledBytes bytes) throws IOException {
        try (InputStream stream = bytes.openStream()) {
            return stream.readAllBytes();
        }
    }

    static Spool spool(Exchange exchange) {
        if (exchange != null && exchange.getContext().hasComponent("dicom") instanceof DicomComponent component) {
            return component.spool();
        }
        return Spool.ofProcess();
    }

    /** Passes the hold on a new object's file to the exchange. */
    private static DicomObject ownedBy(Exchange exchange, DicomObject object) {
        if (exchange != null) {
            object.handOverTo(exchange);
        }
        return object;
    }
}
