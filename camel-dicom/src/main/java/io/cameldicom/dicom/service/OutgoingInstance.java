package io.cameldicom.dicom.service;

import io.cameldicom.dicom.ul.PDataSource;
import java.io.IOException;
import java.util.List;

/** An object that can be sent in one or more transfer syntaxes. Used by one thread. */
public interface OutgoingInstance {
    String sopClassUid();

    String sopInstanceUid();

    /**
     * UIDs of the transfer syntaxes it can be sent in, the preferred one first: usually the one it is encoded in, then what
     * it can be converted to. The first one the peer has accepted is taken.
     */
    List<String> transferSyntaxes();

    /**
     * The object's data set, called when it is about to be sent.
     *
     * @param transferSyntaxUid one of {@link #transferSyntaxes}
     * @throws IOException if it cannot be had; the object counts as failed, the others are sent
     */
    PDataSource dataSet(String transferSyntaxUid) throws IOException;

    /** An object in its own encoding only. */
    static OutgoingInstance of(SopInstance instance) {
        return new OutgoingInstance() {
            @Override
            public String sopClassUid() {
                return instance.sopClassUid();
            }

            @Override
            public String sopInstanceUid() {
                return instance.sopInstanceUid();
            }

            @Override
            public List<String> transferSyntaxes() {
                return List.of(instance.transferSyntaxUid());
            }

            @Override
            public PDataSource dataSet(String transferSyntaxUid) {
                return instance.dataSet();
            }
        };
    }
}
