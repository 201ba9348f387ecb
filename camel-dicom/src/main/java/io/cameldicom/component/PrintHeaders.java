package io.cameldicom.component;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.print.PrintJob;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The message of a print job. */
final class PrintHeaders {

    /** Routes make file names of these headers: what is no code string does not get there. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_ ]{1,16}");

    private PrintHeaders() {}

    /** Body, held by the exchange from now on, and the headers that are the job's own. */
    static void fill(Exchange exchange, PrintJob job) {
        Message message = exchange.getIn();
        message.setBody(new RoutedPrintJob(job).handOverTo(exchange));
        message.setHeader(DicomConstants.OPERATION, DicomOperation.print.name());
        message.setHeader(DicomConstants.CALLING_AE_TITLE, job.callingAeTitle());
        message.setHeader(DicomConstants.CALLED_AE_TITLE, job.calledAeTitle());
        message.setHeader(DicomConstants.PRINT_JOB_UID, job.id());
        message.setHeader(DicomConstants.FILM_SESSION_UID, job.sessionUid());
        message.setHeader(DicomConstants.NUMBER_OF_FILMS, job.films().size());
        message.setHeader(DicomConstants.NUMBER_OF_COPIES, job.numberOfCopies());
        setIfCode(message, DicomConstants.MEDIUM_TYPE, job.mediumType());
        setIfCode(
                message,
                DicomConstants.FILM_SIZE,
                job.films().get(0).attributes().getString(Tag.FilmSizeID));
    }

    /** The headers that say who asks. */
    static void describe(Message message, NormalizedRequest request) {
        RequestHeaders.set(message, DicomOperation.print, request.association(), request.messageId());
        message.setHeader(DicomConstants.SOP_CLASS_UID, request.sopClassUid());
        message.setHeader(DicomConstants.SOP_INSTANCE_UID, request.sopInstanceUid());
    }

    private static void setIfCode(Message message, String header, String value) {
        if (value != null && CODE.matcher(value).matches()) {
            message.setHeader(header, value);
        }
    }
}
