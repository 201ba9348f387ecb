package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.UserIdentityRq;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Decides whether the requestor is who it says it is (PS3.7 D.3.3.7). Thread-safe; credentials belong in no log and no
 * message.
 */
@FunctionalInterface
public interface UserIdentityVerifier {

    /**
     * Verifies an identity.
     *
     * @return the server response, empty bytes for user names (PS3.7 Table D.3-15); nothing if the identity is refused
     */
    Optional<ByteBuffer> verify(UserIdentityRq identity, AssociateRq rq, InetSocketAddress remote);
}
