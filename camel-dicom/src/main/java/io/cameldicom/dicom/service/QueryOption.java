package io.cameldicom.dicom.service;

/**
 * What two sides can agree on for queries, in the order of the bytes of SOP class extended negotiation (PS3.4 Table
 * C.5.1-1, for worklists Table K.4.1-1 where the first two mean nothing).
 */
public enum QueryOption {
    /** Keys of lower levels, and no keys of the levels above, are allowed (PS3.4 C.4.1.2.2.1). */
    RELATIONAL,
    /** A date and its time are matched together (PS3.4 C.2.2.2.5.4). */
    COMBINED_DATE_TIME,
    /** Person names match also where they sound alike or the like (PS3.4 C.2.2.2.1.1). */
    FUZZY_PERSON_NAMES,
    /** Times of keys are adjusted to the timezone of what they are matched with (PS3.4 C.4.1.1.3.2). */
    TIMEZONE,
    /** New or converted enhanced multi-frame objects can be asked for (PS3.4 C.4.1.1.3.3). */
    ENHANCED_MULTI_FRAME,
    /** Two double quotes match an attribute without a value (PS3.4 C.2.2.2.7). */
    EMPTY_VALUE,
    /** A key with several values matches where all of them are (PS3.4 C.2.2.2.8). */
    MULTIPLE_VALUE
}
