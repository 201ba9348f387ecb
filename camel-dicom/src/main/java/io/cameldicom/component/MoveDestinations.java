package io.cameldicom.component;

/**
 * Where the AE titles are that peers name as destinations of C-MOVE. A bean of this type in the registry is asked before
 * the properties {@code dicom.destination.NAME}. Thread-safe.
 */
@FunctionalInterface
public interface MoveDestinations {

    /**
     * @param aeTitle as the peer wrote it, without padding
     * @return the path of a {@code dicom:} endpoint, {@code AET@host:port} with options if need be; null if there is none
     */
    String find(String aeTitle);
}
