package io.cameldicom.component;

/** Objects that come one after the other from a peer, which who passes them on need not keep. */
public interface PassingObjects extends ClosableIterator<DicomObject> {

    /** From now on the file of an object is let go when the next one is asked for, not when the exchange is done. */
    void releaseEach();
}
