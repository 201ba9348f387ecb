package io.cameldicom.component.web;

import io.cameldicom.component.ObjectSpool;
import io.cameldicom.component.transcode.TranscodeThreads;
import io.cameldicom.component.web.WebServiceConfiguration.Service;
import io.cameldicom.dicom.query.QueryLevel;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import io.cameldicom.web.WebResource.Target;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Which service a request is for. Thread-safe. */
final class WebDispatcher {

    private final WebService stow;
    private final WebService qido;
    /** Empty where wado is not offered. */
    private final Map<Target, WebService> wado = new EnumMap<>(Target.class);

    WebDispatcher(
            Set<Service> services,
            WebExchanges exchanges,
            DicomWebConfiguration configuration,
            ObjectSpool spool,
            CamelContext context) {
        stow = services.contains(Service.stow) ? new StowService(exchanges, configuration, spool) : null;
        qido = services.contains(Service.qido) ? new QidoService(exchanges, configuration) : null;
        if (services.contains(Service.wado)) {
            SyntaxConversion conversion = new SyntaxConversion(TranscodeThreads.of(context));
            WebService rendered = new RenderedService(exchanges);
            wado.put(Target.INSTANCES, new InstancesService(exchanges, conversion));
            wado.put(Target.METADATA, new MetadataService(exchanges));
            wado.put(Target.FRAMES, new FramesService(exchanges, conversion));
            wado.put(Target.BULK_DATA, new BulkDataService(exchanges));
            wado.put(Target.RENDERED, rendered);
            wado.put(Target.RENDERED_FRAMES, rendered);
            wado.put(Target.THUMBNAIL, rendered);
        }
    }

    WebReply answer(WebRequest request) throws WebRequestException, IOException {
        WebResource resource = WebResource.parse(request.path());
        boolean post = request.method().equals("POST");
        if (!post && !request.method().equals("GET")) {
            throw new WebRequestException(WebRequestException.NOT_ALLOWED, "GET and POST are what is understood");
        }
        WebService service = post ? ofPost(resource) : ofGet(resource);
        if (service == null) {
            throw new WebRequestException(WebRequestException.NOT_FOUND, "This service is not offered here");
        }
        return service.answer(request, resource);
    }

    private WebService ofPost(WebResource resource) throws WebRequestException {
        boolean studies = resource.target() == Target.ALL && resource.level() == QueryLevel.STUDY;
        boolean study = resource.target() == Target.INSTANCES && resource.level() == QueryLevel.STUDY;
        if (!studies && !study) {
            throw new WebRequestException(
                    WebRequestException.NOT_ALLOWED, "Instances are stored at studies or at studies/{uid}");
        }
        return stow;
    }

    private WebService ofGet(WebResource resource) {
        return resource.target() == Target.ALL ? qido : wado.get(resource.target());
    }
}
