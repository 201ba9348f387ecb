package io.cameldicom.dicom.io;

/** What a stream has otherwise than the standard, and what a lenient reader understands all the same. */
public enum Tolerance {
    NO_PREAMBLE("no preamble and 'DICM' (PS3.10 7.1)"),
    NO_FILE_META_INFORMATION("no file meta information (PS3.10 7.1)"),
    WRONG_META_GROUP_LENGTH("the group length of file meta information is missing or wrong (PS3.10 7.1)"),
    IMPLICIT_FILE_META_INFORMATION("file meta information in implicit VR (PS3.10 7.1)"),
    NO_TRANSFER_SYNTAX("no transfer syntax is named (PS3.10 7.1)"),
    WRONG_TRANSFER_SYNTAX("the data set is not in the transfer syntax named"),
    ZLIB_WRAPPER("the deflated data set is in a zlib wrapper (PS3.5 A.5)"),
    ODD_LENGTH("a value of odd length (PS3.5 7.1.1)"),
    UNORDERED_ELEMENTS("elements out of order, or one twice (PS3.5 7.1)"),
    UNDELIMITED_FRAGMENTS("fragments end with the stream instead of a delimiter (PS3.5 A.4)"),
    LAST_ITEM_TOO_LONG("the last item says that it is longer than its sequence and the stream (PS3.5 7.5.1)"),
    TRAILING_BYTES("bytes behind the last element that are none");

    private final String text;

    Tolerance(String text) {
        this.text = text;
    }

    /** What is wrong, for people; no values. */
    public String text() {
        return text;
    }
}
