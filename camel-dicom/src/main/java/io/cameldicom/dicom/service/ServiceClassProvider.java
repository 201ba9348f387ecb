package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandler;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.ul.TransferCapability;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One service class as an SCP: what it takes part in when associations are negotiated, and what it performs. Thread-safe. */
public interface ServiceClassProvider extends DimseHandler {
    /** SOP classes and transfer syntaxes accepted in the role the service has. */
    TransferCapability transferCapability();

    /** That, and what else the service needs to have negotiated. */
    default List<TransferCapability> transferCapabilities() {
        return List.of(transferCapability());
    }

    /** The requests handled, on the SOP classes of the capability. */
    Set<Dimse> commands();

    /**
     * Answers SOP class extended negotiation (PS3.7 D.3.3.5) of a SOP class of the capability.
     *
     * @return the service class application information agreed to; empty, as by default, for no answer
     */
    default Optional<ByteBuffer> negotiate(SopClassExtendedNegotiation proposed) {
        return Optional.empty();
    }
}
