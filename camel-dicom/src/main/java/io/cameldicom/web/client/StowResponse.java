package io.cameldicom.web.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.json.JsonReader;
import io.cameldicom.dicom.xml.XmlReader;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.client.InstanceOutcome.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a server says of the instances it was sent (PS3.18 Annex I.2). */
final class StowResponse {

    static final int TRANSFER_SYNTAX_NOT_SUPPORTED = 0xC122;

    /** Room for what servers say of an instance, retrieve URLs included. */
    private static final int BYTES_PER_INSTANCE = 16 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, InstanceOutcome> said = new HashMap<>();
    private final boolean allStored;

    private StowResponse(boolean allStored) {
        this.allStored = allStored;
    }

    /** @throws WebFailureException if the body is none of DICOM; then nothing is known of any instance */
    static StowResponse read(WebResponse response, int instances) throws IOException {
        int most = 64 * 1024 + BYTES_PER_INSTANCE * Math.min(instances, 10_000);
        byte[] body = response.body().readNBytes(most + 1);
        boolean empty = new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1).isBlank();
        StowResponse result = new StowResponse(empty && response.status() == 200);
        if (body.length > most) {
            throw response.unusable("with a body of more than " + most + " bytes");
        }
        if (!empty) {
            result.take(dataSet(response, body));
        }
        return result;
    }

    private static Attributes dataSet(WebResponse response, byte[] body) throws IOException {
        MediaType type = response.contentType();
        try {
            if (type.isSame(MediaType.DICOM_JSON) || type.isSame(MediaType.JSON)) {
                try (JsonParser json = JSON.createParser(body)) {
                    Attributes dataSet = new JsonReader(json).nextDataset();
                    return dataSet == null ? new Attributes() : dataSet;
                }
            }
            if (type.isSame(MediaType.DICOM_XML) || type.subtype().equals("xml")) {
                return XmlReader.parse(new String(body, StandardCharsets.UTF_8));
            }
        } catch (IOException | UncheckedIOException e) {
            throw response.unusable("with a body that is not of the DICOM model");
        }
        throw response.unusable("with the media type " + type.essence());
    }

    private void take(Attributes dataSet) {
        for (Attributes item : items(dataSet, Tag.ReferencedSOPSequence)) {
            int warning = item.getInt(Tag.WarningReason, Status.Success);
            say(item, warning == Status.Success ? Kind.STORED : Kind.WARNING, warning);
        }
        for (Attributes item : items(dataSet, Tag.FailedSOPSequence)) {
            say(item, Kind.FAILED, item.getInt(Tag.FailureReason, Status.ProcessingFailure));
        }
    }

    private static List<Attributes> items(Attributes dataSet, int tag) {
        return dataSet.getSequence(tag) == null ? List.of() : List.copyOf(dataSet.getSequence(tag));
    }

    /** A failure outweighs what else is said of the same instance. */
    private void say(Attributes item, Kind kind, int reason) {
        String uid = item.getString(Tag.ReferencedSOPInstanceUID);
        if (uid != null) {
            said.put(uid, new InstanceOutcome(item.getString(Tag.ReferencedSOPClassUID), uid, kind, reason));
        }
    }

    /** What it says of an instance. */
    InstanceOutcome of(StowInstance instance) {
        InstanceOutcome outcome = said.get(instance.sopInstanceUid());
        Kind kind = outcome != null ? outcome.kind() : allStored ? Kind.STORED : Kind.UNCONFIRMED;
        return new InstanceOutcome(
                instance.sopClassUid(), instance.sopInstanceUid(), kind, outcome == null ? 0 : outcome.reason());
    }
}
