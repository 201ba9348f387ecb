package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandler;
import io.cameldicom.dicom.ul.TransferCapability;
import java.util.Set;

/** One service class as an SCP: what it takes part in when associations are negotiated, and what it performs. Thread-safe. */
public interface ServiceClassProvider extends DimseHandler {
    /** SOP classes and transfer syntaxes accepted. */
    TransferCapability transferCapability();

    /** The requests handled, on the SOP classes of the capability. */
    Set<Dimse> commands();
}
