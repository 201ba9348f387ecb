package io.cameldicom.dicom.dimse;

/** The five classes of a response's Status (0000,0900), PS3.7 Annex C. */
public enum StatusClass {
    SUCCESS,
    PENDING,
    CANCEL,
    WARNING,
    FAILURE;

    /**
     * The class of a status by PS3.7 Annex C.1: 0000 success, FF00 and FF01 pending, FE00 cancel, Bxxx and three general
     * ones (0001, 0107, 0116) warning, everything else, known or not, failure.
     */
    public static StatusClass of(int status) {
        return switch (status) {
            case Status.Success -> SUCCESS;
            case Status.Pending, Status.PendingWarning -> PENDING;
            case Status.Cancel -> CANCEL;
            case Status.OptionalAttributesNotSupported,
                    Status.AttributeListError,
                    Status.AttributeValueOutOfRange -> WARNING;
            default -> status >> 12 == 0xB ? WARNING : FAILURE;
        };
    }
}
