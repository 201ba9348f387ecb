package io.cameldicom.component.edit;

import io.cameldicom.component.edit.SetStep.Text;
import io.cameldicom.dicom.deid.KeyedHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Expression;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.ResourceHelper;

/**
 * Change attributes of DICOM objects: set, default, copy, remove, hash, shift dates, map values, replace.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-edit",
        title = "DICOM Edit",
        syntax = "dicom-edit:name",
        producerOnly = true,
        remote = false,
        category = {Category.HEALTH, Category.TRANSFORMATION})
public class DicomEditEndpoint extends DefaultEndpoint {
    private static final String RESOURCE = "resource:";

    @UriPath(description = "What the edit is for. Only for people: it shows in logs and error messages.")
    @Metadata(required = true)
    private final String name;

    @UriParam(
            description = "The steps, with semicolons between them, such as `set InstitutionName 'Example Hospital';"
                    + " hash PatientID`; put them in `RAW(...)`, for in a URI `+`, `%` and `&` mean something else."
                    + " Or `resource:` and where they are, one a line: `resource:file:conf/normalise.steps`,"
                    + " `resource:classpath:normalise.steps`.")
    @Metadata(required = true, largeInput = true)
    private String steps;

    @UriParam(
            label = "security",
            secret = true,
            description = "The key of the step `hash`: any text of at least 16 characters that is hard to guess. The"
                    + " same key gives the same hashes.")
    private String hashKey;

    @UriParam(
            defaultValue = "true",
            description =
                    "Whether previous values are kept in the Original Attributes Sequence (0400,0561). What `hash`"
                            + " and `shift` hide is never kept there. Set it to `false` where other steps hide something, too.")
    private boolean originalAttributes = true;

    @UriParam(
            defaultValue = "CAMEL",
            description = "Modifying System (0400,0563) in the Original Attributes Sequence; at most 64 characters.")
    private String modifyingSystem = "CAMEL";

    @UriParam(
            description = "Source of Previous Values (0400,0564) in the Original Attributes Sequence: where the objects"
                    + " come from; empty if not known; at most 64 characters.")
    private String sourceOfPreviousValues = "";

    @UriParam(
            defaultValue = "COERCE",
            enums = "COERCE,CORRECT",
            description = "Reason for the Attribute Modification (0400,0565) in the Original Attributes Sequence:"
                    + " `COERCE` to fit this site, `CORRECT` because the values were wrong.")
    private String reason = "COERCE";

    private EditScript script;

    DicomEditEndpoint(String uri, DicomEditComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        OriginalAttributes record = originalAttributes
                ? new OriginalAttributes(modifyingSystem, sourceOfPreviousValues, reason, Clock.systemDefaultZone())
                : null;
        return new DicomEditProducer(this, script, record);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("dicom-edit:" + name + ": nothing comes from it, use it in to");
    }

    /** Compiles the steps, so that a mistake stops the start. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (steps == null) {
            throw new IllegalArgumentException("dicom-edit:" + name + ": the option steps is missing");
        }
        try {
            // templates have an empty parameter for edits nobody asked for
            script = steps.isBlank() ? EditScript.NONE : EditScript.parse(text(), new Surroundings());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dicom-edit:" + name + ": " + e.getMessage(), e);
        }
    }

    private String text() {
        if (steps.startsWith(RESOURCE)) {
            return load(steps.substring(RESOURCE.length()));
        }
        if (steps.stripLeading().startsWith("#")) {
            // Camel takes line ends out of URIs, so all of the steps would be part of the comment
            throw new IllegalArgumentException("comments belong in a resource");
        }
        return steps;
    }

    private String load(String resource) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(getCamelContext(), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("dicom-edit:" + name + ": cannot read " + resource, e);
        }
    }

    private final class Surroundings implements EditStepParser.Surroundings {
        @Override
        public KeyedHash hash() {
            if (hashKey == null) {
                throw new IllegalArgumentException("hash needs the option hashKey");
            }
            return new KeyedHash(hashKey);
        }

        @Override
        public Text simple(String text) {
            Expression expression = getCamelContext().resolveLanguage("simple").createExpression(text);
            expression.init(getCamelContext());
            return exchange -> {
                String result = expression.evaluate(exchange, String.class);
                if (result == null || result.isEmpty()) {
                    throw new IllegalArgumentException("dicom-edit:" + name + ": " + text
                            + " gives nothing to set; write '' to empty an attribute");
                }
                return result;
            };
        }

        @Override
        public String load(String resource) {
            return DicomEditEndpoint.this.load(resource);
        }
    }

    public String getName() {
        return name;
    }

    public String getSteps() {
        return steps;
    }

    public void setSteps(String steps) {
        this.steps = steps;
    }

    public String getHashKey() {
        return hashKey;
    }

    public void setHashKey(String hashKey) {
        this.hashKey = hashKey;
    }

    public boolean isOriginalAttributes() {
        return originalAttributes;
    }

    public void setOriginalAttributes(boolean originalAttributes) {
        this.originalAttributes = originalAttributes;
    }

    public String getModifyingSystem() {
        return modifyingSystem;
    }

    public void setModifyingSystem(String modifyingSystem) {
        this.modifyingSystem = atMost64("modifyingSystem", modifyingSystem);
    }

    public String getSourceOfPreviousValues() {
        return sourceOfPreviousValues;
    }

    public void setSourceOfPreviousValues(String sourceOfPreviousValues) {
        this.sourceOfPreviousValues = atMost64("sourceOfPreviousValues", sourceOfPreviousValues);
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        if (!reason.equals("COERCE") && !reason.equals("CORRECT")) {
            throw new IllegalArgumentException("reason=" + reason + ": must be COERCE or CORRECT");
        }
        this.reason = reason;
    }

    private static String atMost64(String option, String text) {
        if (text.length() > 64 || text.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(option + ": must have at most 64 characters and no backslash");
        }
        return text;
    }
}
