package io.cameldicom.component;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.ProcedureStepRules;
import io.cameldicom.dicom.service.ServiceClassProvider;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Modality Performed Procedure Step (PS3.4 Annex F) as exchanges: N-CREATE begins a step, N-SET changes it until it has
 * ended. A step's status is remembered once the route has succeeded. Thread-safe.
 */
final class MppsService extends ServiceSupport implements ConsumerService, NormalizedHandler {

    private final NormalizedExchange exchanges;
    private final StateRepository<String, String> states;
    private final boolean lenient;
    private final KeyLocks locks = new KeyLocks();

    MppsService(DicomConsumer consumer, DicomConfiguration configuration) {
        this.exchanges = new NormalizedExchange(consumer);
        this.states = configuration.getProcedureStepStates() != null
                ? configuration.getProcedureStepStates()
                : new RecentStates();
        this.lenient = configuration.isLenient();
    }

    @Override
    public List<ServiceClassProvider> providers() {
        return List.of(NormalizedExchange.provider(
                this, UID.ModalityPerformedProcedureStep, Dimse.N_CREATE_RQ, Dimse.N_SET_RQ));
    }

    /** Who made the repository ends it: other routes may share it. */
    @Override
    protected void doStart() {
        ServiceHelper.startService(states);
    }

    @Override
    public NormalizedReply create(NormalizedRequest request) throws IOException {
        ProcedureStepRules.checkCreate(request.attributes());
        if (!lenient) {
            ProcedureStepRules.checkComplete(request.attributes());
        }
        ReentrantLock lock = locks.of(request.sopInstanceUid());
        lock.lock();
        try {
            if (states.getState(request.sopInstanceUid()) != null) {
                throw new DicomServiceException(Status.DuplicateSOPInstance, "The procedure step is known already");
            }
            return process(request, DicomOperation.nCreate, ProcedureStepRules.IN_PROGRESS);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public NormalizedReply set(NormalizedRequest request) throws IOException {
        ReentrantLock lock = locks.of(request.sopInstanceUid());
        lock.lock();
        try {
            String status = states.getState(request.sopInstanceUid());
            if (status == null) {
                throw new DicomServiceException(Status.NoSuchSOPInstance, "The procedure step is not known");
            }
            return process(request, DicomOperation.nSet, ProcedureStepRules.checkSet(status, request.attributes()));
        } finally {
            lock.unlock();
        }
    }

    private NormalizedReply process(NormalizedRequest request, DicomOperation operation, String status)
            throws IOException {
        Exchange exchange = exchanges.process(request, operation);
        states.setState(request.sopInstanceUid(), status);
        return exchanges.reply(request, exchange);
    }
}
