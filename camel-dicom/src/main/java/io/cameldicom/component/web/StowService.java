package io.cameldicom.component.web;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.component.ObjectHeaders;
import io.cameldicom.component.ObjectSpool;
import io.cameldicom.component.ObjectTooLargeException;
import io.cameldicom.component.ResponseStatus;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartException;
import io.cameldicom.web.MultipartLimits;
import io.cameldicom.web.MultipartReader;
import io.cameldicom.web.StowResponse;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * STOW-RS (PS3.18 10.5): each instance of the body is an exchange like that of a C-STORE, one after the other as they come,
 * and counts as stored when the route is done with it.
 */
final class StowService implements WebService {

    private static final Logger LOG = LoggerFactory.getLogger(StowService.class);
    /** Routes make file names of UIDs. */
    private static final Pattern UID = Pattern.compile("[0-9A-Za-z]+(\\.[0-9A-Za-z]+)*");

    private static final int UID_LENGTH = 64;
    private static final String RETRY_AFTER_SECONDS = "10";

    private final WebExchanges exchanges;
    private final DicomWebConfiguration configuration;
    private final ObjectSpool spool;
    private final Semaphore places;
    private final boolean retrievable;

    StowService(WebExchanges exchanges, DicomWebConfiguration configuration, ObjectSpool spool) {
        this.exchanges = exchanges;
        this.configuration = configuration;
        this.spool = spool;
        this.places = new Semaphore(configuration.getMaxConcurrentStores());
        this.retrievable = configuration.services().contains(WebServiceConfiguration.Service.wado);
    }

    @Override
    public WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException {
        MediaType type = request.contentType();
        boolean single = isDicom(type);
        if (!single) {
            requireDicomParts(type);
        }
        if (request.contentLength() > configuration.maxRequestBytes()) {
            throw new WebRequestException(
                    WebRequestException.TOO_LARGE,
                    "The request is larger than the " + configuration.maxRequestBytes() + " bytes allowed");
        }
        DataSetText text = DataSetText.ofOne(request.accept());
        if (!places.tryAcquire()) {
            return WebReply.failure(WebRequestException.UNAVAILABLE, "Too many requests store at this time")
                    .with("Retry-After", RETRY_AFTER_SECONDS);
        }
        try (InputStream body = request.body()) {
            Reception reception = new Reception(request, resource);
            if (single) {
                reception.one(body);
            } else {
                reception.parts(body, type.parameter("boundary"));
            }
            return reception.reply(text);
        } finally {
            places.release();
        }
    }

    private static boolean isDicom(MediaType type) {
        return type.isSame(MediaType.DICOM) || type.isSame(MediaType.OCTET_STREAM);
    }

    private static void requireDicomParts(MediaType type) throws WebRequestException {
        MediaType parts = type.related();
        if (!type.isSame(MediaType.MULTIPART_RELATED) || parts != null && !isDicom(parts)) {
            throw new WebRequestException(
                    WebRequestException.UNSUPPORTED_MEDIA_TYPE,
                    "Instances are taken as application/dicom, alone or in multipart/related; metadata with bulk data"
                            + " apart (application/dicom+json, application/dicom+xml) is not");
        }
    }

    /** What comes of one request. */
    private final class Reception {

        private final WebRequest request;
        private final WebResource resource;
        private final StowResponse response;
        private int tooLarge;
        private int unsupported;

        Reception(WebRequest request, WebResource resource) {
            this.request = request;
            this.resource = resource;
            this.response = new StowResponse(retrievable ? request.baseUrl() : null);
        }

        void one(InputStream body) throws IOException, WebRequestException {
            try {
                store(body);
            } catch (RequestBody.BrokenException e) {
                broken(e);
            }
        }

        void parts(InputStream body, String boundary) throws IOException, WebRequestException {
            MultipartLimits usual = MultipartLimits.DEFAULT;
            MultipartLimits limits = new MultipartLimits(
                    configuration.getMaxInstances(), usual.maxHeaders(), usual.maxHeaderBytes(), usual.maxPreamble());
            try {
                MultipartReader reader = new MultipartReader(body, boundary, limits);
                for (MultipartReader.Part part = reader.next(); part != null; part = reader.next()) {
                    MediaType type = part.contentType();
                    if (type == null || isDicom(type)) {
                        store(part.content());
                    } else {
                        unsupported++;
                        response.fail(null, null, Status.CannotUnderstand);
                    }
                }
            } catch (MultipartException | RequestBody.BrokenException e) {
                broken(e);
            }
            if (response.size() == 0) {
                throw WebRequestException.badRequest("There is no instance in the body");
            }
        }

