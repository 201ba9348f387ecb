package io.cameldicom.print.scu;

import java.io.IOException;

/** The printer cannot print something of the job, and it is not to be left out. */
public class UnsupportedByPrinterException extends IOException {
    UnsupportedByPrinterException(String what) {
        super("it does not support " + what + ", which may not be left out");
    }
}
