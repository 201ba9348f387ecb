package io.cameldicom.component.web;

import io.cameldicom.component.DataSetElements;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.component.FindResults;
import io.cameldicom.component.StatusHeader;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.query.QueryLevel;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartWriter;
import io.cameldicom.web.QidoRequest;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * QIDO-RS (PS3.18 10.6): the route gets the identifier that a C-FIND consumer's would and answers with the matches, all of
 * them and in a lasting order; {@code offset} and {@code limit} are seen to here. No more results than the limit are in
 * memory.
 */
final class QidoService implements WebService {

    /** Bulk data has no place among results. */
    private static final Set<VR> BULK = EnumSet.of(VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN);

    private final WebExchanges exchanges;
    private final DicomWebConfiguration configuration;
    private final boolean retrievable;

    QidoService(WebExchanges exchanges, DicomWebConfiguration configuration) {
        this.exchanges = exchanges;
        this.configuration = configuration;
        this.retrievable = configuration.services().contains(WebServiceConfiguration.Service.wado);
    }

    @Override
    public WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException {
        QidoRequest search = QidoRequest.of(resource, request.query());
        Results results = new Results(DataSetText.ofResults(request.accept()), request.baseUrl(), resource);
        Exchange exchange = exchanges.query(request, DicomOperation.find, search.identifier(), search.optionNames());
        exchange.setProperty(WebConstants.INCLUDE_ALL, search.includeAll());
        try {
            Object body = exchanges.answer(exchange, search.identifier());
            int limit = search.limit() < 0
                    ? configuration.getMaxResults()
                    : Math.min(search.limit(), configuration.getMaxResults());
            boolean more = collect(search, body, exchange, limit, results);
            WebReply reply = results.reply(warning(exchange, body, more));
            exchanges.searched(request, search.identifier(), true);
            return reply;
        } catch (WebRequestException | IOException | RuntimeException e) {
            exchanges.searched(request, search.identifier(), false);
            throw e;
        } finally {
            exchanges.done(exchange);
        }
    }

    /** Whether there are more behind the limit. */
    private static boolean collect(QidoRequest search, Object body, Exchange exchange, int limit, Results results)
            throws WebRequestException, IOException {
        try (DataSetElements matches = new DataSetElements(body, search.identifier(), exchange)) {
            for (int skipped = 0; skipped < search.offset() && matches.hasNext(); skipped++) {
                matches.next();
            }
            for (int taken = 0; taken < limit && matches.hasNext(); taken++) {
                results.add(matches.next());
            }
            return matches.hasNext();
        } catch (RuntimeException e) {
            exchange.setException(e);
            throw WebExchanges.failure(e);
        }
    }

    /** Null where there is nothing to warn of. */
    private static String warning(Exchange exchange, Object body, boolean more) {
        StatusHeader status = StatusHeader.of(exchange.getMessage());
        FindResults ofPeer = body instanceof FindResults results ? results : null;
        if (more
                || status.code() == Status.MatchingReachedResponseLimit
                || ofPeer != null && ofPeer.status() == Status.MatchingReachedResponseLimit) {
            return "There are additional results that can be requested";
        }
        if (status.code() == Status.PendingWarning || ofPeer != null && ofPeer.optionalKeysNotSupported()) {
            return "Some of the attributes to match are not supported and were not looked at";
        }
        return status.comment();
    }

    /** The answer as it grows. */
    private final class Results {

        private final DataSetText text;
        private final String root;
        private final WebResource resource;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final MultipartWriter parts;
        private final String boundary = MultipartWriter.newBoundary();
        private int count;

        Results(DataSetText text, String root, WebResource resource) {
            this.text = text;
            this.root = root;
            this.resource = resource;
            this.parts = new MultipartWriter(bytes, boundary);
        }

        void add(Attributes match) throws IOException {
            byte[] result = text.encode(completed(match), BulkDataUris.NONE);
            if (text == DataSetText.XML) {
                parts.begin(text.type(), Map.of());
            } else {
                bytes.write(count == 0 ? '[' : ',');
            }
            bytes.write(result);
            count++;
        }

        private Attributes completed(Attributes match) {
            Attributes result = new Attributes(match);
            for (int tag : match.tags()) {
                if (BULK.contains(match.getVR(tag)) || Tag.group(tag) == 2 || tag == Tag.QueryRetrieveLevel) {
                    result.remove(tag);
                }
            }
            String url = url(match);
            if (retrievable && url != null) {
                result.setString(Tag.RetrieveURL, VR.UR, url);
                if (!result.containsValue(Tag.InstanceAvailability)) {
                    result.setString(Tag.InstanceAvailability, VR.CS, "ONLINE");
                }
            }
            return result;
        }

        private String url(Attributes match) {
            QueryLevel level = resource.level();
            String study = match.getString(Tag.StudyInstanceUID, resource.studyUid());
            String series = match.getString(Tag.SeriesInstanceUID, resource.seriesUid());
            String instance = match.getString(Tag.SOPInstanceUID);
            if (study == null
                    || level != QueryLevel.STUDY && series == null
                    || level == QueryLevel.IMAGE && instance == null) {
                return null;
            }
            String url = root + "/studies/" + study;
            if (level != QueryLevel.STUDY) {
                url += "/series/" + series;
            }
            return level == QueryLevel.IMAGE ? url + "/instances/" + instance : url;
        }

        WebReply reply(String warning) throws IOException {
            WebReply reply = count == 0 ? WebReply.empty(204) : WebReply.of(200, contentType(), finished());
            return warning == null ? reply : reply.warning(warning.replaceAll("[^ -~]|[\"\\\\]", "?"));
        }

        private MediaType contentType() {
            return text == DataSetText.XML ? text.type().inRelated().with("boundary", boundary) : text.type();
        }

        private byte[] finished() throws IOException {
            if (text == DataSetText.XML) {
                parts.finish();
            } else {
                bytes.write(']');
            }
            return bytes.toByteArray();
        }
    }
}
