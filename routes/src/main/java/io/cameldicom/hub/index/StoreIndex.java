package io.cameldicom.hub.index;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.web.WebConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.query.Matching;
import io.cameldicom.dicom.query.MatchingOptions;
import io.cameldicom.dicom.query.QueryLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What is in the store folder, for routes that answer searches and retrievals: {@code bean: {ref: index, method: find}} and
 * {@code bean: {ref: index, method: retrieve}}, of {@code dicom-web:} and {@code dicom:} consumers alike. Thread-safe.
 *
 * <p>A file is in the index soon after it is filed; a search waits a moment for those filed before it. A process that ends
 * otherwise than it should leaves the index behind the files: at the next start it is brought up to them while searches,
 * which may then lack something, are answered with a warning. Retrieval asks the folder itself and lacks nothing.
 */
public final class StoreIndex implements AutoCloseable {

    /** They say how to read the identifier, or are told of every match. */
    private static final Set<Integer> NO_KEYS = Set.of(
            Tag.SpecificCharacterSet,
            Tag.QueryRetrieveLevel,
            Tag.TimezoneOffsetFromUTC,
            Tag.RetrieveAETitle,
            Tag.InstanceAvailability);

    private final IndexDatabase database;
    private final IndexUpdater updater;
    private final StoreFiles files;

    private StoreIndex(IndexDatabase database, IndexUpdater updater, StoreFiles files) {
        this.database = database;
        this.updater = updater;
        this.files = files;
    }

    /**
     * Opens the index, and begins to bring it up to date if it is behind.
     *
     * @param store the folder of {@code <study>/<series>/<instance>.dcm}
     * @param folder where the index is, for it alone
     * @throws IOException if the folder cannot be used
     */
    public static StoreIndex open(Path store, Path folder) throws IOException {
        IndexDatabase database = IndexDatabase.open(folder);
        IndexUpdater updater = new IndexUpdater(store, database);
        updater.start();
        return new StoreIndex(database, updater, new StoreFiles(store));
    }

    /** Notes a file that was filed, replaced or removed; costs its caller nothing but that. */
    public void filed(Path file) {
        updater.changed(file);
    }

    /** Whether every file is in the index, as far as is known. */
    public boolean isComplete() {
        return updater.isComplete();
    }

    /**
     * Answers the identifier of the exchange with an iterator over the matches in the order of their unique keys.
     *
     * @throws DicomServiceException A900 if there is no such level
     */
    public void find(Exchange exchange) throws DicomServiceException {
        Attributes identifier = exchange.getProperty(DicomConstants.IDENTIFIER, Attributes.class);
        QueryLevel level = QueryLevel.of(identifier.getString(Tag.QueryRetrieveLevel));
        if (level == null) {
            throw new DicomServiceException(
                    Status.IdentifierDoesNotMatchSOPClass, "(0008,0052) must be PATIENT, STUDY, SERIES or IMAGE");
        }
        updater.awaitChanges();
        Message message = exchange.getMessage();
        Attributes known = withoutUnknownKeys(identifier, level);
        if (known != identifier) {
            message.setHeader(DicomConstants.STATUS, Status.PendingWarning);
        }
        if (!updater.isComplete()) {
            message.setHeader(DicomConstants.ERROR_COMMENT, "The index is being made: results may be missing");
        }
        MatchingOptions options = options(message.getHeader(DicomConstants.QUERY_OPTIONS, "", String.class));
        boolean whole = exchange.getProperty(WebConstants.INCLUDE_ALL, false, Boolean.class);
        Iterator<Attributes> entities = new IndexedEntities(database, level, known, options);
        message.setBody(new IndexMatches(entities, Matching.of(known, options), whole));
    }

    /**
     * Answers the identifier of the exchange, which names studies, and series or instances of them, with their files; at the
     * level PATIENT, with those of the studies the index has of the patient.
     *
     * @throws DicomServiceException A900 if it names no study
     */
    public void retrieve(Exchange exchange) throws DicomServiceException {
        Attributes identifier = exchange.getProperty(DicomConstants.IDENTIFIER, Attributes.class);
        boolean patient = QueryLevel.of(identifier.getString(Tag.QueryRetrieveLevel)) == QueryLevel.PATIENT;
        try {
            exchange.getMessage().setBody(patient ? ofPatient(identifier) : files.of(identifier));
        } catch (IOException e) {
            throw new DicomServiceException(Status.UnableToProcess, "The hub cannot read its store", e);
        }
    }

    private List<Path> ofPatient(Attributes identifier) throws IOException {
        updater.awaitChanges();
        Attributes studies = new Attributes();
        studies.setString(Tag.PatientID, VR.LO, identifier.getString(Tag.PatientID));
        Iterator<Attributes> found = new IndexedEntities(database, QueryLevel.STUDY, studies, MatchingOptions.DEFAULT);
        Matching matching = Matching.of(studies, MatchingOptions.DEFAULT);
        List<Path> all = new ArrayList<>();
        while (found.hasNext()) {
            Attributes study = found.next();
            if (matching.matches(study)) {
                all.addAll(files.of(study));
            }
        }
        return all;
    }

    /** Keys the index does not have select nothing (PS3.4 C.2.2.1.3); the same identifier if it knows all. */
    private static Attributes withoutUnknownKeys(Attributes identifier, QueryLevel level) {
        Set<Integer> known = IndexedAttributes.known(level);
        Attributes result = identifier;
        for (int tag : identifier.tags()) {
            boolean asks = identifier.containsValue(tag) || asksWithin(identifier, tag);
            if (asks && !known.contains(tag) && !NO_KEYS.contains(tag)) {
                result = result == identifier ? new Attributes(identifier) : result;
                result.remove(tag);
            }
        }
        return result;
    }

    private static boolean asksWithin(Attributes identifier, int tag) {
        return identifier.getSequence(tag) != null
                && !identifier.getSequence(tag).isEmpty()
                && !identifier.getSequence(tag).get(0).isEmpty();
    }

    private static MatchingOptions options(String names) {
        List<String> asked = List.of(names.split(","));
        return MatchingOptions.DEFAULT
                .withFuzzyNames(asked.contains("fuzzyNames"))
                .withCombinedDateTime(asked.contains("combinedDateTime"))
                .withEmptyValues(asked.contains("emptyValues"))
                .withMultipleValues(asked.contains("multipleValues"));
    }

    /** Writes what was noted. */
    @Override
    public void close() {
        updater.close();
    }
}
