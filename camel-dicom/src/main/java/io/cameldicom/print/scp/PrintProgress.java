package io.cameldicom.print.scp;

/** Is told how a print job goes: what an N-GET of the Print Job says then, and events report. Thread-safe. */
public interface PrintProgress {
    void printing();

    void done();

    /** @param info a term of PS3.3 C.13.8.1 such as {@code CHECK PRINTER}, at most 16 characters */
    void failed(String info);
}
