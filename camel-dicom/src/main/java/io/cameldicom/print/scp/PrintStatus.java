package io.cameldicom.print.scp;

/** Statuses of print management (PS3.4 H.4); their words are in {@link io.cameldicom.dicom.dimse.StatusTable#PRINT}. */
final class PrintStatus {
    static final int MEMORY_ALLOCATION_NOT_SUPPORTED = 0xB600;
    static final int EMPTY_PAGE_IN_SESSION = 0xB602;
    static final int EMPTY_PAGE = 0xB603;
    static final int DEMAGNIFIED = 0xB604;
    static final int DENSITY_OUT_OF_RANGE = 0xB605;
    static final int CROPPED = 0xB609;
    static final int DECIMATED = 0xB60A;
    static final int NO_FILM_BOX = 0xC600;
    static final int QUEUE_FULL_SESSION = 0xC601;
    static final int QUEUE_FULL_FILM_BOX = 0xC602;
    static final int IMAGE_TOO_LARGE = 0xC603;
    static final int INSUFFICIENT_MEMORY = 0xC605;

    private PrintStatus() {}
}
