package io.cameldicom.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/**
 * The elements of what a route answers with: of an {@code Iterable}, {@code Iterator}, {@code Stream} or array; a single value
 * is one element, null or an empty text none. Closing closes the iterator, the stream or the iterable it came from where
 * these can be closed.
 */
public final class BodyElements implements ClosableIterator<Object> {

    /** {@link #size} where nobody knows. */
    public static final int UNKNOWN = -1;

    private final Iterator<?> elements;
    private final Object source;
    private final int size;

    private BodyElements(Iterator<?> elements, Object source, int size) {
        this.elements = elements;
        this.source = source;
        this.size = size;
    }

    public static BodyElements of(Object body) {
        if (body == null || body instanceof CharSequence text && text.toString().isBlank()) {
            return new BodyElements(Collections.emptyIterator(), null, 0);
        }
        if (body instanceof Collection<?> collection) {
            return new BodyElements(collection.iterator(), body, collection.size());
        }
        if (body instanceof Object[] array) {
            return new BodyElements(Arrays.asList(array).iterator(), null, array.length);
        }
        if (body instanceof Iterator<?> iterator) {
            return new BodyElements(iterator, body, UNKNOWN);
        }
        if (body instanceof BaseStream<?, ?> stream) {
            return new BodyElements(stream.iterator(), stream, UNKNOWN);
        }
        // a Path is an Iterable of its names
        if (body instanceof Iterable<?> iterable && !(body instanceof java.nio.file.Path)) {
            return new BodyElements(iterable.iterator(), body, UNKNOWN);
        }
        return new BodyElements(List.of(body).iterator(), body instanceof Map<?, ?> ? null : body, 1);
    }

    /** How many there are, {@link #UNKNOWN} where that takes counting. */
    public int size() {
        return size;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public Object next() {
        return elements.next();
    }

    @Override
    public void close() {
        close(elements);
        if (source != elements) {
            close(source);
        }
    }

    private static void close(Object source) {
        if (source instanceof AutoCloseable closeable
                && (source instanceof Iterator || source instanceof Iterable || source instanceof Stream)) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("The answer of the route could not be closed", e);
            }
        }
    }
}
