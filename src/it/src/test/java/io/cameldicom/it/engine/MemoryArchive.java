package io.cameldicom.it.engine;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.FindRequest;
import io.cameldicom.dicom.service.GetRequest;
import io.cameldicom.dicom.service.MoveRequest;
import io.cameldicom.dicom.service.OutgoingInstance;
import io.cameldicom.dicom.service.RetrieveResult;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One study of which every query asks; knows as many destinations as it is told. */
final class MemoryArchive {
    private final List<Attributes> images;
    private final Map<String, AssociationRequestor> destinations;

    MemoryArchive(List<Attributes> images, Map<String, AssociationRequestor> destinations) {
        this.images = images;
        this.destinations = destinations;
    }

    Iterator<Attributes> find(FindRequest request) throws DicomServiceException {
        String level = request.identifier().getString(Tag.QueryRetrieveLevel);
        if (level == null) {
            throw new DicomServiceException(Status.IdentifierDoesNotMatchSOPClass, "Query/Retrieve Level is missing")
                    .withOffendingElements(Tag.QueryRetrieveLevel);
        }
        Stream<Attributes> found =
                level.equals("IMAGE") ? images.stream() : images.stream().limit(1);
        return found.map(image -> answer(request.identifier(), image, level)).iterator();
    }

    RetrieveResult move(MoveRequest request) throws IOException {
        AssociationRequestor destination = destinations.get(request.destination());
        if (destination == null) {
            throw new DicomServiceException(Status.MoveDestinationUnknown, "Destination is unknown");
        }
        return request.sendTo(destination, outgoing());
    }

    RetrieveResult get(GetRequest request) throws IOException {
        return request.send(outgoing());
    }

    private List<OutgoingInstance> outgoing() {
        return images.stream().map(Images::outgoing).toList();
    }

    private static Attributes answer(Attributes keys, Attributes image, String level) {
        Attributes answer = new Attributes();
        answer.addSelected(image, Tag.SpecificCharacterSet);
        answer.addSelected(image, keys.tags());
        answer.setString(Tag.QueryRetrieveLevel, VR.CS, level);
        return answer;
    }
}
