package io.cameldicom.hub.queue;

/** Which objects are delivered before others; as Priority (0000,0700) of C-STORE. */
public enum DestinationPriority {
    medium(0),
    high(1),
    low(2);

    private final int code;

    DestinationPriority(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
