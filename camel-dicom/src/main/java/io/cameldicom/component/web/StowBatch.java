package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartBody;
import io.cameldicom.web.client.InstanceOutcome;
import io.cameldicom.web.client.Stow;
import io.cameldicom.web.client.StowInstance;
import io.cameldicom.web.client.StowResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Stores objects with one request, converted as the option {@code transcode} says. Thread-safe. */
final class StowBatch {

    private final Stow stow;
    private final SyntaxConversion conversion;
    private final TransferSyntax target;
    private final boolean auto;

    /** @param transcode {@code auto}, {@code never}, or the transfer syntax to convert to */
    StowBatch(Stow stow, SyntaxConversion conversion, String transcode) {
        this.stow = stow;
        this.conversion = conversion;
        this.target = WebSyntaxes.target(transcode);
        this.auto = WebSyntaxes.isAuto(transcode);
    }

    StowResult store(List<DicomObject> objects) throws IOException, InterruptedException {
        if (target != null) {
            return converted(objects, target);
        }
        StowResult result = send(objects);
        return auto ? againUncompressed(objects, result) : result;
    }

    private StowResult send(List<DicomObject> objects) throws IOException, InterruptedException {
        return stow.store(objects.stream().map(StowBatch::instance).toList());
    }

    /** What the server refused for its transfer syntax, in the one that every server takes. */
    private StowResult againUncompressed(List<DicomObject> objects, StowResult first)
            throws IOException, InterruptedException {
        List<Integer> refused = new ArrayList<>();
        List<DicomObject> again = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            if (first.outcomes().get(i).isTransferSyntaxRefused()
                    && conversion.isPossible(objects.get(i), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
                refused.add(i);
                again.add(objects.get(i));
            }
        }
        if (again.isEmpty()) {
            return first;
        }
        StowResult second = converted(again, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        List<InstanceOutcome> outcomes = new ArrayList<>(first.outcomes());
        for (int i = 0; i < refused.size(); i++) {
            outcomes.set(refused.get(i), second.outcomes().get(i));
        }
        return new StowResult(second.httpStatus(), outcomes);
    }

    private StowResult converted(List<DicomObject> objects, TransferSyntax to)
            throws IOException, InterruptedException {
        List<DicomObject> converted = new ArrayList<>();
        List<DicomObject> ours = new ArrayList<>();
        try {
            for (DicomObject object : objects) {
                if (conversion.isPossible(object, to)) {
                    ours.add(conversion.convert(object, to));
                    converted.add(ours.get(ours.size() - 1));
                } else {
                    converted.add(object);
                }
            }
            return send(converted);
        } finally {
            ours.forEach(DicomObject::discard);
        }
    }

    private static StowInstance instance(DicomObject object) {
        return new StowInstance(object.sopClassUid(), object.sopInstanceUid(), new MultipartBody.Part() {
            @Override
            public long length() {
                return object.size();
            }

            @Override
            public MediaType type() {
                return MediaType.DICOM;
            }

            @Override
            public InputStream open() throws IOException {
                return object.openStream();
            }
        });
    }
}
