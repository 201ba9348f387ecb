package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.StoredPrintJob;
import java.io.IOException;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;

/** A {@link PrintJob} as a {@link DicomObject} and back, so that files and queues can keep it. */
@Converter(generateLoader = true)
public final class PrintConverter {

    private PrintConverter() {}

    /** The job with its pixels as one object, which lives as long as the exchange. */
    @Converter
    public static DicomObject toDicomObject(PrintJob job, Exchange exchange) throws IOException {
        DicomObject object = DicomObjects.encode(
                StoredPrintJob.toAttributes(job),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                DicomConverter.spool(exchange));
        if (exchange != null) {
            object.handOverTo(exchange);
        }
        return object;
    }

    /**
     * The job in an object made by {@link #toDicomObject}; it lives as long as the exchange.
     *
     * @throws IllegalArgumentException if the object is no print job
     */
    @Converter
    public static PrintJob toPrintJob(DicomObject object, Exchange exchange) {
        object.hold();
        RoutedPrintJob job = new RoutedPrintJob(read(object));
        return exchange == null ? job : job.handOverTo(exchange);
    }

    /** The job that is the body, or that the object in the body was made of; null if it is neither. */
    public static PrintJob jobIn(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof DicomObject object && StoredPrintJob.SOP_CLASS_UID.equals(object.sopClassUid())) {
            return toPrintJob(object, exchange);
        }
        return body instanceof PrintJob job ? job : null;
    }

    /** What the job is, without any value of it: text ends up in logs. */
    @Converter
    public static String toString(PrintJob job) {
        return job.toString();
    }

    /** The job in an object held for it, which it lets go in the end. */
    static PrintJob read(DicomObject object) {
        try {
            return StoredPrintJob.toJob(object.attributes())
                    .whenReleased(object::discard)
                    .build();
        } catch (RuntimeException e) {
            object.discard();
            throw e;
        }
    }
}