        /** Before the first instance it is the request that is wrong; behind one, what is stored has to be told. */
        private void broken(IOException e) throws WebRequestException {
            int status = e instanceof RequestBody.TooLargeException
                    ? WebRequestException.TOO_LARGE
                    : e instanceof RequestBody.SlowException
                            ? WebRequestException.TIMEOUT
                            : WebRequestException.BAD_REQUEST;
            LOG.warn("STOW-RS: {} after {} instances", e.getMessage(), response.size());
            if (response.size() == 0) {
                throw new WebRequestException(status, e.getMessage(), e);
            }
            request.dropBody();
            tooLarge += status == WebRequestException.TOO_LARGE ? 1 : 0;
            response.fail(
                    null,
                    null,
                    status == WebRequestException.TOO_LARGE ? Status.OutOfResources : Status.CannotUnderstand);
        }

        private void store(InputStream part10) throws IOException {
            DicomObject object = null;
            try {
                object = spool.read(part10);
                check(object);
            } catch (RequestBody.BrokenException | MultipartException e) {
                throw e;
            } catch (ObjectTooLargeException e) {
                tooLarge++;
                refused(null, Status.OutOfResources, e);
                return;
            } catch (DicomServiceException e) {
                refused(object, e.getStatus(), e);
                return;
            } catch (DicomParseException e) {
                refused(null, Status.CannotUnderstand, e);
                return;
            } catch (IOException e) {
                refused(null, Status.OutOfResources, e); // what else fails is the spool
                return;
            }
            route(object);
        }

        private void refused(DicomObject object, int status, IOException why) {
            LOG.warn("STOW-RS: an instance refused with {}: {}", Status.format(status), why.getMessage());
            response.fail(
                    object == null ? null : object.sopClassUid(),
                    object == null ? null : object.sopInstanceUid(),
                    status);
            if (object != null) {
                object.discard();
            }
        }

        private void check(DicomObject object) throws DicomServiceException {
            require(object.sopClassUid(), Tag.SOPClassUID);
            require(object.sopInstanceUid(), Tag.SOPInstanceUID);
            require(object.string("StudyInstanceUID"), Tag.StudyInstanceUID);
            if (resource.studyUid() != null && !resource.studyUid().equals(object.string("StudyInstanceUID"))) {
                throw new DicomServiceException(
                        Status.DataSetDoesNotMatchSOPClassError,
                        Tag.format(Tag.StudyInstanceUID) + " differs from the study of the request");
            }
        }

        private static void require(String uid, int tag) throws DicomServiceException {
            if (uid == null || uid.length() > UID_LENGTH || !UID.matcher(uid).matches()) {
                throw new DicomServiceException(
                        Status.DataSetDoesNotMatchSOPClassError,
                        Tag.format(tag) + (uid == null ? " is missing" : " is no UID"));
            }
        }

        private void route(DicomObject object) {
            Exchange exchange = exchanges.create(request, DicomOperation.store);
            object.handOverTo(exchange);
            ObjectHeaders.describe(exchange.getIn(), object);
            String study = exchange.getIn().getHeader(DicomConstants.STUDY_INSTANCE_UID, String.class);
            String series = exchange.getIn().getHeader(DicomConstants.SERIES_INSTANCE_UID, String.class);
            long bytes = object.dataSetLength();
            exchanges.process(exchange);
            int status = ResponseStatus.of(exchange).status();
            if (exchange.getException() != null) {
                LOG.warn(
                        "STOW-RS: an instance answered {}, the route failed with {}",
                        Status.format(status),
                        exchange.getException().getClass().getName());
            }
            response.add(study, series, object.sopClassUid(), object.sopInstanceUid(), status);
            exchanges.done(exchange);
            exchanges.stored(object.sopClassUid(), object.sopInstanceUid(), status, bytes);
        }

        WebReply reply(DataSetText text) throws IOException, WebRequestException {
            if (unsupported == response.size()) {
                throw new WebRequestException(
                        WebRequestException.UNSUPPORTED_MEDIA_TYPE, "No part of the body is application/dicom");
            }
            int status = tooLarge == response.size() ? WebRequestException.TOO_LARGE : response.httpStatus();
            WebReply reply = WebReply.of(status, text.type(), text.encode(response.module(), BulkDataUris.NONE));
            return status == WebRequestException.UNAVAILABLE ? reply.with("Retry-After", RETRY_AFTER_SECONDS) : reply;
        }
    }
}
