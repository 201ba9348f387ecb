package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.service.GetHandler;
import io.cameldicom.dicom.service.GetRequest;
import io.cameldicom.dicom.service.GetScp;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.ServiceClassProvider;
import io.cameldicom.dicom.service.StorageScu;
import io.cameldicom.dicom.service.StorageSopClasses;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;

/** C-GET as exchanges; objects go over the association the request came on. Thread-safe. */
final class GetService extends RetrieveService<GetRequest> implements GetHandler {

    /**
     * Exchange property: in which encodings the requestor takes objects, transfer syntax UIDs by SOP class UID. A producer
     * that asks an archive on its behalf proposes the same.
     */
    static final String ACCEPTED_ENCODINGS = "CamelDicomAcceptedEncodings";

    GetService(DicomConsumer consumer, DicomEndpoint endpoint) {
        super(consumer, endpoint, DicomOperation.get);
    }

    @Override
    public List<ServiceClassProvider> providers() {
        List<String> sopClasses = configuration().informationModelList().stream()
                .map(InformationModel::get)
                .filter(Objects::nonNull)
                .toList();
        SopClassSelection selection = SopClassSelection.of(configuration().getSopClasses());
        return List.of(new GetScp(
                this,
                sopClasses,
                storeTimeout(),
                selection.isEmpty() ? StorageSopClasses.ANY : selection::contains,
                configuration().transferSyntaxList().stream()
                        .map(TransferSyntax::uid)
                        .toList(),
                NegotiatedOptions.ofRetrieval(configuration().getQueryOptions())));
    }

    private Duration storeTimeout() {
        return Duration.ofMillis(configuration().getStoreTimeout());
    }

    @Override
    public RetrieveResult get(GetRequest request) throws IOException {
        return retrieve(request);
    }

    @Override
    void describe(GetRequest request, Exchange exchange) {
        Map<String, List<String>> accepted = new LinkedHashMap<>();
        for (PresentationContext context : request.association().acceptedContexts()) {
            List<String> encodings = request.acceptedTransferSyntaxes(context.abstractSyntax());
            if (InformationModel.ofSopClass(context.abstractSyntax()) == null && !encodings.isEmpty()) {
                accepted.put(context.abstractSyntax(), encodings);
            }
        }
        exchange.setProperty(ACCEPTED_ENCODINGS, accepted);
    }

    @Override
    Sender sender(GetRequest request) {
        StorageScu scu = new StorageScu(request.session(), storeTimeout());
        return object -> {
            SendableObject sendable =
                    new SendableObject(object, configuration(), endpoint().getCamelContext());
            TransferSyntax syntax = SyntaxChoice.of(
                    scu, sendable, configuration().transferSyntaxList().isEmpty());
            return scu.store(sendable.in(syntax).instance());
        };
    }
}
