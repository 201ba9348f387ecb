package io.cameldicom.hub;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.BulkDataPolicy;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.FhirJson;
import io.cameldicom.fhir.FhirOptions;
import io.cameldicom.fhir.ImagingStudyMapper;
import io.cameldicom.fhir.InstanceHeader;
import io.cameldicom.fhir.MappedStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the studies of DICOM files as FHIR transactions. */
@Command(
        name = "fhir",
        mixinStandardHelpOptions = true,
        description = "Prints a FHIR R4 transaction for each study: ImagingStudy with its Patient, as JSON.",
        footer = {
            "",
            "The output has the patient in it: one line a study, to be posted to a FHIR server as it is, as often as wanted.",
            "Headers are read, pixel data is not. A file that cannot be read or mapped is one line on standard error, the",
            "others go on; so is an optional element that was skipped. Exit code 1 if any file was left out."
        })
final class FhirCommand implements Callable<Integer> {

    /** Longer values stay in the file: none that is mapped is that long. */
    private static final int LONGEST_VALUE = 64 * 1024;

    @Parameters(arity = "1..*", paramLabel = "<file or folder>", description = "The objects, in folders also below.")
    private List<Path> places;

    @Option(
            names = "--base",
            paramLabel = "<URI>",
            defaultValue = "https://hub.example.org",
            description = "What the identifier systems of this site begin with (default: ${DEFAULT-VALUE}).")
    private String base;

    @Option(
            names = "--zone",
            paramLabel = "<zone>",
            description =
                    "Where times without offset from UTC are from, such as Europe/Berlin (default: nobody knows).")
    private ZoneId zone;

    @Option(
            names = "--endpoint",
            paramLabel = "<URL>",
            description = "Address of the DICOMweb server that has the images: becomes an Endpoint.")
    private String endpoint;

    @Option(names = "--pretty", description = "With line breaks, for people.")
    private boolean pretty;

    @Spec
    private CommandSpec spec;

    private final Map<String, DicomStudy> studies = new LinkedHashMap<>();
    private boolean leftOut;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        ImagingStudyMapper mapper;
        try {
            mapper = new ImagingStudyMapper(FhirOptions.of(base).withZone(zone).withEndpoint(endpoint, null));
        } catch (IllegalArgumentException e) {
            throw new HubException(e.getMessage(), e);
        }
        places.forEach(this::read);
        studies.values().forEach(study -> print(mapper.map(study)));
        return leftOut ? 1 : 0;
    }

    private void read(Path place) {
        if (!Files.isDirectory(place)) {
            readFile(place);
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            files.filter(Files::isRegularFile).sorted().forEach(this::readFile);
        } catch (IOException | UncheckedIOException e) {
            complain(place, e);
        }
    }

    private void readFile(Path file) {
        try (DicomInputStream in = new DicomInputStream(file)) {
            in.setBulkDataPolicy(BulkDataPolicy.above(LONGEST_VALUE, file));
            FileMetaInformation meta = in.fileMetaInformation();
            if (meta != null && UID.MediaStorageDirectoryStorage.equals(meta.mediaStorageSopClassUid())) {
                return; // a DICOMDIR is of no study
            }
            Attributes head = in.readHead();
            InstanceHeader instance = meta == null
                    ? InstanceHeader.of(head)
                    : InstanceHeader.of(head, meta.mediaStorageSopClassUid(), meta.mediaStorageSopInstanceUid());
            studies.computeIfAbsent(instance.studyInstanceUid(), uid -> new DicomStudy())
                    .add(instance);
        } catch (IOException | IllegalArgumentException e) {
            complain(file, e);
        }
    }

    private void print(MappedStudy study) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(pretty ? FhirJson.encodePretty(study.transaction()) : FhirJson.encode(study.transaction()));
        out.flush();
        study.skipped().forEach(value -> say("study " + study.studyInstanceUid() + ": skipped " + value));
    }

    private void complain(Path file, Exception reason) {
        leftOut = true;
        say(file + ": " + reason.getMessage());
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
