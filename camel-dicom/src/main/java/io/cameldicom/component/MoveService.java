package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.service.MoveHandler;
import io.cameldicom.dicom.service.MoveRequest;
import io.cameldicom.dicom.service.MoveScp;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.ServiceClassProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;

/** C-MOVE as exchanges; objects go to a destination whose address is looked up. Thread-safe. */
final class MoveService extends RetrieveService<MoveRequest> implements MoveHandler {

    private DestinationLookup destinations;

    MoveService(DicomConsumer consumer, DicomEndpoint endpoint) {
        super(consumer, endpoint, DicomOperation.move);
    }

    @Override
    protected void doStart() {
        destinations = new DestinationLookup(
                endpoint().getCamelContext(), configuration().getMoveDestinations());
    }

    @Override
    public List<ServiceClassProvider> providers() {
        List<String> sopClasses = configuration().informationModelList().stream()
                .map(InformationModel::move)
                .filter(Objects::nonNull)
                .toList();
        return List.of(new MoveScp(
                this,
                sopClasses,
                Duration.ofMillis(configuration().getStoreTimeout()),
                NegotiatedOptions.ofRetrieval(configuration().getQueryOptions())));
    }

    @Override
    public RetrieveResult move(MoveRequest request) throws IOException {
        return retrieve(request);
    }

    @Override
    void describe(MoveRequest request, Exchange exchange) {
        exchange.getIn().setHeader(DicomConstants.MOVE_DESTINATION, request.destination());
    }

    @Override
    Sender sender(MoveRequest request) throws IOException {
        DicomEndpoint destination = destinations
                .find(request.destination())
                .orElseThrow(() ->
                        new DicomServiceException(Status.MoveDestinationUnknown, "Move destination is not known here"));
        String own = destination.getConfiguration().getCallingAeTitle();
        // One association at a time, released at the end: many a destination is a workstation that waits for it.
        AssociationPool pool =
                destination.singlePool(own != null ? own : request.association().calledAeTitle());
        return new DestinationSender(destination, pool, request.originator());
    }
}
