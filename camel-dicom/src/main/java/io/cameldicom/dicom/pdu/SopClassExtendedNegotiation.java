package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;

/**
 * SOP class extended negotiation (PS3.7 D.3.3.5).
 *
 * @param sopClassUid the SOP class
 * @param applicationInformation service class application information; what its bytes mean is the service class's
 *     matter (PS3.4)
 */
public record SopClassExtendedNegotiation(String sopClassUid, ByteBuffer applicationInformation)
        implements UserInformationItem {

    static final int TYPE = 0x56;

    public SopClassExtendedNegotiation {
        applicationInformation = applicationInformation.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer applicationInformation() {
        return applicationInformation.duplicate();
    }

    @Override
    public int itemType() {
        return TYPE;
    }
}
