package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Query service as SCP (PS3.4 C.4.1, K.4): each C-FIND is answered on a thread of the session's executor, so that a
 * C-CANCEL is seen; after it at most one more match is sent, then FE00.
 */
public final class FindScp implements ServiceClassProvider {
    private static final Logger LOG = LoggerFactory.getLogger(FindScp.class);
    private static final Set<Dimse> COMMANDS = Set.of(Dimse.C_FIND_RQ);

    private final FindHandler handler;
    private final TransferCapability capability;
    private final QueryOptions supported;

    /** @param sopClasses UIDs, see {@link QuerySopClasses} */
    public FindScp(FindHandler handler, Collection<String> sopClasses) {
        this(handler, sopClasses, QueryOptions.NONE);
    }

    /** @param supported what to agree to when a peer proposes it (PS3.4 C.5.1.1) */
    public FindScp(FindHandler handler, Collection<String> sopClasses, QueryOptions supported) {
        this.handler = handler;
        this.supported = supported;
        this.capability = new TransferCapability(
                Set.copyOf(sopClasses)::contains, TransferCapability.Role.SCP, QuerySopClasses.TRANSFER_SYNTAXES);
    }

    @Override
    public TransferCapability transferCapability() {
        return capability;
    }

    @Override
    public Set<Dimse> commands() {
        return COMMANDS;
    }

    @Override
    public Optional<ByteBuffer> negotiate(SopClassExtendedNegotiation proposed) {
        return Optional.of(supported
                .and(QueryOptions.decode(proposed.applicationInformation()))
                .encode());
    }

    @Override
    public void handle(DimseRequest request) throws IOException {
        FindRequest find = new FindRequest(request, HandlerFailures.identifierOf(request));
        request.answerLater(later -> answer(find));
    }

    private void answer(FindRequest find) throws IOException {
        DimseRequest request = find.request();
        Iterator<Attributes> matches = begin(find);
        try {
            Attributes match = next(matches, find);
            while (match != null) {
                request.respond(CommandSet.responseTo(request.command(), find.pendingStatus()), request.encoded(match));
                match = next(matches, find);
            }
        } finally {
            close(matches, find);
        }
        request.respond(find.isCancelled() ? Status.Cancel : find.finalStatus(), null);
    }

    private Iterator<Attributes> begin(FindRequest find) throws DicomServiceException {
        try {
            return handler.find(find);
        } catch (IOException | RuntimeException e) {
            throw HandlerFailures.answerTo(e, find.request());
        }
    }

    /** The next match to send; null if there is none, or nobody wants it any more. */
    private static Attributes next(Iterator<Attributes> matches, FindRequest find) throws DicomServiceException {
        try {
            if (find.isCancelled() || !matches.hasNext()) {
                return null;
            }
            Attributes match = matches.next();
            return find.isCancelled() ? null : match;
        } catch (RuntimeException e) {
            if (find.isCancelled()) {
                LOG.debug("{}: the query stopped with an exception", find, e);
                return null;
            }
            throw HandlerFailures.answerTo(e, find.request());
        }
    }

    private static void close(Iterator<Attributes> matches, FindRequest find) {
        if (matches instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn(
                        "{}: matches could not be closed: {}",
                        find,
                        e.getClass().getName());
                LOG.debug("{}: matches could not be closed", find, e);
            }
        }
    }
}
