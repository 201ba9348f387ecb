package io.cameldicom.dicom.pdu;

import java.util.List;
import java.util.Optional;

/**
 * User information of an A-ASSOCIATE-RQ or -AC (PS3.8 9.3.2.3, 9.3.3.3).
 *
 * @param items in the order sent; empty where the peer sent no user information at all
 */
public record UserInformation(List<UserInformationItem> items) {

    /** What is assumed of a peer that sends no maximum length, in bytes: what nearly all of them can take. */
    public static final int DEFAULT_MAXIMUM_LENGTH = 16_384;

    public static final UserInformation NONE = new UserInformation(List.of());

    public UserInformation {
        items = List.copyOf(items);
    }

    /** The first item of this kind. */
    public <T extends UserInformationItem> Optional<T> find(Class<T> kind) {
        return items.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** All items of this kind in the order sent. */
    public <T extends UserInformationItem> List<T> all(Class<T> kind) {
        return items.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * The longest P-DATA-TF variable field the sender of this can receive, in bytes (PS3.8 D.1).
     *
     * @return 0 for no limit, {@link #DEFAULT_MAXIMUM_LENGTH} where it is not said
     */
    public long maximumLength() {
        return find(MaximumLength.class).map(MaximumLength::bytes).orElse((long) DEFAULT_MAXIMUM_LENGTH);
    }

    /** Role selection for a SOP class, if there is one (PS3.7 D.3.3.4). */
    public Optional<RoleSelection> roleSelection(String sopClassUid) {
        return all(RoleSelection.class).stream()
                .filter(role -> role.sopClassUid().equals(sopClassUid))
                .findFirst();
    }
}
