package io.cameldicom.web.client;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The data sets that a search or a retrieval of metadata finds, one by one as they come; the next page is asked for when the
 * one before has been read. Closing ends it at once. For one thread.
 */
public final class SearchResults implements Closeable {

    /** A page, or the only one there is. */
    interface Pages {
        /**
         * @param offset how many data sets have been read
         * @return null where the server says there is nothing (204)
         */
        WebResponse open(int offset) throws IOException, InterruptedException;
    }

    private final Pages pages;
    /** Data sets of a page; 0 where there are no pages. */
    private final int pageSize;

    private DataSets page;
    private boolean moreAnnounced;
    private int inPage;
    private int total;
    private String firstOfPage;
    private Attributes next;
    private boolean ended;
    private int status;

    SearchResults(Pages pages, int pageSize) throws IOException, InterruptedException {
        this.pages = pages;
        this.pageSize = pageSize;
        openPage();
    }

    /** Status of the last response. */
    public int status() {
        return status;
    }

    /** @throws WebFailureException if the server fails, or answers what is none */
    public boolean hasNext() throws IOException {
        try {
            while (next == null && !ended) {
                advance();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for results");
        }
        return next != null;
    }

    public Attributes next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException("no more results");
        }
        Attributes result = next;
        next = null;
        return result;
    }

    private void advance() throws IOException, InterruptedException {
        next = page.next();
        if (next != null) {
            if (inPage == 0) {
                checkProgress(identity(next));
            }
            inPage++;
            total++;
            return;
        }
        page.close();
        // more of them than asked for: the server knows no pages and has given all
        boolean full = pageSize > 0 && inPage == pageSize;
        if (inPage > 0 && (full || moreAnnounced)) {
            openPage();
        } else {
            ended = true;
        }
    }

    private void openPage() throws IOException, InterruptedException {
        inPage = 0;
        WebResponse response = pages.open(total);
        if (response == null) {
            ended = true;
            return;
        }
        status = response.status();
        moreAnnounced = response.headers("Warning").stream().anyMatch(SearchResults::announcesMore);
        if (status == 204) {
            response.close();
            ended = true;
            return;
        }
        page = new DataSets(response);
    }

    /** PS3.18 8.3.4.4. */
    private static boolean announcesMore(String warning) {
        return warning.startsWith("299") && warning.contains("additional results");
    }

    private void checkProgress(String identity) throws WebFailureException {
        if (total > 0 && identity.equals(firstOfPage)) {
            throw WebFailureException.ofContent(
                    "The server answers the same page again and again, it ignores the parameter offset: ask without pages"
                            + " (pageSize=0)",
                    status,
                    false,
                    null);
        }
        firstOfPage = identity;
    }

    private static String identity(Attributes dataSet) {
        return Objects.toString(dataSet.getString(Tag.StudyInstanceUID))
                + dataSet.getString(Tag.SeriesInstanceUID)
                + dataSet.getString(Tag.SOPInstanceUID);
    }

    @Override
    public void close() throws IOException {
        ended = true;
        next = null;
        if (page != null) {
            page.close();
        }
    }
}
