package io.cameldicom.component;

import io.cameldicom.dicom.dimse.ResponseTimeoutException;
import io.cameldicom.dicom.service.MoveOriginator;
import io.cameldicom.dicom.service.StoreOutcome;
import io.cameldicom.dicom.ul.AssociationException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the objects of one C-MOVE to their destination. One that cannot be reached several times in a row is not tried again:
 * a study of thousands of objects would wait for its timeout thousands of times. For one thread.
 */
final class DestinationSender implements RetrieveService.Sender {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationSender.class);

    /** Objects in a row for which the destination could not be reached. */
    private static final int MOST_TRIES = 3;

    private final DicomEndpoint destination;
    private final AssociationPool pool;
    private final StoreSender sender;
    private int inVain;

    /** @param pool of one association; closed with this */
    DestinationSender(DicomEndpoint destination, AssociationPool pool, MoveOriginator originator) {
        this.destination = destination;
        this.pool = pool;
        this.sender = new StoreSender(pool, destination.getConfiguration(), originator);
    }

    @Override
    public StoreOutcome send(DicomObject object) throws IOException {
        if (inVain == MOST_TRIES) {
            throw new IOException(destination.address() + " could not be reached " + MOST_TRIES + " times in a row");
        }
        try {
            StoreOutcome outcome = sender.send(
                            new SendableObject(object, destination.getConfiguration(), destination.getCamelContext()))
                    .outcome();
            inVain = 0;
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for an association");
        } catch (IOException e) {
            inVain = isUnreachable(e) ? inVain + 1 : 0;
            if (inVain == MOST_TRIES) {
                LOG.warn(
                        "The move destination {} is given up, the remaining objects fail: {}",
                        destination.address(),
                        e.getMessage());
            }
            throw e;
        }
    }

    /** Not the object's fault. */
    private static boolean isUnreachable(IOException e) {
        return e instanceof SocketException
                || e instanceof SocketTimeoutException
                || e instanceof UnknownHostException
                || e instanceof AssociationException
                || e instanceof ResponseTimeoutException;
    }

    @Override
    public void close() {
        pool.close();
    }
}
