package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UidDictionary;

/** Sentences for the user that are needed in more than one place. */
final class Words {
    private Words() {}

    static String noDecoder(String transferSyntax) {
        return name(transferSyntax) + " cannot be decoded: no codec for it is installed";
    }

    static String noEncoder(String transferSyntax) {
        return name(transferSyntax) + " cannot be encoded: no codec for it is installed";
    }

    static String video(TransferSyntax syntax) {
        return name(syntax.uid()) + " is video, which passes through as it is: there is no conversion from or to it";
    }

    /** The name of PS3.6 up to what it is the default for, or the UID. */
    static String name(String transferSyntax) {
        String name = UidDictionary.nameOf(transferSyntax);
        return name == null || name.isEmpty() || name.equals(transferSyntax)
                ? "transfer syntax " + transferSyntax
                : name.split(":", 2)[0];
    }
}
