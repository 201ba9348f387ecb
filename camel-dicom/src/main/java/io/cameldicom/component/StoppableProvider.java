package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.service.ServiceClassProvider;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A service whose consumer may stop before the associations that negotiated it end, because they use other consumers'
 * services too. Requests are refused then with a status after which a requestor may try again: A700, or 0213 for DIMSE-N
 * (PS3.7 annex C.5.25).
 */
record StoppableProvider(ServiceClassProvider provider, BooleanSupplier open) implements ServiceClassProvider {

    @Override
    public void handle(DimseRequest request) throws IOException {
        if (!open.getAsBoolean()) {
            boolean composite = request.command().dimse().name().startsWith("C_");
            throw new DicomServiceException(
                    composite ? Status.OutOfResources : Status.ResourceLimitation, "This service has been stopped");
        }
        provider.handle(request);
    }

    @Override
    public TransferCapability transferCapability() {
        return provider.transferCapability();
    }

    @Override
    public List<TransferCapability> transferCapabilities() {
        return provider.transferCapabilities();
    }

    @Override
    public Set<Dimse> commands() {
        return provider.commands();
    }

    @Override
    public Optional<ByteBuffer> negotiate(SopClassExtendedNegotiation proposed) {
        return provider.negotiate(proposed);
    }
}
