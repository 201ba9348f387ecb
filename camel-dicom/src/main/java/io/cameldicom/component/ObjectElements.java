package io.cameldicom.component;

import io.cameldicom.component.RetrieveService.Sender;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.StoreOutcome;
import io.cameldicom.dicom.service.SubOperation;
import io.cameldicom.dicom.service.SubOperations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * The objects a route answers a retrieval with: {@code DicomObject}s, files, or whatever Camel makes such of. What cannot be
 * read counts as failed; a failure of the iterator itself ends it.
 */
final class ObjectElements implements ClosableIterator<Object> {

    private final BodyElements elements;
    private final RetrievedObjects fromPeer;
    private final Exchange exchange;
    private int taken;
    private RuntimeException failure;

    ObjectElements(Object body, Exchange exchange) {
        this.elements = BodyElements.of(body);
        this.fromPeer = body instanceof RetrievedObjects objects ? objects : null;
        if (body instanceof PassingObjects passing) {
            passing.releaseEach(); // sent when the next is asked for
        }
        this.exchange = exchange;
    }

    @Override
    public boolean hasNext() {
        try {
            return failure == null && elements.hasNext();
        } catch (RuntimeException e) {
            failure = e;
            return false;
        }
    }

    @Override
    public Object next() {
        taken++;
        return elements.next();
    }

    /** Why there are no more; null if there is no trouble. */
    RuntimeException failure() {
        return failure;
    }

    /** How many are left; -1 where nobody knows. */
    int remaining() {
        if (fromPeer != null) {
            return fromPeer.remaining();
        }
        return elements.size() == BodyElements.UNKNOWN ? BodyElements.UNKNOWN : elements.size() - taken;
    }

    /** The result with what the peer could not give counted as failed, too. */
    RetrieveResult withOthers(RetrieveResult result) {
        RetrieveResult others = fromPeer == null ? null : fromPeer.result();
        if (others == null || others.subOperations().failed() == 0) {
            return result;
        }
        SubOperations counts = result.subOperations();
        List<String> failed = new ArrayList<>(result.failedSopInstanceUids());
        failed.addAll(others.failedSopInstanceUids());
        return RetrieveResult.of(
                new SubOperations(
                        counts.remaining(),
                        counts.completed(),
                        counts.failed() + others.subOperations().failed(),
                        counts.warning()),
                failed);
    }

    Iterator<SubOperation> operations(Sender sender) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return ObjectElements.this.hasNext();
            }

            @Override
            public SubOperation next() {
                return operation(sender, ObjectElements.this.next());
            }
        };
    }

    private SubOperation operation(Sender sender, Object element) {
        DicomObject object = element instanceof DicomObject ready
                ? ready
                : exchange.getContext().getTypeConverter().tryConvertTo(DicomObject.class, exchange, element);
        return new SubOperation() {
            @Override
            public String sopInstanceUid() {
                return object == null ? "" : object.sopInstanceUid();
            }

            @Override
            public StoreOutcome perform() throws IOException {
                if (object == null || object.sopClassUid() == null || object.sopInstanceUid() == null) {
                    throw new IOException("an answer to a retrieval is made of DicomObjects or files, not of "
                            + (element == null ? "null" : element.getClass().getName()));
                }
                return sender.send(object);
            }
        };
    }

    @Override
    public void close() {
        elements.close();
    }
}
