package io.cameldicom.component;

import java.io.Closeable;
import java.util.Iterator;

/** Values that come from somewhere that has to be let go. */
public interface ClosableIterator<T> extends Iterator<T>, Closeable {

    @Override
    void close();
}
