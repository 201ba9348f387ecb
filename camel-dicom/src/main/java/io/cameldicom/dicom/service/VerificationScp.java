package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.util.Set;

/** Verification SOP class as SCP (PS3.4 A): C-ECHO is answered with success. */
public final class VerificationScp implements ServiceClassProvider {
    private static final TransferCapability CAPABILITY = TransferCapability.scp(UID.Verification);
    private static final Set<Dimse> COMMANDS = Set.of(Dimse.C_ECHO_RQ);

    @Override
    public TransferCapability transferCapability() {
        return CAPABILITY;
    }

    @Override
    public Set<Dimse> commands() {
        return COMMANDS;
    }

    @Override
    public void handle(DimseRequest request) throws IOException {
        request.respond(Status.Success, null);
    }
}
