package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Storage service class as SCP (PS3.4 B): checks each C-STORE-RQ, gives it to a {@link StoreHandler} and answers. */
public final class StorageScp implements ServiceClassProvider {
    private static final Set<Dimse> COMMANDS = Set.of(Dimse.C_STORE_RQ);
    /** Of a UID: PS3.5 9.1. */
    private static final int MAX_UID_LENGTH = 64;

    private final StoreHandler handler;
    private final TransferCapability capability;

    /** Takes every storage SOP class, private and unknown ones too, in whatever transfer syntax is proposed first. */
    public StorageScp(StoreHandler handler) {
        this(handler, StorageSopClasses.ANY, List.of());
    }

    /**
     * @param sopClasses which SOP class UIDs to accept, see {@link StorageSopClasses}
     * @param transferSyntaxes UIDs to accept in the order preferred; empty accepts the first one proposed, whatever it is
     */
    public StorageScp(StoreHandler handler, Predicate<String> sopClasses, List<String> transferSyntaxes) {
        this.handler = handler;
        this.capability = new TransferCapability(sopClasses, TransferCapability.Role.SCP, transferSyntaxes);
    }

    @Override
    public TransferCapability transferCapability() {
        return capability;
    }

    @Override
    public Set<Dimse> commands() {
        return COMMANDS;
    }

    /** Objects are kept as they are; whatever the handler does with them is not known here. */
    @Override
    public Optional<ByteBuffer> negotiate(SopClassExtendedNegotiation proposed) {
        return Optional.of(StorageOptions.UNCHANGED.encode());
    }

    @Override
    public void handle(DimseRequest request) throws IOException {
        String sopInstanceUid = request.sopInstanceUid();
        if (sopInstanceUid == null || !isHarmless(sopInstanceUid)) {
            throw new DicomServiceException(Status.InvalidSOPInstance, "Affected SOP Instance UID is no UID");
        }
        if (request.dataSet() == null) {
            throw new DicomServiceException(Status.CannotUnderstand, "C-STORE-RQ without a data set");
        }
        StoreRequest store = new StoreRequest(request);
        try {
            StoreResult result = handler.store(store);
            if (result != StoreResult.LATER) {
                request.respond(result.status(), result.errorComment());
            }
        } finally {
            store.answered();
        }
    }

    /**
     * There are anonymizers whose UIDs have letters; the archive may decide on them. What looks like a path or a wildcard
     * goes no further.
     */
    private static boolean isHarmless(String uid) {
        for (int i = 0; i < uid.length(); i++) {
            char c = uid.charAt(i);
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            boolean separator = i > 0 && (c == '.' || c == '-' || c == '_');
            if (!alphanumeric && !separator) {
                return false;
            }
        }
        return uid.length() <= MAX_UID_LENGTH;
    }
}
