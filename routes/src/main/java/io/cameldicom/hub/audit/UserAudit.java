package io.cameldicom.hub.audit;

/** Told of people who sign in: the bean {@code audit}, if there is an audit trail. */
@FunctionalInterface
public interface UserAudit {

    /** Nobody is told. */
    UserAudit NONE = (user, address, success) -> {};

    /**
     * Somebody tried to sign in. Returns at once, never throws.
     *
     * @param address where from
     */
    void signedIn(String user, String address, boolean success);
}
