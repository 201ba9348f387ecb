package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DataSetStream;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.ReadLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A DIMSE-N request that came in (PS3.7 10.1). To be used by one thread at a time. */
public final class NormalizedRequest extends OperationRequest {
    private static final int ABSENT = -1;

    private final String sopInstanceUid;
    private Attributes attributes;
    private final List<Runnable> afterwards = new ArrayList<>(1);

    NormalizedRequest(DimseRequest request, String sopInstanceUid) {
        super(request);
        this.sopInstanceUid = sopInstanceUid;
    }

    /** Which one it is. */
    public Dimse dimse() {
        return request().command().dimse();
    }

    /**
     * Affected or Requested SOP Instance UID; a new one for an N-CREATE without one, which is told to the peer; null only
     * for handlers that {@linkplain NormalizedHandler#takesRequestsWithoutInstance take that}.
     */
    public String sopInstanceUid() {
        return sopInstanceUid;
    }

    /** Whether the UID was made here. */
    public boolean isSopInstanceUidGenerated() {
        return request().sopInstanceUid() == null && sopInstanceUid != null;
    }

    /** Action Type ID (0000,1008) of an N-ACTION; -1 if there is none. */
    public int actionTypeId() {
        return request().command().getInt(Tag.ActionTypeID, ABSENT);
    }

    /** Event Type ID (0000,1002) of an N-EVENT-REPORT; -1 if there is none. */
    public int eventTypeId() {
        return request().command().getInt(Tag.EventTypeID, ABSENT);
    }

    /** Attribute Identifier List (0000,1005) of an N-GET: the attributes asked for; empty asks for all (PS3.7 10.1.2.1.5). */
    public int[] attributeIdentifiers() {
        return request().command().getTags(Tag.AttributeIdentifierList);
    }

    /**
     * The data set: attribute list, modification list, action or event information. Read on the first call; empty if the
     * request has none.
     *
     * @throws DicomServiceException 0110 if it is broken, or takes more memory than {@link DataSetStream#LIMITS} allow
     */
    public Attributes attributes() throws IOException {
        return attributes(DataSetStream.LIMITS);
    }

    /** As {@link #attributes()} with limits of the caller's, which the first call sets. */
    public Attributes attributes(ReadLimits limits) throws IOException {
        if (attributes == null) {
            DataSetStream stream = dataSet();
            try {
                attributes = stream == null ? new Attributes() : stream.readAttributes(limits);
            } catch (DicomParseException e) {
                throw new DicomServiceException(
                        Status.ProcessingFailure,
                        "Data set is broken at " + Tag.format(e.tag()) + ", offset " + e.offset(),
                        e);
            }
        }
        return attributes;
    }

    /**
     * The data set as it arrives, for those too large for the memory, instead of {@link #attributes}; null if the request
     * has none. Not where requests overlap: they are read whole before the handler is called.
     */
    public DataSetStream dataSet() {
        return request().dataSet();
    }

    /**
     * Something more to do when the answer has left (or could not leave), on the thread that answered; such as an
     * N-EVENT-REPORT, which has to be sent by another thread. Several are done in the order they were given.
     */
    public void whenAnswered(Runnable task) {
        afterwards.add(task);
    }

    void answered() {
        afterwards.forEach(Runnable::run);
    }
}
