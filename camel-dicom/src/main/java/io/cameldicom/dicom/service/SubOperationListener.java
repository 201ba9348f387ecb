package io.cameldicom.dicom.service;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is sent for a C-MOVE or C-GET. */
record SubOperationListener(RetrieveProgress progress) implements InstanceSender.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SubOperationListener.class);

    @Override
    public boolean isStopped() {
        return progress.isCancelled();
    }

    @Override
    public void stored(OutgoingInstance instance, StoreOutcome outcome) throws IOException {
        progress.stored(outcome);
    }

    @Override
    public void failed(OutgoingInstance instance, IOException cause) throws IOException {
        LOG.debug("sub-operation failed", cause);
        progress.failed(instance.sopInstanceUid());
    }
}
