package io.cameldicom.dicom.dimse;

import java.io.IOException;

/**
 * A request was not sent: as many operations as the negotiated window allows (PS3.7 D.3.3.3; one by default) were
 * outstanding for too long. The association is usable.
 */
public class WindowExhaustedException extends IOException {
    WindowExhaustedException(String message) {
        super(message);
    }
}
