package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.transcode.TranscodeException;
import io.cameldicom.dicom.ul.AssociationRejectedException;
import io.cameldicom.dicom.ul.AssociationTimeoutException;
import io.cameldicom.dicom.ul.TlsException;
import io.cameldicom.hub.ledger.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.TypeConversionException;

/**
 * What became of a try.
 *
 * @param outcome of an object that need not be tried again; null for the others
 * @param reason why it failed, without patient data; null if it did not
 */
record Verdict(Kind kind, Outcome outcome, String reason) {

    enum Kind {
        /** The object is where it should be. */
        DONE,
        /** The destination does not answer, or takes nothing at the moment: it is not the object. */
        UNREACHABLE,
        /** It failed for this object, and another time it may not. */
        RETRY,
        /** It failed for this object, and will again. */
        PERMANENT
    }

    /** Failure: Duplicate SOP Instance (PS3.7 Annex C): the peer has it. */
    private static final int DUPLICATE = 0x0111;

    /** A7xx: out of resources (PS3.4 B.2.3). */
    private static final int OUT_OF_RESOURCES = 0xA7;

    /** Of an exchange whose route is through. */
    static Verdict of(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure != null) {
            return of(failure);
        }
        if (exchange.isRollbackOnly()) {
            return new Verdict(Kind.RETRY, null, "the route rolled back");
        }
        return done(exchange.getProperty(DestinationEndpoint.OUTCOME, Outcome.SENT, Outcome.class));
    }

    static Verdict done(Outcome outcome) {
        return new Verdict(Kind.DONE, outcome, null);
    }

    static Verdict permanent(String reason) {
        return new Verdict(Kind.PERMANENT, null, reason);
    }

    static Verdict of(Throwable failure) {
        Optional<DicomOperationException> operation = find(failure, DicomOperationException.class);
        if (operation.isPresent()) {
            return of(operation.get());
        }
        if (isUnreachable(failure)) {
            return new Verdict(Kind.UNREACHABLE, null, reason(failure));
        }
        boolean permanent = find(failure, TranscodeException.class).isPresent()
                || find(failure, DicomParseException.class).isPresent()
                || find(failure, InvalidPayloadException.class).isPresent()
                || find(failure, TypeConversionException.class).isPresent()
                || find(failure, IllegalArgumentException.class).isPresent();
        return new Verdict(permanent ? Kind.PERMANENT : Kind.RETRY, null, reason(failure));
    }

    private static Verdict of(DicomOperationException failure) {
        int status = failure.getStatus();
        if (status == DUPLICATE) {
            return done(Outcome.ALREADY_PRESENT);
        }
        if (isUnreachable(failure) || status >> 8 == OUT_OF_RESOURCES) {
            return new Verdict(Kind.UNREACHABLE, null, reason(failure));
        }
        return new Verdict(failure.isRetryable() ? Kind.RETRY : Kind.PERMANENT, null, reason(failure));
    }

    /** A rejected association is about who calls whom: the objects cannot help it. */
    private static boolean isUnreachable(Throwable failure) {
        return find(failure, ConnectException.class).isPresent()
                || find(failure, UnknownHostException.class).isPresent()
                || find(failure, UnresolvedAddressException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()
                || find(failure, SocketTimeoutException.class).isPresent()
                || find(failure, AssociationRejectedException.class).isPresent()
                || find(failure, AssociationTimeoutException.class).isPresent()
                || find(failure, TlsException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(type.cast(cause));
    }

    /** Messages of failures that are not ours may quote the object: their kind has to do. */
    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CamelExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DicomOperationException operation) {
            String where = operation.getMessage();
            int exchange = where.indexOf(". Exchange[");
            return exchange < 0 ? where : where.substring(0, exchange);
        }
        if (cause instanceof DicomServiceException service) {
            return "status " + Status.format(service.getStatus()) + ": " + service.getMessage();
        }
        if (cause instanceof IOException && !(cause instanceof FileSystemException) && isUnreachable(cause)) {
            return cause.toString();
        }
        return cause.getClass().getName();
    }
}
